/** What people do in a case on AWS beyond pages: files go from the browser to S3, and an officer acts. */
import type { Decision } from '../../core/case/events.ts';
import type { CaseState } from '../../core/case/state.ts';
import { CaseId } from '../../core/ids.ts';
import { decide } from '../../functions/acts/decide.ts';
import { judge } from '../../functions/acts/judge.ts';
import { eventually } from './eventually.ts';
import type { LambdaRig } from './lambda-rig.ts';
import { passport, Requester } from './people.ts';

/** Somebody of whom the one store holds something, known and about to pay; looks at the case once before each act. */
export async function payer(rig: LambdaRig): Promise<Requester> {
  const hanako = new Requester(rig.doors, 'hanako.y@example.com', 'ja');
  const points = { name: '山田 花子', phone: '+81 90 0000 1201', dateOfBirth: '1996-04-12' };
  await hanako.asks('japan', ['appi.disclose'], '山田 花子');
  await rig.idle();
  await hanako.confirms();
  await rig.idle();
  await hanako.offersPoints(points);
  await rig.idle();
  await uploads({ rig, who: hanako }, 'passport', passport());
  await new Officer(rig).accepts(hanako);
  await rig.idle();
  await hanako.mayDo('pay');
  return hanako;
}

/** Decided so, assembled, fetched. */
export async function answeredWith(
  rig: LambdaRig,
  who: Requester,
  decision: Omit<Decision, 'right'>,
): Promise<Uint8Array> {
  await new Officer(rig).decides(who, [{ right: 'appi.disclose', ...decision }]);
  await rig.idle();
  return who.fetchesAnswer();
}

/** Posted to S3 itself, and found harmless there. */
async function uploads(
  { rig, who }: { rig: LambdaRig; who: Requester },
  kind: string,
  file: File,
): Promise<void> {
  await who.mayDo('evidence');
  await who.browser.visit(`${new URL(who.link).pathname}/evidence?kind=${kind}`);
  await who.browser.submit(`/${rig.bucket.name}`, { file });
  await rig.scanned();
}

class Officer {
  readonly #rig: LambdaRig;

  constructor(rig: LambdaRig) {
    this.#rig = rig;
  }

  async accepts({ caseId }: Requester): Promise<void> {
    const rig = this.#rig;
    const state = await this.#until(caseId, 'judge-evidence');
    const evidenceId = state.evidence.at(-1)?.id ?? '';
    const judgement = { evidenceId, verdict: 'accepted', reason: null } as const;
    await rig.own(() => judge(rig.context, state.caseId, BY, judgement));
  }

  async decides({ caseId }: Requester, decisions: readonly Decision[]): Promise<void> {
    const rig = this.#rig;
    const state = await this.#until(caseId, 'decide');
    const [task] = state.tasks.filter(({ kind, outcome }) => kind === 'decide' && !outcome);
    if (!task) throw new Error('nothing to decide');
    await rig.own(() => decide(rig.context, state.caseId, BY, task.id, decisions, {}));
  }

  #until(caseId: string, kind: string): Promise<CaseState> {
    return eventually(
      async () => {
        const { context, own } = this.#rig;
        const state = await own(() => context.cases.read(CaseId.parse(caseId)));
        return state.tasks.some((task) => task.kind === kind && task.outcome === null) && state;
      },
      () => `${caseId} never waits for ${kind}`,
    );
  }
}

const BY = 'operator:officer';
