/**
 * A case from its plan to its close. Reads from top to bottom: each state is one thought,
 * each `wait` a task of `core/case/tasks.ts`. Deadlines are not here: the sweep settles a
 * task that nobody answered, and the outcome `expired` arrives like any other.
 */
import {
  type ChoiceState,
  type Flow,
  jsonata,
  type MapState,
  type Retrier,
  type StateMachine,
} from './asl.ts';
import { step, wait } from './steps.ts';

/** A store that is down is asked again for about seven minutes, then a person takes over. */
const STORE_DOWN: Retrier = {
  ErrorEquals: ['StoreUnavailable'],
  IntervalSeconds: 10,
  MaxAttempts: 4,
  BackoffRate: 3,
};

/** The requester withdrew, or another case of theirs answers this one, too: every wait may end so. */
const isOver = (variable: string) => `$${variable} in ['withdrawn', 'merged']`;

/** Goes on where a wait's outcome says; where withdrawing leads, merging does, too. */
const by = (variable: string, routes: Record<string, string>, otherwise: string): ChoiceState => ({
  Type: 'Choice',
  Choices: Object.entries(routes).map(([outcome, Next]) => ({
    Condition: jsonata(outcome === 'withdrawn' ? isOver(variable) : `$${variable} = '${outcome}'`),
    Next,
  })),
  Default: otherwise,
});

const when = (condition: string, then: string, otherwise: string): ChoiceState => ({
  Type: 'Choice',
  Choices: [{ Condition: jsonata(condition), Next: then }],
  Default: otherwise,
});

/** However a wait of the verified rights was meant to end, it may end like this. */
const LEFT = { withdrawn: 'Withdrawn', replanned: 'Replanned' };

const end = (how: string) => ({ Type: 'Pass', Output: { ended: how }, End: true }) as const;

/** Opt-out and limit: done at once, never behind identity or fee (L-06). */
const unverifiedRights: Flow = {
  StartAt: 'AnyUnverified',
  States: {
    AnyUnverified: when('$plan.unverified', 'Apply', 'NoneUnverified'),
    NoneUnverified: { Type: 'Pass', Output: { ended: null }, End: true },
    Apply: step('apply-unverified', { next: 'TellThirdParties' }),
    TellThirdParties: step('tell-third-parties', { next: 'Confirm' }, { comment: 'L-26' }),
    Confirm: step('confirm-unverified', { end: { ended: null } }),
  },
};

const oneStore: Flow = {
  StartAt: 'Collect',
  States: {
    Collect: step(
      'collect-store',
      { end: {} },
      {
        input: { store: jsonata('$store') },
        retry: [STORE_DOWN],
        catch: [
          {
            ErrorEquals: ['States.ALL'],
            Next: 'HandOver',
            Assign: { storeError: jsonata('$states.errorOutput.Error') },
          },
        ],
      },
    ),
    HandOver: step(
      'hand-over-store',
      { next: 'CollectByHand' },
      { input: { store: jsonata('$store'), error: jsonata('$storeError') } },
    ),
    CollectByHand: wait('collect-by-hand', 'byHand', 'ByHandHow', {
      comment: 'A store that cannot be read is a task, never left out silently',
      round: jsonata('$storeRound'),
      store: jsonata('$store'),
    }),
    ByHandHow: by('byHand', { retry: 'NextRound' }, 'StoreDone'),
    NextRound: {
      Type: 'Pass',
      Assign: { storeRound: jsonata('$storeRound + 1') },
      Next: 'Collect',
    },
    StoreDone: { Type: 'Pass', Output: {}, End: true },
  },
};

const collectStores: MapState = {
  Type: 'Map',
  Items: jsonata('$stores'),
  ItemSelector: { store: jsonata('$states.context.Map.Item.Value') },
  MaxConcurrency: 5,
  ItemProcessor: {
    ProcessorConfig: { Mode: 'INLINE' },
    StartAt: 'OneStore',
    States: {
      OneStore: {
        Type: 'Pass',
        Assign: { store: jsonata('$states.input.store'), storeRound: 1 },
        Next: oneStore.StartAt,
      },
      ...oneStore.States,
    },
  },
  Output: {},
  Next: 'Decide',
};

