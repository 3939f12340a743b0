/** Records of provision (APPI 33(5)): what the letter says of them and what goes with it. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { planCollection, recordFinding } from '../../../core/case/collection.ts';
import type { Decision } from '../../../core/case/events.ts';
import { proposalFor } from '../../../core/case/proposal.ts';
import type { CollectionFinding } from '../../../core/finding.ts';
import { StoreId } from '../../../core/ids.ts';
import { otherRecipients } from '../../../core/law/know-categories.ts';
import { onlyProvisionRecords, reaches } from '../../../core/law/provision.ts';
import type { Right } from '../../../core/law/rights.ts';
import { thirdParties } from '../../../core/law/third-parties.ts';
import { letterFor } from '../../../core/letter/content.ts';
import { CaseRig } from '../../core/case/case-rig.ts';
import { answerTo, found } from './decided.ts';

const PROVISION = 'appi.disclose-provision';
const kikokugo = StoreId.parse('kikokugo');

const users = found('users', { withheld: { password: 1 } });
const applications = found('applications', { provision: 'given' });

function deciding(rights: readonly [Right, ...Right[]], collections: CollectionFinding[]) {
  const rig = new CaseRig({ rights });
  rig.did(planCollection(rig.state, [kikokugo]));
  rig.did(recordFinding(rig.state, { status: 'complete', store: kikokugo, collections }));
  rig.opens('decide');
  return rig;
}

function answered(rig: CaseRig, ...decisions: Decision[]) {
  const reasons = Object.fromEntries(decisions.map(({ right }) => [right, 'why']));
  rig.did(decide(rig.state, decisions, { reasons }));
  return answerTo(rig);
}

const disclosed: Decision = { right: PROVISION, outcome: 'disclose', grounds: ['appi.disclosed'] };

describe('records of provision (APPI 33(5), L-19)', () => {
  it('are all that is collected only where nothing else has to be looked for', () => {
    expect(onlyProvisionRecords([PROVISION])).toBe(true);
    expect(onlyProvisionRecords([PROVISION, 'appi.purpose', 'inquiry'])).toBe(true);
    expect(onlyProvisionRecords([PROVISION, 'appi.disclose'])).toBe(false);
    expect(onlyProvisionRecords(['appi.purpose'])).toBe(false);
  });

  it('are all that the right reaches; disclosure reaches everything', () => {
    expect([users, applications].map((one) => reaches(PROVISION, one))).toEqual([false, true]);
    expect([users, applications].map((one) => reaches('appi.disclose', one))).toEqual([true, true]);
  });

  it('are packed alone where disclosure of the rest is refused', () => {
    const rig = deciding(['appi.disclose', PROVISION], [users, applications]);
    const refused: Decision = {
      right: 'appi.disclose',
      outcome: 'refuse',
      grounds: ['appi.other-law'],
    };
    const { stores, letter } = answered(rig, refused, disclosed);
    expect(stores.flatMap((one) => one.collections.map(({ collection }) => collection))).toEqual([
      'applications',
    ]);
    const [, provision] = letter.rights;
    expect(provision?.stores.map(({ count }) => count)).toEqual([2]);
    expect(provision?.withheld).toEqual([]);
  });

  it('go out with everything else where both are disclosed', () => {
    const rig = deciding(['appi.disclose', PROVISION], [users, applications]);
    const partly: Decision = {
      right: 'appi.disclose',
      outcome: 'partial',
      grounds: ['appi.withheld-kinds'],
    };
    const { stores, letter } = answered(rig, partly, disclosed);
    expect(stores[0]?.collections.map(({ collection }) => collection)).toEqual([
      'users',
      'applications',
    ]);
    expect(letter.rights.map(({ withheld }) => withheld.length)).toEqual([1, 0]);
  });

  it('come with everyone to whom the policy lets data go, and its section (P-5, P-13)', () => {
    const { letter } = answered(deciding([PROVISION], [applications]), disclosed);
    const [right] = letter.rights;
    expect(right?.recipients?.map(({ name }) => name)).toEqual([
      ...otherRecipients().map(({ who }) => who.en),
      ...thirdParties().map(({ name }) => name.en),
    ]);
    for (const { why, section } of right?.recipients ?? []) {
      expect(why).not.toBe('');
      expect(section).toMatch(/^\d/);
    }
    const text = JSON.stringify(letterFor(letter).blocks);
    expect(text).toContain('Companies to which you applied');
    expect(text).toContain('Who receives personal data');
  });

  it('that are not there are proposed as not held, whatever else is (L-18)', () => {
    const rig = deciding(['appi.disclose', PROVISION], [users]);
    expect(proposalFor(rig.state, PROVISION)?.outcome).toBe('not-held');
    expect(proposalFor(rig.state, 'appi.disclose')?.outcome).toBe('partial');
    expect(proposalFor(deciding([PROVISION], [applications]).state, PROVISION)?.outcome).toBe(
      'disclose',
    );
  });

  it('name no recipients where nothing is disclosed', () => {
    const notHeld: Decision = { right: PROVISION, outcome: 'not-held', grounds: ['appi.not-held'] };
    const { letter, stores } = answered(deciding([PROVISION], []), notHeld);
    expect(letter.rights[0]?.recipients).toBeUndefined();
    expect(stores).toEqual([]);
  });
});
