/** A decided case's letter and package in the making, without a service around it. */
import type { Decision } from '../../../core/case/events.ts';
import type { CollectionFinding } from '../../../core/finding.ts';
import type { Right } from '../../../core/law/rights.ts';
import type { Versions } from '../../../core/law/versions.ts';
import { letterFor } from '../../../core/letter/content.ts';
import { answerOf } from '../../../functions/answer/answer-of.ts';
import { CaseRig } from '../../core/case/case-rig.ts';
import { demoDataMap } from '../../support/demo-map.ts';

const at = '2026-11-20T08:00:00.000Z';
const name = { en: 'Example Careers', ja: 'Example Careers' };

export const found = (
  collection: string,
  more: Partial<CollectionFinding> = {},
): CollectionFinding => ({
  collection,
  query: 'q',
  pages: 1,
  exhausted: true,
  count: 2,
  bytes: 10,
  sha256: 'ab'.repeat(32),
  key: `KJ-TEST0-00001/collected/kikokugo/${collection}.ndjson`,
  startedAt: at,
  finishedAt: at,
  withheld: {},
  ...more,
});

export const answerTo = ({ state }: CaseRig, versions?: Versions) =>
  answerOf({
    state,
    ...(versions && { versions }),
    dataMap: demoDataMap,
    settings: {
      organisation: { name, address: name, phone: '03' },
      contactAddress: 'privacy@example.com',
      fromAddress: 'privacy@example.com',
      mailDomain: 'example.com',
      baseUrl: 'https://example.com',
      thirdPartyAddresses: {},
    },
    logHead: '',
    verificationCode: 'X',
  });

/** Everything that the letter says, for tests to look into. */
export const lettersWords = (rig: CaseRig, versions?: Versions): string =>
  JSON.stringify(letterFor(answerTo(rig, versions).letter).blocks);

/** A case in which one right was decided so, by whatever way. */
export function decidedAs(decision: Decision, language: 'en' | 'ja', asked: Right[] = []): CaseRig {
  const { right } = decision;
  const residence = right.startsWith('ccpa') ? 'california' : 'japan';
  const rig = new CaseRig({ rights: [right, ...asked], residence, language });
  rig.did([{ type: 'decision.made', data: decision }]);
  return rig;
}