/** In each store a person does what was decided: where the automatic act of a store will go. */
const carryOut: MapState = {
  Type: 'Map',
  Items: jsonata('$changes.stores'),
  ItemSelector: { store: jsonata('$states.context.Map.Item.Value') },
  ItemProcessor: {
    ProcessorConfig: { Mode: 'INLINE' },
    StartAt: 'OneChange',
    States: {
      OneChange: {
        Type: 'Pass',
        Assign: { changed: jsonata('$states.input.store') },
        Next: 'CarryOutByHand',
      },
      CarryOutByHand: wait('carry-out', 'carried', 'ChangeDone', { store: jsonata('$changed') }),
      ChangeDone: { Type: 'Pass', Output: { outcome: jsonata('$carried') }, End: true },
    },
  },
  Assign: {
    outcome: jsonata(
      "'merged' in $states.result.outcome ? 'merged' : 'withdrawn' in $states.result.outcome ? 'withdrawn' : 'done'",
    ),
  },
  Output: {},
  Next: 'ChangedHow',
};

const verifiedRights: Flow = {
  StartAt: 'AnyVerified',
  States: {
    AnyVerified: when('$plan.verified', 'ConfirmContact', 'NoneVerified'),
    NoneVerified: { Type: 'Pass', Output: { ended: null }, End: true },

    ConfirmContact: wait('confirm-contact', 'outcome', 'ContactHow'),
    ContactHow: by('outcome', { done: 'NeedsPermission', ...LEFT }, 'Expired'),
    NeedsPermission: when('$plan.permission', 'ConfirmPermission', 'NeedsIdentity'),
    ConfirmPermission: wait('confirm-permission', 'outcome', 'PermissionHow', {
      comment: 'L-22: the subject is asked; not for the sake of opt-out and limit',
    }),
    PermissionHow: by(
      'outcome',
      { done: 'NeedsIdentity', refused: 'Unverified', ...LEFT },
      'Expired',
    ),
    NeedsIdentity: when('$plan.identity', 'ProvidePoints', 'PlanCollection'),

    ProvidePoints: wait('provide-points', 'outcome', 'PointsHow', {
      comment: 'L-10: first what is on file',
    }),
    PointsHow: by('outcome', { done: 'CheckPoints', ...LEFT }, 'SettleExpired'),
    CheckPoints: step(
      'check-points',
      { next: 'PointsEnough' },
      {
        input: { anyway: false },
        assign: { next: jsonata('$states.result.Payload.next') },
        retry: [STORE_DOWN],
        catch: [{ ErrorEquals: ['StoreUnavailable'], Next: 'CheckPointsAnyway' }],
      },
    ),
    CheckPointsAnyway: step(
      'check-points',
      { next: 'PointsEnough' },
      {
        comment: 'Those stores that answer; a document can still settle it',
        input: { anyway: true },
        assign: { next: jsonata('$states.result.Payload.next') },
      },
    ),
    PointsEnough: when("$next = 'settle'", 'SettleByPoints', 'UploadEvidence'),

    UploadEvidence: wait('upload-evidence', 'outcome', 'UploadHow', { round: jsonata('$round') }),
    UploadHow: by('outcome', { done: 'JudgeEvidence', ...LEFT }, 'SettleExpired'),
    JudgeEvidence: wait('judge-evidence', 'outcome', 'JudgedHow', { round: jsonata('$round') }),
    JudgedHow: {
      Type: 'Choice',
      Comment: 'A better document may be asked for often; refused twice is the end',
      Choices: [
        { Condition: jsonata("$outcome = 'accepted'"), Next: 'SettleByEvidence' },
        { Condition: jsonata(isOver('outcome')), Next: 'Withdrawn' },
        { Condition: jsonata("$outcome = 'replanned'"), Next: 'Replanned' },
        { Condition: jsonata("$outcome = 'refused' and $refusals > 0"), Next: 'SettleRefused' },
        { Condition: jsonata("$outcome = 'refused'"), Next: 'RefusedOnce' },
      ],
      Default: 'AskForBetter',
    },
    RefusedOnce: {
      Type: 'Pass',
      Assign: { refusals: jsonata('$refusals + 1'), round: jsonata('$round + 1') },
      Next: 'UploadEvidence',
    },
    AskForBetter: {
      Type: 'Pass',
      Assign: { round: jsonata('$round + 1') },
      Next: 'UploadEvidence',
    },

    SettleByPoints: settle('points'),
    SettleByEvidence: settle('evidence'),
    SettleRefused: settle('refused'),
    SettleExpired: settle('expired'),
    Known: {
      Type: 'Choice',
      Choices: [
        { Condition: jsonata("$identity.outcome = 'unverified'"), Next: 'UnverifiedHow' },
        { Condition: jsonata('$identity.feeDue'), Next: 'PayFee' },
      ],
      Default: 'PlanCollection',
    },
    UnverifiedHow: {
      ...when('$plan.withoutIdentity', 'PlanCollection', 'Unverified'),
      Comment: 'An inquiry is answered all the same',
    },

    PayFee: wait('pay-fee', 'outcome', 'PaidHow', {
      comment: 'L-09: after identity, before collection',
    }),
    PaidHow: by('outcome', { done: 'PlanCollection', ...LEFT }, 'UnpaidHow'),
    UnpaidHow: {
      ...when('$plan.withoutFee', 'PlanCollection', 'Expired'),
      Comment: 'L-08: what is free goes on without the fee',
    },

    PlanCollection: step(
      'plan-collection',
      { next: 'CollectStores' },
      { assign: { stores: jsonata('$states.result.Payload.stores') } },
    ),
    CollectStores: collectStores,

    Decide: wait('decide', 'outcome', 'DecidedHow', { round: jsonata('$decideRound') }),
    DecidedHow: by('outcome', { ...LEFT, proposed: 'Approve' }, 'PlanChanges'),
    Approve: wait('approve', 'outcome', 'ApprovedHow', {
      comment: 'L-07: a second person, where a ground needs one',
      round: jsonata('$decideRound'),
    }),
    ApprovedHow: by('outcome', { ...LEFT, 'sent-back': 'DecideAgain' }, 'PlanChanges'),
    DecideAgain: {
      Type: 'Pass',
      Assign: { decideRound: jsonata('$decideRound + 1') },
      Next: 'Decide',
    },

    PlanChanges: step(
      'plan-changes',
      { next: 'AnyChanges' },
      { assign: { changes: jsonata('$states.result.Payload') } },
    ),
    AnyChanges: when('$changes.any', 'CarryOut', 'Assemble'),
    CarryOut: carryOut,
    ChangedHow: by('outcome', { withdrawn: 'Withdrawn' }, 'TellRecipients'),
    TellRecipients: step(
      'tell-recipients',
      { next: 'Assemble' },
      { comment: 'L-16, L-17, L-33: only what was done is told' },
    ),

    Assemble: step('assemble-answer', { next: 'Respond' }),
    Respond: step(
      'respond',
      { next: 'OnPaper' },
      { assign: { paper: jsonata('$states.result.Payload.paper') } },
    ),
    OnPaper: when('$paper', 'PostAnswer', 'FetchAnswer'),
    PostAnswer: wait('post-answer', 'outcome', 'PostedHow', { comment: 'L-19' }),
    PostedHow: by('outcome', { electronic: 'Respond', withdrawn: 'Withdrawn' }, 'Answered'),
    FetchAnswer: wait('fetch-answer', 'outcome', 'FetchedHow'),
    FetchedHow: by('outcome', { withdrawn: 'Withdrawn' }, 'Answered'),

    Answered: end('answered'),
    Withdrawn: {
      Type: 'Pass',
      Comment: 'By the requester, or merged into their earlier case',
      Output: { ended: jsonata('$outcome') },
      End: true,
    },
    Expired: end('expired'),
    Unverified: end('unverified'),
    Replanned: end('replanned'),
  },
};

