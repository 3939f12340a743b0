import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import type { judgeProof } from '../../../core/case/authority.ts';
import type { CaseId } from '../../../core/ids.ts';
import { judgeAuthority } from '../../../functions/acts/judge.ts';
import { answerOf } from '../../../functions/answer/answer-of.ts';
import { act } from '../../../functions/desk.ts';
import { permissionUrl } from '../../../functions/links.ts';
import { sweep } from '../../../functions/scheduled/sweep.ts';
import { emily, openPortal, picture } from './requester.ts';

const portal = openPortal();

const acting = {
  residence: 'california',
  period: 'all',
  for: 'other',
  agentKind: 'authorised-agent',
  subjectName: emily.name,
  subjectEmail: emily.email,
  name: 'Agent Smith',
};
const know = { ...acting, rights: ['ccpa.know-specific'] };

async function sendProof(link: string): Promise<string> {
  const { rig } = portal();
  const form = await portal().page(`${link}/authority`);
  return (await rig.upload(form, picture())).headers.get('location') ?? '';
}

async function judged(
  caseId: CaseId,
  verdict: 'accepted' | 'better' | 'refused',
  reason: Parameters<typeof judgeProof>[3] = null,
) {
  const { rig } = portal();
  const state = await rig.untilAsked(caseId, 'judge-authority');
  const evidenceId = state.authority.at(-1)?.id ?? '';
  await judgeAuthority(rig.context, caseId, 'operator:test', { evidenceId, verdict, reason });
}

async function toProof(more: Record<string, string | string[]>) {
  const asked = await portal().ask(more);
  await portal().rig.untilAsked(asked.caseId, 'upload-authority');
  return asked;
}

async function subjectsPage(caseId: CaseId): Promise<string> {
  const { rig } = portal();
  const url = await permissionUrl(rig.context, await rig.context.cases.read(caseId));
  return url.slice(rig.baseUrl.length);
}

describe('ccpa.know-specific by an agent with signed permission', () => {
  it('is shown, confirmed by the subject, verified of the subject and answered to the agent (L-22)', async () => {
    const { rig } = portal();
    const { caseId, link, form } = await toProof({ ...know, email: 'smith@agents.example' });
    expect(form.email).toBe('smith@agents.example');
    const [first] = await rig.mails('smith@agents.example');
    expect(first?.text).toContain('Signed permission');

    expect(await portal().page(link)).toContain('Show that you may make this request');
    await rig.get(await sendProof(link));
    const before = await rig.untilAsked(caseId, 'judge-authority');
    expect(before.authority[0]?.key).toContain(`${caseId}/authority/signed-permission/`);
    expect(before.evidence).toEqual([]);
    expect(await rig.mails(emily.email)).toEqual([]);
    await judged(caseId, 'accepted');

    await rig.untilAsked(caseId, 'confirm-permission');
    const proof = (await rig.context.cases.read(caseId)).authority[0];
    expect(proof?.destroyed).toBe(true);
    expect(await rig.context.ports.vault.head(proof?.key ?? '')).toBeNull();
    const [asked] = await rig.mails(emily.email);
    expect(asked?.text).toContain('/permission/');
    expect(asked?.text).not.toMatch(/Smith|Emily/);
    expect(await portal().page(link)).toContain('wait for their answer');

    const path = await subjectsPage(caseId);
    const page = await portal().page(path);
    expect(page).toContain('Agent Smith');
    expect(page).toContain('Get a copy of my data');
    expect((await rig.post(path, { answer: 'yes' })).status).toBe(422);
    await rig.post(path, { answer: 'yes', declare: 'yes', signature: emily.name });
    expect(await portal().page(path)).toContain('We go on with the request');

    await rig.untilAsked(caseId, 'provide-points');
    const points = await portal().page(`${link}/points`);
    expect(points).toContain('details of the person for whom you ask');
    expect(points).not.toContain('name="declare"');
    const { email: _hers, ...details } = emily;
    await rig.post(`${link}/points`, details);
    const state = await rig.untilAsked(caseId, 'decide');
    expect(state.identity).toEqual({ outcome: 'verified', basis: 'points' });
    expect(state.claims?.email).toBe(emily.email);
    // Found by the subject's confirmed address, never by the agent's.
    expect(state.findings.some((one) => 'collections' in one && one.collections.length > 0)).toBe(
      true,
    );
    await act(rig.context, caseId, 'operator:test', (now) =>
      decide(now, [{ right: 'ccpa.know-specific', outcome: 'grant', grounds: ['ccpa.granted'] }], {
        reasons: {},
      }),
    );
    const answered = await rig.untilAsked(caseId, 'fetch-answer');
    const { letter } = answerOf({
      ...{ state: answered, dataMap: rig.context.dataMap, settings: rig.context.settings },
      ...{ logHead: '', verificationCode: '' },
    });
    expect(letter.requester).toEqual({ name: 'Agent Smith', actingFor: emily.name });
    const ready = (await rig.mails('smith@agents.example')).at(-1);
    expect(ready?.subject).toContain('ready');
    expect(await rig.mails(emily.email)).toHaveLength(1);
  });

  it('ends kindly when the subject says no, and tells the agent no more than anybody (L-32)', async () => {
    const { rig } = portal();
    const agent = 'other@agents.example';
    const { caseId, link } = await toProof({ ...know, email: agent });
    await sendProof(link);
    await judged(caseId, 'accepted');
    await rig.untilAsked(caseId, 'confirm-permission');
    await rig.post(await subjectsPage(caseId), { answer: 'no' });
    const closed = await rig.until(caseId, (state) => state.closed !== null);
    expect(closed.closed?.outcome).toBe('unverified');
    const last = (await rig.mails(agent)).at(-1);
    expect(last?.text).toContain('or that you may make it for them');
    expect(last?.text).not.toMatch(/said no|permission/);
    expect(await portal().page(await subjectsPage(caseId))).toContain('nothing is handed out');
  });
});

