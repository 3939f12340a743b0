/** Cases at the stations where an operator meets them, led there through the case's own commands. */
import { randomBytes } from 'node:crypto';
import { decide } from '../../core/case/answer.ts';
import { planChanges } from '../../core/case/changes.ts';
import { planCollection, recordFinding } from '../../core/case/collection.ts';
import { close } from '../../core/case/ending.ts';
import type { Decision, Delivery, NewEvent } from '../../core/case/events.ts';
import { receivePayment } from '../../core/case/fee.ts';
import {
  confirmContact,
  judgeEvidence,
  offerPoints,
  receiveEvidence,
  settleIdentity,
} from '../../core/case/identity.ts';
import { openFromForm } from '../../core/case/opening.ts';
import { open, type TaskRequest } from '../../core/case/tasks.ts';
import type { CollectionFinding } from '../../core/finding.ts';
import { type CaseId, caseIdFrom, StoreId } from '../../core/ids.ts';
import { planFor, regimeFor } from '../../core/law/plan-for.ts';
import type { Language, Right } from '../../core/law/rights.ts';
import { subjectKeys } from '../../functions/acts/subject-keys.ts';
import { portrait } from '../../platform/embedded/demo/portrait.ts';
import type { ConsoleRig } from './console-rig.ts';

export interface Person {
  name: string;
  email: string;
  phone?: string;
  message?: string;
  postalAddress?: string;
}

export const YUKI: Person = {
  name: '佐藤 由紀',
  email: 'yuki.sato@example.com',
  phone: '090-1234-5678',
  message: '保有されている私の情報を開示してください。\n<script>alert(1)</script>',
};

export async function received(
  rig: ConsoleRig,
  right: Right | [Right, ...Right[]],
  person: Person = YUKI,
  language: Language = 'ja',
  delivery: Delivery = 'electronic',
): Promise<CaseId> {
  const rights: [Right, ...Right[]] = typeof right === 'string' ? [right] : right;
  const residence = rights[0].startsWith('ccpa') ? 'california' : 'japan';
  const caseId = caseIdFrom(randomBytes(10));
  const asked = { language, residence, rights, period: null, delivery } as const;
  const at = rig.clock.now().toISOString();
  const keys = { subjectKeys: await subjectKeys(rig.context, person), submission: caseId };
  await rig.context.cases.open(caseId, 'requester', openFromForm(asked, at, person, keys));
  const plan = planFor({ regime: regimeFor(residence), rights, receivedAt: at });
  await rig.act(caseId, () => [
    { type: 'plan.made', data: { plan, reason: 'received' } },
    { type: 'notice.sent', data: { purpose: 'acknowledgement', messageId: `${caseId}.ack@x` } },
  ]);
  return caseId;
}

export const openTaskOf = (
  rig: ConsoleRig,
  caseId: CaseId,
  request: Partial<TaskRequest> & Pick<TaskRequest, 'kind'>,
) =>
  rig.act(caseId, (state) =>
    open(state, { round: 1, store: null, ...request }, rig.clock.now().toISOString()),
  );

/** A document has been uploaded and waits for a judgement. */
export async function atJudging(
  rig: ConsoleRig,
  options: { right?: Right; language?: Language; contentType?: string; content?: Buffer } = {},
): Promise<{ caseId: CaseId; evidenceId: string; key: string }> {
  const { right = 'appi.disclose', language = 'ja', contentType = 'image/png' } = options;
  const caseId = await received(rig, right, YUKI, language);
  await openTaskOf(rig, caseId, { kind: 'confirm-contact' });
  rig.clock.walk({ minutes: 20 });
  await rig.act(caseId, confirmContact, 'requester');
  await openTaskOf(rig, caseId, { kind: 'provide-points' });
  const { name, email } = YUKI;
  const claims = { name, email, dateOfBirth: '1994-05-02' };
  const declared = right === 'ccpa.know-specific' && { declaration: name };
  await rig.act(caseId, (state) => offerPoints(state, { claims, ...declared }), 'requester');
  await rig.act(caseId, () => [
    {
      type: 'points.checked',
      data: { required: 2, matched: 2, storesAsked: [], storesSilent: [] },
    },
  ]);
  rig.clock.walk({ minutes: 10 });
  return { caseId, ...(await uploaded(rig, caseId, 1, contentType, options.content)) };
}

export async function uploaded(
  rig: ConsoleRig,
  caseId: CaseId,
  round: number,
  contentType = 'image/png',
  content: Buffer = portrait(7),
): Promise<{ evidenceId: string; key: string }> {
  await openTaskOf(rig, caseId, { kind: 'upload-evidence', round });
  const evidenceId = randomBytes(8).toString('hex');
  const key = `${caseId}/evidence/passport/${evidenceId}`;
  const { size, sha256 } = await rig.put(key, content, contentType);
  const evidence = { evidenceId, kind: 'passport', contentType, size, sha256, key } as const;
  await rig.act(caseId, (state) => receiveEvidence(state, evidence), 'requester');
  await openTaskOf(rig, caseId, { kind: 'judge-evidence', round });
  return { evidenceId, key };
}

const KIKOKUGO = StoreId.parse('kikokugo');
export const CAREER = StoreId.parse('career');