function settle(ending: 'points' | 'evidence' | 'refused' | 'expired') {
  return step(
    'settle-identity',
    { next: 'Known' },
    { input: { ending }, assign: { identity: jsonata('$states.result.Payload') } },
  );
}

/**
 * An agent shows that they may ask for the subject (L-22), for whichever rights: the only thing that
 * an opt-out by an agent may wait for. What was accepted before is not asked for again.
 */
const authority: Flow['States'] = {
  Authority: when('$plan.authority', 'UploadAuthority', 'Rights'),
  UploadAuthority: wait('upload-authority', 'ending', 'AuthorityUploadedHow', {
    round: jsonata('$proofs'),
  }),
  AuthorityUploadedHow: by(
    'ending',
    {
      done: 'JudgeAuthority',
      replanned: 'Plan',
      refused: 'CloseUnverified',
      withdrawn: 'CloseWithdrawn',
    },
    'CloseExpired',
  ),
  JudgeAuthority: wait('judge-authority', 'ending', 'AuthorityJudgedHow', {
    round: jsonata('$proofs'),
  }),
  AuthorityJudgedHow: {
    Type: 'Choice',
    Comment: 'A better proof may be asked for often; refused twice is the end',
    Choices: [
      { Condition: jsonata("$ending = 'accepted'"), Next: 'Rights' },
      { Condition: jsonata(isOver('ending')), Next: 'CloseWithdrawn' },
      { Condition: jsonata("$ending = 'replanned'"), Next: 'Plan' },
      {
        Condition: jsonata("$ending = 'refused' and $proofRefusals > 0"),
        Next: 'CloseUnverified',
      },
      { Condition: jsonata("$ending = 'refused'"), Next: 'AuthorityRefusedOnce' },
    ],
    Default: 'AskForBetterProof',
  },
  AuthorityRefusedOnce: {
    Type: 'Pass',
    Assign: { proofRefusals: jsonata('$proofRefusals + 1'), proofs: jsonata('$proofs + 1') },
    Next: 'UploadAuthority',
  },
  AskForBetterProof: {
    Type: 'Pass',
    Assign: { proofs: jsonata('$proofs + 1') },
    Next: 'UploadAuthority',
  },
};