describe('the proof of an agent', () => {
  it('may be bettered often and refused twice; then the case ends as not verified (L-22)', async () => {
    const { rig } = portal();
    const agent = 'third@agents.example';
    const { caseId, link } = await toProof({ ...know, email: agent });
    for (const [verdict, reason] of [
      ['better', 'unreadable'],
      ['refused', 'not-signed'],
      ['refused', 'names-differ'],
    ] as const) {
      await rig.untilAsked(caseId, 'upload-authority');
      await sendProof(link);
      await judged(caseId, verdict, reason);
    }
    const { closed, authority } = await rig.until(caseId, (state) => state.closed !== null);
    expect(closed?.outcome).toBe('unverified');
    expect(authority.every(({ destroyed }) => destroyed)).toBe(true);
    const subjects = (await rig.mails(agent)).map(({ subject }) => subject);
    expect(subjects.filter((one) => /another proof|accept your proof/.test(one))).toHaveLength(2);
    expect(await rig.mails(emily.email)).toHaveLength(2);
  });

  it('is the only thing that an opt-out waits for: nobody is verified or asked (L-06, L-22)', async () => {
    const { rig } = portal();
    const optOut = { ...acting, rights: ['ccpa.opt-out'], email: 'fourth@agents.example' };
    const { caseId, link } = await toProof(optOut);
    expect((await rig.context.cases.read(caseId)).applied).toEqual([]);
    await sendProof(link);
    await judged(caseId, 'accepted');
    const state = await rig.until(caseId, ({ closed }) => closed !== null);
    expect(state.closed?.outcome).toBe('answered');
    expect(state.applied).toHaveLength(1);
    expect(state.tasks.map(({ kind }) => kind)).toEqual(['upload-authority', 'judge-authority']);
  });

  it('holds up no opt-out for the subject’s word that another right needs (L-06, L-22)', async () => {
    const { rig } = portal();
    const rights = ['ccpa.opt-out', 'ccpa.know-categories'];
    const { caseId, link } = await toProof({ ...acting, rights, email: 'fifth@agents.example' });
    await sendProof(link);
    await judged(caseId, 'accepted');
    const state = await rig.until(caseId, ({ applied }) => applied.length === 1);
    expect(state.permission).toBeNull();
    await rig.untilAsked(caseId, 'confirm-permission');
  });

  it('of power of attorney, parent and guardian is enough: the subject is not asked (L-22, L-25)', async () => {
    const { rig } = portal();
    for (const agentKind of ['power-of-attorney', 'parent']) {
      const email = `${agentKind}@agents.example`;
      const { caseId, link } = await toProof({ ...know, agentKind, email });
      const page = await portal().page(`${link}/authority`);
      if (agentKind === 'parent') expect(page).toContain('value="birth-record"');
      const kind = agentKind === 'parent' ? '?kind=birth-record' : '';
      const form = await portal().page(`${link}/authority${kind}`);
      await rig.upload(form, picture());
      await judged(caseId, 'accepted');
      const state = await rig.untilAsked(caseId, 'provide-points');
      expect(state.tasks.map((task) => task.kind)).not.toContain('confirm-permission');
      const points = await portal().page(`${link}/points`);
      expect(points).toContain('that I may act for the person');
    }
  });
});

