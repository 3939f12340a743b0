/** An answer on paper, from the form to the page that says when it was posted (L-19). */
import { describe, expect, it } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import { enterRequest } from '../../../functions/acts/enter-request.ts';
import { postAnswer } from '../../../functions/acts/post-answer.ts';
import { act } from '../../../functions/desk.ts';
import { caseIn } from '../../support/portal-rig.ts';
import { disclosure, openPortal } from './requester.ts';

const at = openPortal();

const paper = { ...disclosure, delivery: 'paper' };
const shibuya = {
  postalCode: '1500002',
  region: '東京都渋谷区',
  street: '渋谷2-24-12',
  building: '',
};

describe('the form', () => {
  it('asks for the address in the order of its language, for browsers to fill in', async () => {
    const ja = await at().page('/request?residence=japan&lang=ja');
    expect(ja).toMatch(
      /name="postalCode"[\s\S]*name="region"[\s\S]*name="street"[\s\S]*name="building"/,
    );
    expect(ja).toContain('autocomplete="shipping postal-code"');
    expect(ja).not.toContain('name="country"');
    const en = await at().page('/request?residence=elsewhere&lang=en');
    expect(en).toMatch(
      /name="street"[\s\S]*name="region"[\s\S]*name="postalCode"[\s\S]*name="country"/,
    );
    expect(await at().page('/request?residence=california')).not.toContain('name="postalCode"');
  });

  it('needs it where a disclosure is wanted on paper, and says what is missing', async () => {
    const form = at().entered({ ...paper, ...shibuya, street: '', language: 'ja' });
    const missing = await at().rig.post('/request?lang=en', form);
    expect(missing.status).toBe(422);
    const page = await missing.text();
    expect(page).toContain('href="#street"');
    expect(page).toContain('value="東京都渋谷区"');
    const purpose = { residence: 'japan', rights: ['appi.purpose'], delivery: 'paper' };
    const { caseId } = await at().ask(purpose);
    expect((await at().rig.context.cases.read(caseId)).delivery).toBe('electronic');
  });

  it.each([
    ['japan', shibuya, '〒150-0002\n東京都渋谷区渋谷2-24-12'],
    ['japan', { ...shibuya, postalCode: '〒１５０−０００２', building: '３階' }, undefined],
    [
      'elsewhere',
      { postalCode: 'SW1A 2AA', region: 'London', street: '10 Downing St', country: 'UK' },
      '10 Downing St\nLondon SW1A 2AA\nUK',
    ],
  ])(
    'keeps an address in %s as it stands on an envelope, sealed',
    async (residence, parts, lines) => {
      const form = at().entered({ ...paper, residence, ...parts });
      const caseId = caseIn(await at().rig.post('/request', form));
      const { requester, delivery } = await at().rig.context.cases.read(caseId);
      expect(delivery).toBe('paper');
      if (lines) expect(requester?.postalAddress).toBe(lines);
      else expect(requester?.postalAddress).toMatch(/^〒150.0002\n東京都渋谷区渋谷2-24-12\n３階$/);
      const log = JSON.stringify(await at().rig.context.ports.caseLog.read(caseId));
      expect(log).not.toContain(parts.street);
    },
  );
});

describe('the way of an answer on paper', () => {
  it('leads to the post and not to a link, and the page says when and by which number', async () => {
    const { rig } = at();
    const on = new Date(rig.clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
    const caseId = await enterRequest(rig.context, 'operator:test', {
      ...{ name: 'Secret Name', email: 'on.paper@example.com', language: 'en' as const },
      ...{ residence: 'japan' as const, rights: ['inquiry'] as const, period: null },
      message: 'Where are your servers?',
      ...{ delivery: 'paper' as const, postalAddress: 'Nakano 4-1-1\nTokyo 164-0001' },
      ...{ how: 'post' as const, on, nonce: 'nonce-of-the-paper-case' },
    });
    await rig.untilAsked(caseId, 'confirm-contact');
    await rig.post(`${await rig.link(caseId)}/confirm`);
    const asked = await rig.until(caseId, ({ tasks }) =>
      tasks.some(({ kind, outcome }) => kind === 'decide' && outcome === null),
    );
    expect(asked.delivery).toBe('paper');
    const answered = {
      right: 'inquiry',
      outcome: 'answered',
      grounds: ['inquiry.answered'],
    } as const;
    await act(rig.context, caseId, 'operator:test', (now) =>
      decide(now, [{ ...answered, grounds: [...answered.grounds] }], {
        replies: { inquiry: 'In Tokyo.' },
      }),
    );
    const waiting = await rig.untilAsked(caseId, 'post-answer');
    const task = waiting.tasks.at(-1);
    expect(waiting.notices.map(({ purpose }) => purpose)).not.toContain('answer-ready');
    const link = await rig.link(caseId);
    expect(await at().page(`${link}?lang=en`)).toContain('We print it and send it to you by post');
    if (!task) throw new Error('the answer is to be posted');
    const posting = { how: 'posted', on, address: 'Nakano', tracking: '1234-5678' } as const;
    await postAnswer(rig.context, caseId, 'operator:test', task.id, posting);
    const closed = await rig.until(caseId, (now) => now.closed !== null);
    expect(closed.closed?.outcome).toBe('answered');
    expect(closed.tasks.map(({ kind }) => kind)).not.toContain('fetch-answer');
    const page = await at().page(`${link}?lang=en`);
    expect(page).toContain('1234-5678');
    expect(page).not.toContain('Nakano');
    expect((await rig.mails('on.paper@example.com')).map(({ subject }) => subject)).toContainEqual(
      expect.stringContaining('was posted'),
    );
  });
});
