/** One person's disclosure, by the doors that requester and officer have, without looking twice. */
import { Browser } from '../../test/support/browser.ts';
import { passport, postAct } from '../../test/support/people.ts';
import { type Beside, until } from '../service/beside.ts';
import type { MeasuredService } from '../service/start.ts';

const HANAKO = {
  email: 'hanako.yamada@example.jp',
  name: '山田 花子',
  phone: '+81 90 0000 1201',
  dateOfBirth: '1996-04-12',
};

export async function signIn(service: MeasuredService): Promise<Browser> {
  const officer = new Browser(service.baseUrl, 'en');
  await officer.visit(service.firstSignIn ?? '');
  return officer.submit(new URL(officer.url).pathname);
}

export async function discloseOnce(
  { baseUrl }: MeasuredService,
  beside: Beside,
  officer: Browser,
): Promise<{ waited: number }> {
  const requester = new Browser(baseUrl, 'ja');
  const { email, name, phone, dateOfBirth } = HANAKO;
  let waited = 0;
  const next = async (task: string) => {
    waited += await until(
      () => beside.waitsFor(caseId).includes(task),
      () => `${caseId} waits for ${task}`,
    );
  };

  await requester.visit('/request?residence=japan&lang=ja');
  await requester.submit('/request', { rights: ['appi.disclose'], name, email, language: 'ja' });
  const caseId = new URL(requester.url).searchParams.get('case') ?? '';
  await next('confirm-contact');
  const link = await mailed(beside, email, new RegExp(`https?://\\S+/p/${caseId}~\\S+`));
  await requester.visit(link);
  await requester.submit('/confirm');
  await next('provide-points');
  await requester.visit(`${link}/points`);
  await requester.submit('/points', { name, phone, dateOfBirth });
  await next('upload-evidence');
  await requester.visit(`${link}/evidence?kind=passport`);
  await requester.submit('/vault/upload', { file: passport() });
  await next('judge-evidence');
  await officer.visit(`/console/cases/${caseId}`);
  await officer.submit('/judge', { verdict: 'accepted' });
  await next('pay-fee');
  await requester.visit(link);
  await requester.submit('/pay');
  await postAct(requester.url, 'pay');
  await next('decide');
  await officer.visit(`/console/cases/${caseId}`);
  await officer.submit('/decide');
  await next('fetch-answer');
  await requester.visit(`${link}/answer`);
  await requester.submit('/answer/code');
  await requester.submit('/answer/enter', { code: await mailed(beside, email, /\b\d{6}\b/) });
  const answer = await requester.download(`${link}/answer/package`);
  if (answer.status !== 200) throw new Error(`no package: ${answer.status}`);
  await answer.arrayBuffer();
  waited += await until(
    () => beside.isClosed(caseId),
    () => `${caseId} is closed`,
  );
  return { waited };
}

async function mailed(beside: Beside, address: string, wanted: RegExp): Promise<string> {
  let found = '';
  await until(
    async () => {
      [found = ''] = wanted.exec(await beside.lastMailTo(address)) ?? [];
      return found !== '';
    },
    () => `a mail that says ${wanted}`,
  );
  return found;
}