/** Whatever could not be mended by trying again becomes an operator's task: no case ends in an error. */
const STUCK = [
  {
    ErrorEquals: ['States.ALL'],
    Next: 'ReportStuck',
    Assign: { failure: jsonata('$states.errorOutput.Error') },
  },
];

export const dsar: StateMachine = {
  Comment: 'Kaiji: one case, from its plan to its close. Made by `npm run workflows`; do not edit.',
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: {
      Type: 'Pass',
      Assign: {
        caseId: jsonata('$states.input.caseId'),
        unsticks: 1,
        proofs: 1,
        proofRefusals: 0,
        plan: { number: 1 },
      },
      Next: 'Plan',
    },
    Plan: step(
      'plan',
      { next: 'Acknowledge' },
      { assign: { plan: jsonata('$states.result.Payload') }, catch: STUCK },
    ),
    Acknowledge: step('acknowledge', { next: 'Complete' }, { comment: 'L-03', catch: STUCK }),
    Complete: when('$plan.complete', 'Authority', 'CompleteRequest'),

    CompleteRequest: wait('complete-request', 'ending', 'CompletedHow', {
      comment: 'An e-mail: the sender says what is meant',
    }),
    CompletedHow: by('ending', { done: 'Plan', withdrawn: 'CloseWithdrawn' }, 'CloseExpired'),

    ...authority,

    Rights: {
      Type: 'Parallel',
      Branches: [unverifiedRights, withRounds(verifiedRights)],
      Assign: { ended: jsonata("$states.result[1].ended ? $states.result[1].ended : 'answered'") },
      Output: jsonata('$states.input'),
      Catch: STUCK,
      Next: 'Ended',
    },
    Ended: by('ended', { replanned: 'Plan' }, 'Close'),
    Close: step('close', { end: {} }, { input: { outcome: jsonata('$ended') } }),
    CloseExpired: step('close', { end: {} }, { input: { outcome: 'expired' } }),
    CloseUnverified: step('close', { end: {} }, { input: { outcome: 'unverified' } }),
    CloseWithdrawn: step('close', { end: {} }, { input: { outcome: jsonata('$ending') } }),

    ReportStuck: step(
      'report-stuck',
      { next: 'Unstick' },
      { input: { where: 'rights', error: jsonata('$failure') } },
    ),
    Unstick: wait('unstick', 'ending', 'UnstuckHow', {
      comment: 'An operator mends the cause; what was settled before is not asked again',
      round: jsonata('$unsticks'),
    }),
    UnstuckHow: by(
      'ending',
      { retry: 'TryAgain', replanned: 'TryAgain', withdrawn: 'CloseWithdrawn' },
      'CloseByHand',
    ),
    TryAgain: { Type: 'Pass', Assign: { unsticks: jsonata('$unsticks + 1') }, Next: 'Plan' },
    CloseByHand: step('close', { end: {} }, { input: { outcome: 'by-hand' } }),
  },
};

/** Rounds and refusals are counted inside the branch: an inner scope cannot assign an outer one's. */
function withRounds(flow: Flow): Flow {
  return {
    StartAt: 'Count',
    States: {
      Count: {
        Type: 'Pass',
        Assign: { round: 1, refusals: 0, decideRound: 1 },
        Next: flow.StartAt,
      },
      ...flow.States,
    },
  };
}
