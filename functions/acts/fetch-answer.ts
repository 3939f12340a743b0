/** The package on its way out, each download logged (L-30). */
import { Readable } from 'node:stream';
import { linkExpired, recordDownload } from '../../core/case/answer.ts';
import { Refused } from '../../core/case/refused.ts';
import type { CaseState } from '../../core/case/state.ts';
import type { Context } from '../context.ts';
import { act } from '../desk.ts';
import { sendNotice } from '../notify.ts';

export interface Download {
  body: Readable;
  /** Of the part that is sent. */
  length: number;
  /** Of the whole. */
  size: number;
  sha256: string;
  range: { start: number; end: number } | null;
}

/**
 * Opens the package for sending; the download is recorded right before its last bytes leave, so
 * that nobody has it unrecorded.
 * @throws {Refused} `no-answer-yet`
 */
export async function fetchAnswer(
  context: Context,
  state: CaseState,
  range: { start: number; end: number } | null,
): Promise<Download> {
  const { answer } = state;
  if (!answer || state.purgedAt || linkExpired(state, context.ports.clock.now().toISOString()))
    throw new Refused('no-answer-yet');
  const { start, end } = range ?? { start: 0, end: answer.size - 1 };
  const source = await context.ports.vault.get(answer.key, { start, end });
  const length = end - start + 1;
  const record = () =>
    act(context, state.caseId, 'requester', (now) =>
      recordDownload(now, { from: start, bytes: length }),
    );
  return {
    body: recorded(source, record),
    length,
    size: answer.size,
    sha256: answer.sha256,
    range,
  };
}

function recorded(source: Readable, record: () => Promise<unknown>): Readable {
  return Readable.from(
    (async function* () {
      let last: unknown;
      for await (const piece of source) {
        if (last !== undefined) yield last;
        last = piece;
      }
      await record();
      if (last !== undefined) yield last;
    })(),
    { objectMode: false },
  );
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
