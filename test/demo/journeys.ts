/** One request of each journey, as the people in it go through it. */
import { unzipped } from '../support/open-package.ts';
import { type Officer, passport, Requester } from '../support/people.ts';
import type { Host } from './host.ts';
import { prove } from './proof.ts';
import { Story } from './telling.ts';

export interface Cast {
  host: Host;
  officer: Officer;
}

export async function disclosure({ host, officer }: Cast): Promise<void> {
  const hanako = new Requester(host.doors, 'hanako.yamada@example.jp', 'ja');
  const story = new Story(
    '1  Disclosure (APPI), by the web form, in Japanese',
    '山田 花子',
    hanako,
  );
  let zip: Uint8Array = new Uint8Array();
  await story.step(
    'requester',
    'asks by the form; a mail brings number and link',
    () => hanako.asks('japan', ['appi.disclose'], '山田 花子'),
    'contact',
  );
  await story.step('requester', 'confirms her address', () => hanako.confirms(), 'identity');
  await story.step(
    'requester',
    'gives name, phone and birthday to compare',
    () =>
      hanako
        .offersPoints({
          name: '山田 花子',
          phone: '+81 90 0000 1201',
          dateOfBirth: '1996-04-12',
        })
        .then(() => hanako.mayDo('evidence')),
    'identity',
  );
  await story.step(
    'requester',
    'uploads the front of her passport',
    () => hanako.uploads('passport', passport()),
    'identity',
  );
  await story.step(
    'operator',
    'looks at it and accepts',
    () => officer.judges(hanako.caseId, 'accepted'),
    'fee',
  );
  await story.step(
    'Stripe',
    'takes $5, tells by webhook; three stores are searched',
    () => hanako.pays(),
    'decide',
  );
  await story.step(
    'operator',
    'reviews what was found and decides',
    () => officer.decides(hanako.caseId),
    'answer',
  );
  await story.step(
    'requester',
    'enters the mailed code and downloads',
    async () => {
      zip = await hanako.fetchesAnswer();
    },
    'closed',
  );
  await story.mailed('ご請求への回答の準備ができました');
  const files = await unzipped(zip);
  const stores = new Set(
    [...files.keys()].flatMap((path) => /^data\/([^/]+)\//.exec(path)?.[1] ?? []),
  );
  story.holds(
    'the package holds letter and data of all three stores',
    ['career', 'kikokugo', 'shigotosagashi'],
    [...stores].sort(),
  );
  await story.pageSays('書類を廃棄しました');
  await proves(story, zip, host);
  story.end();
}

export async function knowSpecific({ host, officer }: Cast): Promise<void> {
  const emily = new Requester(host.doors, 'emily.tanaka@example.com', 'en');
  const story = new Story('2  Right to know (CCPA), by e-mail, in English', 'Emily Tanaka', emily);
  let zip: Uint8Array = new Uint8Array();
  await story.step(
    'requester',
    'writes a mail; the answer asks what is missing',
    () =>
      emily.asksByMail({
        from: 'Emily Tanaka <emily.tanaka@example.com>',
        subject: 'What do you know about me?',
        text: 'Hello, under the CCPA please send me everything you have on me. Thanks, Emily',
        attachments: [{ filename: 'note.pdf', content: Buffer.from('%PDF-1.7\n%%EOF\n') }],
      }),
    'contact',
  );
  await story.step(
    'requester',
    'says by the link what she asks for',
    () => emily.completes('california', ['ccpa.know-specific'], 'Emily Tanaka'),
    'identity',
  );
  const points = {
    name: 'Emily Tanaka',
    phone: '(415) 555-0142',
    dateOfBirth: '1994-09-30',
    school: 'Redwood State University',
  };
  await story.step(
    'requester',
    'gives three details and declares; no ID, no fee',
    () => emily.offersPoints(points, 'Emily Tanaka'),
    'decide',
  );
  await story.step('operator', 'decides', () => officer.decides(emily.caseId), 'answer');
  await story.step(
    'requester',
    'enters the mailed code and downloads',
    async () => {
      zip = await emily.fetchesAnswer();
    },
    'closed',
  );
  const text = [...(await unzipped(zip)).values()].join('\n');
  story.holds(
    'no social security number is in it, but that one is held is said',
    [false, true],
    [/\b\d{3}-\d{2}-\d{4}\b/.test(text), text.includes('social-security-number')],
  );
  await proves(story, zip, host);
  story.end();
}

export async function optOut({ host }: Cast): Promise<void> {
  const sofia = new Requester(host.doors, 'sofia.garcia@example.com', 'en');
  const story = new Story('3  Opt-out of sale and sharing (CCPA)', 'Sofia Garcia', sofia);
  await story.step(
    'requester',
    'asks by the form; nothing else is asked of her',
    () => sofia.asks('california', ['ccpa.opt-out'], 'Sofia Garcia'),
    'closed',
  );
  await story.mailed('Done: your request has been carried out');
  await story.pageSays('We passed it on to the companies to which data is sold or shared');
  story.end();
}

export async function twoRights({ host }: Cast): Promise<void> {
  const arjun = new Requester(host.doors, 'arjun.patel@example.com', 'en');
  const story = new Story('4  Two rights in one case', 'Arjun Patel', arjun);
  await story.step(
    'requester',
    'asks for opt-out and for his data',
    () => arjun.asks('california', ['ccpa.opt-out', 'ccpa.know-specific'], 'Arjun Patel'),
    'contact',
  );
  await story.mailed('Done: your request has been carried out');
  story.holds(
    'the opt-out is carried out while the rest waits for him',
    true,
    /carried out on/.test((await arjun.mayDo('confirm')).text),
  );
  await story.step('requester', 'withdraws the rest', () => arjun.withdraws(), 'closed');
  story.end();
}

async function proves(story: Story, zip: Uint8Array, { doors }: Host): Promise<void> {
  const { ours, forgedIsGenuine, byOpenssl } = await prove(zip, doors.baseUrl);
  const faults = ours.checks.flatMap((check) => check.faults);
  story.holds('the answer is proved genuine offline, with the published fingerprint', [], faults);
  story.holds('its signer is the one that the portal names', true, ours.genuine);
  story.holds('with one byte changed it is not', false, forgedIsGenuine);
  if (byOpenssl !== null)
    story.holds('unzip and openssl alone say so too', 'Verified OK', byOpenssl);
}
