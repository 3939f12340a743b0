import { describe, expect, it } from 'vitest';
import { serviceDoor } from '../../../functions/intake/service-door.ts';
import { emily, openPortal } from '../portal/requester.ts';

const at = openPortal();
const SECRET = 'a-shared-secret-of-at-least-32-characters';

async function asked(path: string, body: unknown, token = SECRET) {
  const { context } = at().rig;
  const response = await serviceDoor(context, SECRET).request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, said: Object(await response.json()) };
}

const openedFor = async (email: string) => {
  const seen = await asked('/signal', { email, signal: '1' });
  return seen.said.case;
};

describe('the door for the company’s sites', () => {
  it('L-23: a signed-in consumer’s signal is carried out once, without identity, proof or fee', async () => {
    const email = 'gpc@example.com';
    const first = await asked('/signal', { email, signal: '1', name: 'Ann' });
    expect(first).toMatchObject({ status: 200, said: { honoured: true } });
    const state = await at().rig.until(first.said.case, (now) => now.closed !== null);
    expect(state).toMatchObject({ channel: 'signal', rights: ['ccpa.opt-out'], payments: [] });
    expect(state.applied.map(({ right }) => right)).toEqual(['ccpa.opt-out']);
    expect(state.tasks).toEqual([]);
    expect(state.plan).toMatchObject({ fee: null, verification: { level: 'none' } });
    expect(await openedFor('GPC@example.com')).toBe(first.said.case);
    const both = await Promise.all([openedFor('two@example.com'), openedFor('two@example.com')]);
    expect(new Set(both).size).toBe(1);
  });

  it('L-23, L-24: a signal after an opt-in counts anew', async () => {
    const email = 'again@example.com';
    const before = await openedFor(email);
    await at().rig.until(before, (now) => now.closed !== null);
    at().rig.clock.walk(24);
    const optedInAt = at().rig.clock.now().toISOString();
    at().rig.clock.walk(1);
    const anew = await asked('/signal', { email, signal: '1', optedInAt });
    expect(anew.said.case).not.toBe(before);
    expect((await asked('/signal', { email, signal: '1', optedInAt })).said.case).toBe(
      anew.said.case,
    );
    expect(await openedFor(email)).toBe(anew.said.case);
  });

  it('L-24: says whether somebody has opted out and from when on they may be asked again', async () => {
    const email = 'asked@example.com';
    const nobody = await asked('/signal/status', { email, age: 14 });
    expect(nobody.said).toMatchObject({
      optedOut: false,
      mayAsk: true,
      maySell: false,
      by: 'self',
    });
    await at().rig.until(await openedFor(email), (now) => now.closed !== null);
    const after = await asked('/signal/status', { email });
    expect(after.said).toMatchObject({ optedOut: true, mayAsk: false, maySell: false, steps: 2 });
    at().rig.clock.walk(24 * 367);
    expect((await asked('/signal/status', { email })).said).toMatchObject({ mayAsk: true });
  });

  it('takes nothing without the secret, and says of a bad body only which fields are wrong', async () => {
    const email = emily.email;
    expect((await asked('/signal', { email, signal: '1' }, 'wrong')).status).toBe(401);
    expect((await asked('/signal/status', { email }, '')).status).toBe(401);
    const wrong = await asked('/signal', { email, signal: 'yes' });
    expect(wrong).toEqual({ status: 422, said: { error: 'not-accepted', fields: ['signal'] } });
    expect((await asked('/signal', 'no json')).status).toBe(422);
    const future = { email, optedInAt: '2999-01-01T00:00:00.000Z' };
    expect((await asked('/signal/status', future)).said.fields).toEqual(['optedInAt']);
    expect((await asked('/signal', 'x'.repeat(9000))).status).toBe(413);
    expect(JSON.stringify(at().rig.logged)).not.toContain('@example.com');
  });
});
