/** The letter as it would go out, before anything is decided or approved. Nothing is recorded. */
import { decide as decideOn, rightsToDecide } from '../../../core/case/answer.ts';
import type { Decision } from '../../../core/case/events.ts';
import { isRepeat } from '../../../core/case/same-person.ts';
import type { CaseState } from '../../../core/case/state.ts';
import type { CaseId } from '../../../core/ids.ts';
import { letterFor } from '../../../core/letter/content.ts';
import { answerOf } from '../../answer/answer-of.ts';
import { letterPdf } from '../../answer/letter-pdf.ts';
import type { Context } from '../../context.ts';
import { otherCasesOf } from '../../same-person.ts';
import { decisionsOf, type Fields } from '../forms.ts';
import type { Visit } from '../visit.ts';

/** @throws {Refused} as the decision itself would be */
export async function letterPreview(
  context: Context,
  visit: Visit,
  caseId: CaseId,
  fields: Fields,
): Promise<Uint8Array> {
  const state = await context.cases.read(caseId);
  const { decisions, replies } =
    state.proposed.length > 0
      ? { decisions: state.proposed, replies: state.replies }
      : chosenIn(fields, state, isRepeat(state, await otherCasesOf(context, state)));
  const at = visit.now.toISOString();
  const { letter } = answerOf({
    state: {
      ...state,
      decisions: decisions.map((one) => ({ ...one, at, by: visit.by, approval: null })),
      replies,
    },
    dataMap: context.dataMap,
    settings: context.settings,
    logHead: '',
    verificationCode: '––––––––––',
  });
  return letterPdf(letterFor(letter));
}

/** @throws {Refused} as the decision itself would be */
function chosenIn(
  fields: Fields,
  state: CaseState,
  repeated: boolean,
): { decisions: readonly Decision[]; replies: CaseState['replies'] } {
  const { decisions: chosen, ...inWords } = decisionsOf(fields, rightsToDecide(state));
  const decisions = decideOn(state, chosen, { ...inWords, repeated }).flatMap((event) =>
    event.type === 'decision.made' || event.type === 'decision.proposed' ? [event.data] : [],
  );
  const replies = decisions.flatMap(({ right }) => {
    const reply = inWords.replies[right];
    return reply ? [{ right, reply }] : [];
  });
  return { decisions, replies };
}
