/** What an operator prints of an answer on paper (L-19): the cover sheet, the letter, the data. */
import { Readable } from 'node:stream';
import { answerFile } from '../../../core/case/answer.ts';
import { AnswerFile } from '../../../core/case/events.ts';
import { Refused } from '../../../core/case/refused.ts';
import type { CaseState } from '../../../core/case/state.ts';
import { coverFor } from '../../../core/letter/cover.ts';
import { viewAnswer } from '../../acts/post-answer.ts';
import { letterPdf } from '../../answer/letter-pdf.ts';
import type { Context } from '../../context.ts';
import type { ConsoleContext } from '../visit.ts';

/**
 * @param address as it stands in the form: what is printed is what was read there
 * @throws {Refused} `postal-address-needed`, `no-answer-yet`
 */
export async function coverSheet(
  { settings }: Context,
  state: CaseState,
  address: string,
  now: Date,
): Promise<Uint8Array> {
  const { requester, answer, language } = state;
  if (!requester || !answer) throw new Refused('no-answer-yet');
  if (address === '') throw new Refused('postal-address-needed');
  const { organisation, contactAddress } = settings;
  const pages = coverFor({
    caseId: state.caseId,
    language,
    organisation: {
      name: organisation.name[language],
      address: [organisation.address[language]],
      contact: [organisation.phone, contactAddress],
    },
    recipient: { name: requester.name, address: address.split('\n') },
    postedAt: now.toISOString(),
    enclosures: answer.letter?.alone ? ['letter'] : ['letter', 'data'],
  });
  return letterPdf(pages);
}

const SENT_AS = {
  letter: { type: 'application/pdf', how: 'inline', ending: '-letter.pdf' },
  package: { type: 'application/zip', how: 'attachment', ending: '.zip' },
} as const;

/** `null` where there is no such file (any more); the look is logged before a byte is sent. */
export async function answerFileResponse(
  c: ConsoleContext,
  context: Context,
  state: CaseState,
  given: string,
): Promise<Response | null> {
  const wanted = AnswerFile.safeParse(given).data;
  const file = wanted && answerFile(state, wanted);
  if (!file || !(await context.ports.vault.head(file.key))) return null;
  await viewAnswer(context, state.caseId, c.var.visit.by, file.file);
  const { type, how, ending } = SENT_AS[file.file];
  c.header('content-type', type);
  c.header('content-length', String(file.size));
  c.header('content-disposition', `${how}; filename="${state.caseId}${ending}"`);
  return c.body(Readable.toWeb(await context.ports.vault.get(file.key)));
}
