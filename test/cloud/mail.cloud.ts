import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { ReadMail } from '../support/mailbox.ts';
import { Requester } from '../support/people.ts';
import { handedIn } from '../support/ses-mail.ts';
import { comesBack, sweeps, takesIn } from './aws.ts';
import { doors } from './cloud.ts';
import { CloudOfficer } from './people.ts';

it('a request by mail is stored by SES, taken from there, and answered (L-31)', async () => {
  const ken = new Requester(doors, 'ken.mail@example.jp', 'ja');
  const headers = { From: `Ken <${ken.email}>`, To: doors.contactAddress };
  await takesIn(handedIn(headers), ken.email);
  await ken.takesLinkFrom(/KJ-[0-9A-Z]{5}-[0-9A-Z]{5}/);
  await ken.mayDo('complete');
});

it('a mail of ours that comes back is told to whoever opens the case', async () => {
  const lost = new Requester(doors, 'no.such.address@example.com', 'en');
  const officer = await new CloudOfficer().signsIn();
  await lost.asks('japan', ['appi.disclose'], 'No Body');
  const [mail] = await lost.mailbox.all();
  const [, messageId = ''] = /^message-id: *<([^>]+)>/im.exec(textOf(mail)) ?? [];
  const told = async () =>
    (await officer.browser.visit(`/console/cases/${lost.caseId}`)).text.includes('mail.bounced');
  expect(await told()).toBe(false);
  await comesBack({ messageId, from: doors.contactAddress, to: lost.email });
  await eventually(told, () => `the case does not tell of it: ${officer.browser.text}`);
});

it('the sweep runs, with all that its role and settings let it reach', async () => {
  await expect(sweeps()).resolves.toBeUndefined();
});

const textOf = (mail: ReadMail | undefined): string =>
  mail ? Buffer.from(mail.raw).toString('latin1') : '';
