/** The answer's files on their way out, each download logged (L-30). */
import { Readable } from 'node:stream';
import { answerFile, linkExpired, recordDownload } from '../../core/case/answer.ts';
import type { AnswerFile } from '../../core/case/events.ts';
import { Refused } from '../../core/case/refused.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';
import { sendNotice } from '../notify.ts';

/**
 * Opens a file of the answer for sending; the download is recorded right before its last bytes leave,
 * so that nobody has it unrecorded. Of one that breaks off, what was sent until then is recorded: the
 * rest may be fetched later, and both together are the whole.
 * @throws {Refused} `no-answer-yet`
 */
export async function fetchAnswer(
  context: Context,
  state: CaseState,
  file: AnswerFile,
  range: { start: number; end: number } | null,
): Promise<Readable> {
  const known = answerFile(state, file);
  if (!known || linkExpired(state, context.ports.clock.now().toISOString()))
    throw new Refused('no-answer-yet');
  const { start, end } = range ?? { start: 0, end: known.size - 1 };
  const source = await context.ports.vault.get(known.key, { start, end });
  return recorded(
    source,
    async (bytes) => {
      await act(context, state.caseId, 'requester', (now) =>
        recordDownload(now, file, { from: start, bytes }),
      );
    },
    (error) => {
      const name = error instanceof Error ? error.name : 'unknown';
      context.log('broken download not recorded', { caseId: state.caseId, error: name });
    },
  );
}

/** @param failed hears of a download that broke off and could not be recorded: nobody is there to be told */
function recorded(
  source: Readable,
  record: (bytes: number) => Promise<void>,
  failed: (error: unknown) => void,
): Readable {
  const body = Readable.from(
    (async function* () {
      let sent = 0;
      let last: Buffer | undefined;
      let isRecorded = false;
      try {
        for await (const piece of source) {
          if (last) {
            sent += last.length;
            yield last;
          }
          last = Buffer.from(piece);
        }
        isRecorded = true;
        await record(sent + (last?.length ?? 0));
        if (last) yield last;
      } finally {
        if (!isRecorded && sent > 0) await record(sent).catch(failed);
      }
    })(),
    { objectMode: false },
  );
  // Of one that nobody began to read the generator never runs, and cannot close what it reads from.
  return body.on('close', () => source.destroy());
}

/** A new link by mail to the confirmed address; the old one is void from now on. */
export async function reissueLink(context: Context, state: CaseState): Promise<void> {
  const epoch = state.linkEpoch + 1;
  // Mailed before it is recorded: the old link stays good until the new one is on its way.
  const key = `answer-ready-${epoch}`;
  await sendNotice(context, { ...state, linkEpoch: epoch }, { purpose: 'answer-ready', key });
  await act(context, state.caseId, 'requester', (now) =>
    now.linkEpoch < epoch ? [{ type: 'link.reissued', data: { epoch } }] : [],
  );
}
