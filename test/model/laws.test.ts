/**
 * The model check finds what it looks for: each of its laws is shown honest runs, in which it finds
 * nothing, and the same with one thing in them made wrong.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { EXTENDS, replans } from './interventions.ts';
import { LAWS } from './laws/index.ts';
import { findings, record, type Script, type Seen } from './recorded.ts';

const FORM = { requester: 'by form', interventions: [] } as const;

const SCRIPTS = {
  disclosure: {
    ...FORM,
    regime: 'appi',
    rights: ['appi.disclose', 'appi.correct'],
    prefers: [/pays twice/, /method-changed.*corrected/, /change done/],
  },
  'denied and approved': {
    ...FORM,
    regime: 'ccpa',
    rights: ['ccpa.delete'],
    prefers: [/delete deny ccpa.manifestly-unfounded/],
  },
  contested: {
    ...FORM,
    regime: 'ccpa',
    rights: ['ccpa.correct', 'ccpa.opt-out'],
    interventions: [EXTENDS],
    prefers: [/an operator extends/, /correct deny ccpa.more-likely-accurate/],
  },
  downgraded: {
    ...FORM,
    regime: 'ccpa',
    rights: ['ccpa.know-specific'],
    prefers: [/2 match, declares/, /document accepted/, /upload-evidence: never/],
  },
  'left alone': { ...FORM, regime: 'ccpa', rights: ['ccpa.delete'], prefers: [/never/] },
  replanned: {
    ...FORM,
    regime: 'appi',
    rights: ['appi.purpose'],
    interventions: [replans('ccpa', ['ccpa.opt-out'], 10)],
    prefers: [/puts it under/],
  },
} satisfies Record<string, Script>;

const DAY = 86_400_000; // ms
const daysLater = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * DAY).toISOString();

type Doctor = (seen: Seen) => void;
const onNotice =
  (purpose: string, days: number): Doctor =>
  (seen) => {
    if (seen.at === 'event' && seen.event.type === 'notice.sent')
      if (seen.event.data.purpose === purpose) seen.event.at = daysLater(seen.event.at, days);
  };
const on =
  (type: string, days: number): Doctor =>
  (seen) => {
    if (seen.at === 'event' && seen.event.type === type)
      seen.event.at = daysLater(seen.event.at, days);
  };
const untold =
  (purpose: string): Doctor =>
  ({ state }) => {
    state.notices = state.notices.filter((one) => one.purpose !== purpose);
  };

/** By law: in which run what is made wrong. */
const WRONG: Readonly<Record<string, readonly [keyof typeof SCRIPTS, Doctor]>> = {
  'receipt is confirmed within its days (L-03)': ['contested', onNotice('acknowledgement', 30)],
  'the answer is there, or why there is none, by the last day of each clock (L-01, L-02)': [
    'left alone',
    onNotice('expired', 60),
  ],
  'opt-out and limit are carried out, and confirmed, by their last day (L-06)': [
    'contested',
    on('right.applied', 30),
  ],
  'opt-out and limit wait behind nobody’s identity, fee or answer (L-06)': [
    'contested',
    ({ state }) => {
      state.applied = [];
    },
  ],
  'under CCPA nobody is asked for money (L-07)': [
    'downgraded',
    ({ state }) => {
      if (state.plan) state.plan.fee = { amount: 500, currency: 'usd', cites: [] };
    },
  ],
  'a fee is asked for where the plan has one, once it is known who asks, and paid before anything is collected (L-08, L-09)':
    [
      'disclosure',
      ({ state }) => {
        state.identity = null;
      },
    ],
  'identity is asked for only where something needs it (L-06, L-10)': [
    'disclosure',
    ({ state }) => {
      if (state.plan) state.plan.verification.level = 'none';
    },
  ],
  'a document is destroyed once it has served (L-10)': [
    'disclosure',
    ({ state }) => {
      for (const document of state.evidence) document.destroyed = false;
    },
  ],
  'a wait that ends in silence was reminded of (L-01)': [
    'left alone',
    ({ state }) => {
      for (const task of state.tasks) task.reminded = false;
    },
  ],
  'a notice is sent once': [
    'contested',
    ({ state }) => {
      state.notices = [...state.notices, ...state.notices];
    },
  ],
  'an answer is extended once, under CCPA, and told with its reason within the first period (L-02)':
    ['contested', on('clock.extended', 60)],
  'who asked is told of another plan (L-03)': ['replanned', untold('plan-changed')],
  'what is called unfounded or excessive counts once another person has approved it (L-07)': [
    'denied and approved',
    ({ state }) => {
      for (const decision of state.decisions) decision.approval = null;
    },
  ],
  'no case gets stuck': [
    'contested',
    (seen) => {
      const data = { where: 'rights', error: 'NothingToSay' };
      if (seen.at === 'event')
        seen.event = { ...seen.event, type: 'case.stuck', data, personal: null };
    },
  ],
  'what holds of every case at every moment holds': [
    'contested',
    ({ state }) => {
      state.tasks = [...state.tasks, ...state.tasks];
    },
  ],
  'each right that waits for a decision has one, and its place in the letter (L-18)': [
    'disclosure',
    (seen) => {
      if (seen.at === 'letter') seen.letter.rights = seen.letter.rights.slice(1);
    },
  ],
  'whoever gets less than they asked for reads why, and how to object (L-18)': [
    'denied and approved',
    (seen) => {
      if (seen.at === 'letter') seen.letter.objection = [];
    },
  ],
  'who is denied a deletion is offered the opt-out (L-16)': [
    'denied and approved',
    (seen) => {
      if (seen.at === 'letter') for (const right of seen.letter.rights) delete right.offer;
    },
  ],
  'a correction that is denied as accurate may be noted as contested (L-17)': [
    'contested',
    (seen) => {
      if (seen.at === 'letter') for (const right of seen.letter.rights) delete right.contest;
    },
  ],
  'the letter tells of the fee, and whether it came back (L-09)': [
    'disclosure',
    (seen) => {
      if (seen.at === 'letter') seen.letter.fee = null;
    },
  ],
  'an extended answer says so (L-02)': [
    'contested',
    (seen) => {
      if (seen.at === 'letter') delete seen.letter.extension;
    },
  ],
  'another method than was asked for is told of first (L-19)': [
    'disclosure',
    untold('method-difficult'),
  ],
  'an answer by that other method goes out on paper, and by link only with why (L-19)': [
    'disclosure',
    ({ state }) => {
      Object.assign(state, { posted: null, deliveryChanged: false });
    },
  ],
  'those who received the data are told of what was done, and of nothing else (L-16, L-17, L-33)': [
    'disclosure',
    ({ state }) => {
      state.told = state.told.slice(1);
    },
  ],
  'who asked for specific pieces and is not known well enough is told that categories are given (L-13)':
    ['downgraded', untold('downgraded')],
  'each run ends, and closes the case': [
    'disclosure',
    (seen) => {
      if (seen.at === 'end') seen.remains.status = 'FAILED';
    },
  ],
  'receipt was confirmed, or an e-mail was answered with a question (L-03, L-31)': [
    'contested',
    untold('acknowledgement'),
  ],
  'the requester is told how it ended (L-01, L-18)': ['left alone', untold('expired')],
  'who is answered is told how long the record is kept (L-27)': [
    'disclosure',
    untold('record-kept'),
  ],
  'opt-out and limit were carried out and confirmed, and whoever was sold the data was told (L-06, L-26)':
    [
      'contested',
      ({ state }) => {
        state.told = state.told.slice(1);
      },
    ],
  'a fee is kept once at most, and only where it was earned (L-09)': [
    'disclosure',
    ({ state }) => {
      for (const decision of state.decisions) decision.outcome = 'refuse';
    },
  ],
  'a fee that was earned is not given back (L-09)': [
    'disclosure',
    ({ state }) => {
      for (const payment of state.payments) payment.refund = 'done';
    },
  ],
  'what is owed is paid back once, and told (L-09)': ['disclosure', untold('fee-refunded')],
  'nobody is waited for any more': [
    'disclosure',
    (seen) => {
      if (seen.at === 'end') seen.remains.held = ['KJ-M0DE0-00001/decide'];
    },
  ],
  'no document and nothing collected outlives the close (L-10)': [
    'disclosure',
    (seen) => {
      if (seen.at === 'end') seen.remains.files = ['KJ-M0DE0-00001/collected/kikokugo'];
    },
  ],
  'everything personal is destroyed when it is due (L-27)': [
    'disclosure',
    (seen) => {
      if (seen.at === 'purge') seen.remains.keyDestroyed = false;
    },
  ],
};

describe('the laws of the model check', () => {
  const runs = new Map<string, Seen[]>();
  beforeAll(async () => {
    for (const [name, script] of Object.entries(SCRIPTS)) runs.set(name, await record(script));
  });

  it('are each shown a run in which they are broken', () => {
    expect(LAWS.map(({ says }) => says).toSorted()).toEqual(Object.keys(WRONG).toSorted());
  });

  it.each(Object.keys(SCRIPTS))('find nothing in an honest run: %s', (name) => {
    const seen = runs.get(name) ?? [];
    expect(seen.length).toBeGreaterThan(10);
    expect(LAWS.flatMap((law) => findings(law, seen))).toEqual([]);
  });

  it.each(LAWS)('find it where it is not so: $says', (law) => {
    const [name, doctor] = WRONG[law.says] ?? [];
    const doctored = (runs.get(name ?? '') ?? []).map((seen) => {
      const copy = structuredClone(seen);
      doctor?.(copy);
      return copy;
    });
    expect(findings(law, doctored)).not.toEqual([]);
  });
});