describe('the form for somebody else', () => {
  it('says what is missing, beside the field (L-22)', async () => {
    const { rig } = portal();
    const send = async (more: Record<string, string>) => {
      const response = await rig.post(
        '/request?residence=california',
        portal().entered({ ...know, ...more }),
      );
      return [response.status, await response.text()] as const;
    };
    const [status, page] = await send({ agentKind: '', subjectName: '' });
    expect(status).toBe(422);
    expect(page).toContain('Choose how you may act');
    expect(page).toContain('name of the person for whom you ask');
    expect((await send({ subjectEmail: '' }))[1]).toContain('Enter their e-mail address');
    expect((await send({ agentKind: 'delegated-agent' }))[1]).toContain('Choose how you may act');
    const own = { email: 'same@example.com', subjectEmail: 'Same@example.com' };
    expect((await send(own))[1]).toContain('own e-mail address, not yours');
  });

  it('asks no address of the subject under APPI, and takes a mandate (L-22)', async () => {
    const { rig } = portal();
    const asked = await toProof({
      ...{ residence: 'japan', rights: ['appi.disclose'], language: 'ja' },
      ...{ for: 'other', agentKind: 'delegated-agent', subjectName: '佐藤 由紀' },
    });
    const state = await rig.context.cases.read(asked.caseId);
    expect(state.subject).toEqual({ name: '佐藤 由紀' });
    expect(state.subjectKeys).toEqual([]);
    expect(state.plan?.authority?.proofs).toEqual(['mandate']);
    expect(await portal().page(`${asked.link}/authority?lang=ja`)).toContain('委任状');
  });

  it('makes another case for another person of the same agent', async () => {
    const { rig } = portal();
    const form = portal().entered({ ...know, email: 'many@agents.example' });
    const one = await rig.post('/request', form);
    const again = await rig.post('/request', form);
    const other = await rig.post('/request', { ...form, subjectName: 'Somebody Else' });
    expect(again.headers.get('location')).toBe(one.headers.get('location'));
    expect(other.headers.get('location')).not.toBe(one.headers.get('location'));
  });

  it('opens the subject’s page to no other link, and the agent’s pages to no subject (L-32)', async () => {
    const { rig } = portal();
    const { caseId, link } = await toProof(know);
    const theirs = (await subjectsPage(caseId)).replace('/permission/', '/p/');
    expect((await rig.get(theirs)).status).toBe(404);
    expect((await rig.get(link.replace('/p/', '/permission/'))).status).toBe(404);
    expect(await portal().page(await subjectsPage(caseId))).toContain('not needed any more');
    expect(await portal().page(await subjectsPage(caseId))).not.toContain('Agent Smith');
  });
});

describe('a subject who does not answer', () => {
  it('is reminded by a mail of their own; then the agent is told that the case is closed (L-22)', async () => {
    const { rig } = portal();
    const agent = 'silent@agents.example';
    const subjectEmail = 'silent@example.com';
    const { caseId, link } = await toProof({ ...know, subjectEmail, email: agent });
    await sendProof(link);
    await judged(caseId, 'accepted');
    await rig.untilAsked(caseId, 'confirm-permission');
    const before = (await rig.mails(agent)).length;
    rig.clock.walk(5 * 24);
    await sweep(rig.context);
    const [, reminded] = await rig.mails(subjectEmail);
    expect(reminded?.subject).toContain('A reminder: did you ask somebody');
    expect(reminded?.text).toContain('/permission/');
    expect(await rig.mails(agent)).toHaveLength(before);
    rig.clock.walk(6 * 24);
    await sweep(rig.context);
    const { closed } = await rig.until(caseId, (state) => state.closed !== null);
    expect(closed?.outcome).toBe('expired');
    const told = (await rig.mails(agent)).at(-1);
    expect(told?.text).toContain('have the person for whom you ask confirm');
    expect(await rig.mails(subjectEmail)).toHaveLength(2);
  });
});
