/** A file of the answer over HTTP: whole, or the part that a broken download still wants (L-30). */
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { answerFile } from '../../core/case/answer.ts';
import type { AnswerFile } from '../../core/case/events.ts';
import { fetchAnswer } from '../acts/fetch-answer.ts';
import { answerStanding } from './answer-standing.ts';
import { byteRange } from './range.ts';
import type { CaseRequest, Site } from './site.ts';
import { DELIVERY_WORDS } from './words/delivery.ts';

/** A letter is read where one is; a package is kept. */
const SENT_AS: Readonly<Record<AnswerFile, { type: string; how: string; ending: string }>> = {
  package: { type: 'application/zip', how: 'attachment', ending: '.zip' },
  letter: { type: 'application/pdf', how: 'inline', ending: '-letter.pdf' },
};

/** A download that has begun goes on when the session ends; one that is resumed needs a code again. */
export const sendAnswerFile = (site: Site, wanted: AnswerFile) => async (c: CaseRequest) => {
  const state = c.get('state');
  const open = (await answerStanding(c, site)) === 'open';
  const file = open ? answerFile(state, wanted) : null;
  if (!file) return turnedAway(c);
  const etag = `"${file.sha256}"`;
  const ifRange = c.req.header('if-range');
  const asked = ifRange === undefined || ifRange === etag ? c.req.header('range') : undefined;
  const range = byteRange(asked, file.size);
  c.header('accept-ranges', 'bytes');
  c.header('etag', etag);
  c.header('cache-control', 'no-store');
  if (range === 'none') return c.body(null, 416, { 'content-range': `bytes */${file.size}` });
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  const { type, how, ending } = SENT_AS[wanted];
  c.header('content-type', type);
  // A case id is letters, digits and hyphens: nothing in it can break out of the quotes.
  c.header('content-disposition', `${how}; filename="${state.caseId}${ending}"`);
  c.header('content-length', String(end - start + 1));
  if (range) c.header('content-range', `bytes ${start}-${end}/${file.size}`);
  const status = range ? 206 : 200;
  if (c.req.method === 'HEAD') return c.body(null, status);
  return c.body(webStream(await fetchAnswer(site.context, state, wanted, range)), status);
};

/** A browser is shown the way to a code; what resumes a file must not take a page for the rest of it. */
function turnedAway(c: CaseRequest): Response {
  if (c.req.header('range') === undefined) return c.redirect(`${c.get('home')}/answer`, 303);
  return c.text(DELIVERY_WORDS[c.get('language')].codeAgain, 403);
}

function webStream(body: Readable): ReadableStream<Uint8Array> {
  const stream: WebStream<Uint8Array> = Readable.toWeb(body);
  return stream;
}
