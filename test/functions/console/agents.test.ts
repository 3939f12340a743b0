import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { receiveProof } from '../../../core/case/authority.ts';
import { openFromForm } from '../../../core/case/opening.ts';
import { type CaseId, caseIdFrom } from '../../../core/ids.ts';
import type { AgentKind } from '../../../core/law/agent-kind.ts';
import type { ProofKind } from '../../../core/law/authority-proof.ts';
import { planFor } from '../../../core/law/plan-for.ts';
import { portrait } from '../../../platform/embedded/demo/portrait.ts';
import { openTaskOf } from '../../support/console-cases.ts';
import { ConsoleRig } from '../../support/console-rig.ts';

let rig: ConsoleRig;
beforeAll(async () => {
  rig = await ConsoleRig.open();
  return () => rig.close();
});

/** An agent's proof waits for a judgement. */
async function atProof(kind: AgentKind, sent: ProofKind) {
  const caseId = caseIdFrom(randomBytes(10));
  const rights = ['ccpa.know-specific'] as const;
  const at = rig.clock.now().toISOString();
  const asked = { language: 'ja', residence: 'california', rights, period: null } as const;
  const person = {
    ...{ name: 'Agent Smith', email: 'smith@agents.example' },
    subject: { name: '佐藤 由紀', email: 'yuki.sato@example.com' },
  };
  const keys = { subjectKeys: [], submission: caseId, agent: { kind } };
  const opened = openFromForm(
    { ...asked, rights: [...rights], delivery: 'electronic' },
    at,
    person,
    keys,
  );
  await rig.context.cases.open(caseId, 'requester', opened);
  const plan = planFor({ regime: 'ccpa', rights, receivedAt: at, agent: kind });
  await rig.act(caseId, () => [{ type: 'plan.made', data: { plan, reason: 'opened' } }]);
  await openTaskOf(rig, caseId, { kind: 'upload-authority' });
  const evidenceId = randomBytes(8).toString('hex');
  const key = `${caseId}/authority/${sent}/${evidenceId}`;
  const { size, sha256 } = await rig.put(key, portrait(7), 'image/png');
  const file = { evidenceId, kind: sent, contentType: 'image/png', size, sha256, key };
  await rig.act(caseId, (state) => receiveProof(state, file), 'requester');
  await openTaskOf(rig, caseId, { kind: 'judge-authority' });
  return { caseId, evidenceId, key };
}

const path = (caseId: CaseId) => `/console/cases/${caseId}`;

describe('judging an agent’s proof (L-22)', () => {
  it('shows both names, what the rule demands, and where that stands', async () => {
    const { caseId, evidenceId } = await atProof('power-of-attorney', 'power-of-attorney');
    const officer = await rig.browser(['operator']);
    const page = await officer.read(path(caseId));
    expect(page).toContain('佐藤 由紀');
    expect(page).toContain('Agent Smith');
    expect(page).toContain('11 CCR 7063(b)');
    expect(page).toContain('notarised or witnessed');
    expect(page).toContain('is not asked: the rule does not want it');
    expect(page).toContain(`${path(caseId)}/evidence/${evidenceId}`);
    const picture = await officer.get(`${path(caseId)}/evidence/${evidenceId}`);
    expect(picture.status).toBe(200);
    expect(await (await rig.browser(['auditor'])).read(path(caseId))).not.toMatch(/Smith|佐藤/);
  });

  it.each([
    ['accepted', null],
    ['better', 'unreadable'],
    ['refused', 'not-signed'],
  ])('destroys the proof at once when it is %s (L-10)', async (verdict, reason) => {
    const { caseId, evidenceId, key } = await atProof('authorised-agent', 'signed-permission');
    const officer = await rig.browser(['operator']);
    const form = {
      ...{ task: `${caseId}/judge-authority`, evidenceId, verdict },
      ...(reason && { [`reason-${verdict}`]: reason }),
    };
    const response = await officer.post(`${path(caseId)}/judge-authority`, form);
    expect(response.headers.get('location')).toBe(`${path(caseId)}?done=judge-authority`);
    const state = await rig.context.cases.read(caseId);
    expect(state.authority[0]).toMatchObject({ verdict, reason, destroyed: true });
    expect(state.tasks.at(-1)?.outcome).toBe(verdict);
    expect(await rig.context.ports.vault.head(key)).toBeNull();
    expect(await officer.read(`${path(caseId)}?done=judge-authority`)).toContain('is destroyed');
  });

  it('asks for a reason of the list, and changes nothing without one', async () => {
    const { caseId, evidenceId } = await atProof('authorised-agent', 'signed-permission');
    const officer = await rig.browser(['operator']);
    for (const given of [[], ['no-photo']]) {
      const form = {
        task: `${caseId}/judge-authority`,
        evidenceId,
        verdict: 'refused',
        'reason-refused': given,
      };
      const response = await officer.post(`${path(caseId)}/judge-authority`, form);
      expect(response.status).toBe(422);
    }
    expect((await rig.context.cases.read(caseId)).authority[0]?.verdict).toBeNull();
  });
});