/** Identity is established, the fee is paid where one is due, and the stores are to be searched. */
export async function atCollecting(
  rig: ConsoleRig,
  right: Right = 'appi.disclose',
  language: Language = 'ja',
): Promise<CaseId> {
  const { caseId, evidenceId } = await atJudging(rig, { right, language });
  await rig.act(caseId, (state) => judgeEvidence(state, evidenceId, 'accepted', null));
  await rig.act(caseId, (state) => settleIdentity(state, 'evidence'));
  const { plan } = await rig.context.cases.read(caseId);
  if (plan?.fee) await openTaskOf(rig, caseId, { kind: 'pay-fee' });
  rig.clock.walk({ minutes: 45 });
  await rig.act(caseId, (state) => {
    const fee = state.plan?.fee;
    return fee
      ? receivePayment(state, { paymentId: 'pi_1', checkoutId: 'cs_1', ...paid(fee) })
      : [];
  });
  await rig.act(caseId, (state) => planCollection(state, [KIKOKUGO, CAREER]));
  return caseId;
}

const paid = ({ amount, currency }: { amount: number; currency: string }) => ({ amount, currency });

/** Findings are there and a decision is waited for. */
export async function atDeciding(
  rig: ConsoleRig,
  options: {
    right?: Right;
    language?: Language;
    rows?: readonly unknown[];
    withheld?: Record<string, number>;
  } = {},
): Promise<CaseId> {
  const { right = 'appi.disclose', language = 'ja', rows = ROWS, withheld = {} } = options;
  const caseId = await atCollecting(rig, right, language);
  const found = await collection(rig, caseId, rows, withheld);
  const record = (store: StoreId, collections: CollectionFinding[]) =>
    rig.act(caseId, (state) => recordFinding(state, { status: 'complete', store, collections }));
  await record(KIKOKUGO, [found]);
  const key = `${caseId}/none`;
  const { sha256 } = await rig.put(key, '', 'application/x-ndjson');
  const nothing = { count: 0, bytes: 0, key, sha256, withheld: {} };
  await record(CAREER, [{ ...found, collection: 'candidates', ...nothing }]);
  await openTaskOf(rig, caseId, { kind: 'decide' });
  return caseId;
}

/** Decided, and to be carried out by hand in the store that holds something. */
export async function atCarryOut(rig: ConsoleRig, decision: Decision): Promise<CaseId> {
  const caseId = await atDeciding(rig, { right: decision.right, language: 'en' });
  const reasons = { [decision.right]: 'for the record' };
  await rig.act(caseId, (state) => decide(state, [decision], { reasons }));
  await rig.act(caseId, planChanges);
  await openTaskOf(rig, caseId, { kind: 'carry-out', store: KIKOKUGO });
  return caseId;
}

export const ROWS: readonly unknown[] = [
  {
    id: 81,
    name: '佐藤 由紀',
    email: 'yuki.sato@example.com',
    note: '<img src=x onerror=alert(1)>',
    bank_account: { withheld: 'financial-account-number' },
  },
];

async function collection(
  rig: ConsoleRig,
  caseId: CaseId,
  rows: readonly unknown[],
  withheld: Record<string, number>,
): Promise<CollectionFinding> {
  const key = `${caseId}/collected/kikokugo/users.ndjson`;
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const { size, sha256 } = await rig.put(key, text, 'application/x-ndjson');
  const at = rig.clock.now().toISOString();
  return {
    collection: 'users',
    query: 'users where the verified e-mail address is the same',
    pages: 1,
    exhausted: true,
    count: rows.length,
    bytes: size,
    sha256,
    key,
    startedAt: at,
    finishedAt: at,
    withheld,
  };
}

/** A store was down and has been handed over to a person. */
export async function atByHand(rig: ConsoleRig, round = 1): Promise<CaseId> {
  const caseId = await atCollecting(rig);
  await handedOver(rig, caseId, round);
  return caseId;
}

export async function handedOver(rig: ConsoleRig, caseId: CaseId, round: number): Promise<void> {
  const event: NewEvent = {
    type: 'store.handed-over',
    data: { store: CAREER, error: 'StoreUnavailable' },
  };
  await rig.act(caseId, () => [event]);
  await openTaskOf(rig, caseId, { kind: 'collect-by-hand', round, store: CAREER });
}

export async function atStuck(rig: ConsoleRig): Promise<CaseId> {
  const caseId = await received(rig, 'ccpa.know-specific', YUKI, 'en');
  await rig.act(caseId, () => [
    { type: 'case.stuck', data: { where: 'rights', error: 'States.TaskFailed' } },
  ]);
  await openTaskOf(rig, caseId, { kind: 'unstick' });
  return caseId;
}

export async function closedCase(rig: ConsoleRig): Promise<CaseId> {
  const caseId = await received(rig, 'ccpa.opt-out', YUKI, 'en');
  const at = rig.clock.now().toISOString();
  await rig.act(caseId, () => [
    { type: 'right.applied', data: { right: 'ccpa.opt-out', effectiveAt: at } },
    {
      type: 'third-party.told',
      data: { right: 'ccpa.opt-out', recipient: 'meta', messageId: 'm' },
    },
  ]);
  const purgeAt = new Date(rig.clock.ms + 30 * 86_400_000).toISOString();
  await rig.act(caseId, (state) => close(state, 'answered', purgeAt));
  return caseId;
}
