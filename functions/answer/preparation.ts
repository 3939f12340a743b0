/**
 * What a package begins with and is signed by itself: the letter and the receipt. Signed again they would
 * be other bytes, so they are kept until the package is whole, and a try after a crash takes them as they are.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { letterFor } from '../../core/letter/content.ts';
import type { Ports, StoredObject } from '../../platform/ports.ts';
import { signFile } from './file-signatures.ts';
import { signedLetterPdf } from './letter-pdf.ts';
import { jsonFile } from './manifest.ts';
import type { PackageInput } from './package.ts';
import { Receipt } from './receipt.ts';

const Kept = z.strictObject({
  /** Of all that the package is made of and the key's certificate, but not the head of the log: that moves on. */
  inputSha256: z.string(),
  letterSha256: z.string(),
  unstamped: z.string().nullable(),
  receipt: z.base64(),
  p7s: z.base64(),
  jws: z.string(),
});

export interface Prepared {
  letter: { key: string; size: number; sha256: string };
  /** Why the letter has no time stamp though an authority is configured. */
  unstamped: string | null;
  receipt: Uint8Array;
  signed: { p7s: Uint8Array; jws: string };
  /** As the receipt has it. */
  logHead: string;
  /** Names the package that is made with these. */
  attempt: string;
  /** Lets go of what was kept; for when the package is whole. */
  done: () => Promise<void>;
}

export async function prepared(
  ports: Pick<Ports, 'vault' | 'signer' | 'timeStamps'>,
  input: PackageInput,
): Promise<Prepared> {
  const { vault } = ports;
  const { caseId } = input.letter;
  const [letterKey, workKey] = [`${caseId}/answer/letter.pdf`, `${caseId}/answer/unfinished.json`];
  const signing = (await ports.signer.certificates()).map((der) => sha256(der));
  const inputSha256 = sha256(JSON.stringify({ ...input, logHead: '', signing }));
  const [kept, standing] = [await keptUnder(vault, workKey), await vault.head(letterKey)];
  const goesOn = kept?.inputSha256 === inputSha256 && kept.letterSha256 === standing?.sha256;
  const { letter, work } =
    goesOn && standing
      ? { letter: standing, work: kept }
      : await madeAnew(ports, input, letterKey, inputSha256);
  if (work !== kept) await vault.put(workKey, oneOf(jsonFile(work)), 'application/json');
  const receipt = Buffer.from(work.receipt, 'base64');
  return {
    letter,
    unstamped: work.unstamped,
    receipt,
    signed: { p7s: Buffer.from(work.p7s, 'base64'), jws: work.jws },
    logHead: Receipt.parse(JSON.parse(receipt.toString('utf8'))).logHead,
    attempt: sha256([work.inputSha256, work.letterSha256, work.jws].join('\n')),
    done: () => vault.remove(workKey),
  };
}

async function keptUnder(vault: Ports['vault'], key: string) {
  if ((await vault.head(key)) === null) return null;
  return Kept.parse(await json(await vault.get(key)));
}

async function madeAnew(
  ports: Pick<Ports, 'vault' | 'signer' | 'timeStamps'>,
  input: PackageInput,
  letterKey: string,
  inputSha256: string,
): Promise<{ letter: StoredObject; work: z.infer<typeof Kept> }> {
  const at = new Date(input.issuedAt);
  const { pdf, unstamped } = await signedLetterPdf(ports, letterFor(input.letter), at);
  const letter = await ports.vault.put(letterKey, oneOf(pdf), 'application/pdf');
  const receipt = jsonFile(receiptFor(input, letter.sha256));
  const { p7s, jws } = await signFile(ports.signer, receipt, at);
  const work = {
    ...{ inputSha256, letterSha256: letter.sha256, unstamped, jws },
    receipt: receipt.toString('base64'),
    p7s: Buffer.from(p7s).toString('base64'),
  };
  return { letter, work };
}

function receiptFor(
  { letter, rights, logHead, issuedAt }: PackageInput,
  letterSha256: string,
): Receipt {
  return {
    format: 'kaiji-receipt/1',
    caseId: letter.caseId,
    organisation: letter.organisation.name,
    regime: letter.regime,
    receivedAt: letter.receivedAt,
    issuedAt,
    rights: [...rights],
    letterSha256,
    logHead,
  };
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** As one piece, never as one piece a byte. */
const oneOf = (content: Uint8Array) => Readable.from([Buffer.from(content)], { objectMode: false });
