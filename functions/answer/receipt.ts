/**
 * What was done, in one small signed statement that the person can keep and show: no
 * personal data in it.
 */
import { z } from 'zod';
import { Regime, Right } from '../../core/law/rights.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const Receipt = z.strictObject({
  format: z.literal('kaiji-receipt/1'),
  caseId: z.string(),
  organisation: z.string(),
  regime: Regime,
  receivedAt: z.iso.datetime(),
  issuedAt: z.iso.datetime(),
  rights: z.array(
    z.strictObject({ right: Right, outcome: z.string(), decidedAt: z.iso.datetime() }),
  ),
  /** Of the letter as handed over. */
  letterSha256: Sha256,
  /** Hash of the last commit of the case's log when the answer was made. */
  logHead: Sha256,
});
export type Receipt = z.infer<typeof Receipt>;
