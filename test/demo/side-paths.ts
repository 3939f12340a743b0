/** Paths off the main road that can be walked from outside, without turning the clock. */
import { unzipped } from '../support/open-package.ts';
import { passport, postAct, Requester } from '../support/people.ts';
import type { Cast } from './journeys.ts';
import { Story } from './telling.ts';

/** Of whom nothing is held. */
const STRANGER = '鈴木 次郎';

interface Beginning {
  somebody: Requester;
  story: Story;
}

/** A stranger who asks for disclosure, as far as the wish for a document. */
async function begins({ host }: Cast, title: string, email: string): Promise<Beginning> {
  const somebody = new Requester(host.doors, email, 'ja');
  const story = new Story(title, STRANGER, somebody);
  await story.step(
    'requester',
    'asks for disclosure, confirms, gives two details',
    async () => {
      await somebody.asks('japan', ['appi.disclose'], STRANGER);
      await somebody.confirms();
      await somebody.offersPoints({ name: STRANGER, phone: '090-9999-9999' });
    },
    'identity',
  );
  return { somebody, story };
}

const uploads = ({ story, somebody }: Beginning, kind: string, what: string) =>
  story.step('requester', what, () => somebody.uploads(kind, passport()), 'identity');

async function identified(cast: Cast, title: string, email: string): Promise<Beginning> {
  const one = await begins(cast, title, email);
  await uploads(one, 'passport', 'uploads a passport');
  const accepts = () => cast.officer.judges(one.somebody.caseId, 'accepted');
  await one.story.step('operator', 'accepts it', accepts, 'fee');
  return one;
}

export async function refusedTwice(cast: Cast): Promise<void> {
  const title = '5a Identity: a better picture asked for, then refused, refused again';
  const one = await begins(cast, title, 'jiro.refused@example.jp');
  const { somebody, story } = one;
  const judges = (verdict: 'better' | 'refused', reason: string) => () =>
    cast.officer.judges(somebody.caseId, verdict, reason);
  await uploads(one, 'student-id', 'uploads a blurred student ID');
  await story.step(
    'operator',
    'asks for a better picture',
    judges('better', 'unreadable'),
    'identity',
  );
  await story.mailed('再提出');
  await uploads(one, 'student-id', 'uploads it again');
  await story.step('operator', 'refuses it', judges('refused', 'name-differs'), 'identity');
  await uploads(one, 'student-id', 'uploads another');
  await story.step('operator', 'refuses again', judges('refused', 'looks-altered'), 'closed');
  await story.mailed('確認できませんでした');
  story.end();
}

export async function paidTwice(cast: Cast): Promise<void> {
  const title = '5b The fee paid twice, and nothing held';
  const { somebody, story } = await identified(cast, title, 'jiro.paid@example.jp');
  const refunds = async () =>
    (await somebody.mailbox.all()).filter(
      ({ subject }) => subject.includes(somebody.caseId) && subject.includes('返金'),
    ).length;
  await story.step(
    'Stripe',
    'takes $5 twice; the second goes back',
    async () => postAct(await somebody.pays(), 'late'),
    'decide',
  );
  await story.mailed('返金');
  story.holds('one refund', 1, await refunds());
  story.holds('a webhook that Stripe did not sign is turned away', 400, await forgedWebhook(cast));
  await story.step(
    'operator',
    'decides: not held',
    () => cast.officer.decides(somebody.caseId),
    'answer',
  );
  let files: string[] = [];
  await story.step(
    'requester',
    'downloads the letter',
    async () => {
      files = [...(await unzipped(await somebody.fetchesAnswer())).keys()];
    },
    'closed',
  );
  story.holds(
    'a letter and no data',
    [true, false],
    [files.includes('letter.pdf'), files.some((path) => /^data\/(?!index\.json)/.test(path))],
  );
  story.holds('the first $5 went back too', 2, await refunds());
  story.end();
}

export async function withdrawn(cast: Cast): Promise<void> {
  const title = '5c Withdrawn while an operator is waited for';
  const one = await begins(cast, title, 'jiro.withdrawn@example.jp');
  const { somebody, story } = one;
  await uploads(one, 'drivers-license', 'uploads a driver’s license');
  await story.step('requester', 'withdraws', () => somebody.withdraws(), 'closed');
  await story.mailed('取下げ');
  await story.pageSays('書類を廃棄しました');
  story.end();
}

export async function refused(cast: Cast): Promise<void> {
  const title = '5d Disclosure refused, with a ground';
  const { somebody, story } = await identified(cast, title, 'jiro.ground@example.jp');
  await story.step('Stripe', 'takes $5, tells by webhook', () => somebody.pays(), 'decide');
  await story.step(
    'operator',
    'refuses: it would harm another person’s rights',
    () =>
      cast.officer.decides(somebody.caseId, [
        {
          right: 'appi.disclose',
          outcome: 'refuse',
          grounds: ['appi.harm-to-rights'],
          reason: '第三者の権利利益を害するおそれがあるため',
        },
      ]),
    'answer',
  );
  await story.mailed('返金');
  await story.step('requester', 'downloads the letter', () => somebody.fetchesAnswer(), 'closed');
  story.end();
}

async function forgedWebhook({ host }: Cast): Promise<number> {
  const { status } = await fetch(`${host.doors.baseUrl}/webhooks/stripe`, {
    method: 'POST',
    headers: { 'stripe-signature': 't=1,v1=00' },
    body: '{"id":"evt_forged","type":"charge.refunded"}',
  });
  return status;
}
