import { describe, expect, it } from 'vitest';
import { decide, replyTo } from '../../../core/case/answer.ts';
import type { Decision } from '../../../core/case/events.ts';
import { journeyOf } from '../../../core/case/journey.ts';
import { CaseRig } from './case-rig.ts';

const answered: Decision = {
  right: 'inquiry',
  outcome: 'answered',
  grounds: ['inquiry.answered'],
};
const asked = () => {
  const rig = new CaseRig({ rights: ['inquiry'] });
  rig.opens('decide');
  return rig;
};

describe('the reply to an inquiry (P-9)', () => {
  it('is kept beside the decision as something personal (L-30)', () => {
    const rig = asked();
    const events = decide(rig.state, [answered], { replies: { inquiry: ' We keep it a year.\n' } });
    expect(events).toContainEqual({
      type: 'decision.replied',
      data: { right: 'inquiry' },
      personal: { reply: 'We keep it a year.' },
    });
    expect(replyTo(rig.did(events), 'inquiry')).toBe('We keep it a year.');
  });

  it.each([{}, { replies: { inquiry: '  ' } }, { reasons: { inquiry: 'said by phone' } }])(
    'must be written: %j is not enough',
    (deliberation) => {
      expect(() => decide(asked().state, [answered], deliberation)).toThrow(/^reply-needed/);
    },
  );

  it('is not taken for a right whose letter has words of its own', () => {
    const rig = new CaseRig({ rights: ['appi.purpose'] });
    rig.opens('decide');
    const notified: Decision = {
      right: 'appi.purpose',
      outcome: 'notify',
      grounds: ['appi.purpose-notified'],
    };
    const events = decide(rig.state, [notified], { replies: { 'appi.purpose': 'Hello' } });
    expect(events.map(({ type }) => type)).toEqual(['decision.made', 'task.settled']);
  });
});

describe('the way of a case', () => {
  const stations = (rights: ConstructorParameters<typeof CaseRig>[0]) =>
    journeyOf(new CaseRig(rights).state).map(({ station }) => station);

  it('with an inquiry alone passes no identity, fee or search (P-9)', () => {
    expect(stations({ rights: ['inquiry'] })).toEqual([
      'received',
      'contact',
      'decide',
      'answer',
      'closed',
    ]);
  });

  it('with the purposes of use passes identity, and no fee or search (L-08, L-10)', () => {
    expect(stations({ rights: ['appi.purpose', 'inquiry'] })).toEqual([
      'received',
      'contact',
      'identity',
      'decide',
      'answer',
      'closed',
    ]);
  });
});
