import { describe, expect, it } from 'vitest';
import { cookieOf, openPortal, picture } from './requester.ts';

const at = openPortal();

describe('a document', () => {
  it('of a My Number card is asked for its front only (L-11)', async () => {
    const { link } = await at().toEvidence();
    expect(await at().page(`${link}/evidence?kind=my-number-card&lang=en`)).toContain(
      'Only the front',
    );
  });

  it('is received, judged, asked for again with the reason in words, then accepted', async () => {
    const { caseId, link } = await at().toEvidence();
    const back = await at().sendDocument(link, picture());
    expect(await at().page(`${back}&lang=en`)).toContain('Your document has arrived');
    await at().rig.judge(caseId, 'better', 'unreadable');
    await at().rig.untilAsked(caseId, 'upload-evidence');
    expect(await at().page(`${link}?lang=en`)).toContain('too blurred');
    await at().sendDocument(link, picture());
    await at().rig.judge(caseId, 'accepted');
    await at().rig.untilAsked(caseId, 'pay-fee');
  });

  it('that is none is turned away in words', async () => {
    const { link } = await at().toEvidence();
    const text = await at().sendDocument(link, new File(['MZ not a picture'], 'a.png'));
    expect(text).toContain('JPEG or PNG picture, or a PDF');
    const since = new Date(at().rig.clock.now().getTime() - 1000).toISOString();
    expect(await at().page(`${link}/evidence/sent?since=${since}&lang=en`)).toContain(
      'Has the file arrived?',
    );
  });
});

describe('the fee', () => {
  it('is paid on Stripe’s page, and the way back carries no link (L-09)', async () => {
    const { caseId, link } = await at().toEvidence();
    await at().sendDocument(link, picture());
    await at().rig.judge(caseId, 'accepted');
    await at().rig.untilAsked(caseId, 'pay-fee');
    expect(await at().page(link)).toContain('5米ドル');
    const off = await at().rig.post(`${link}/pay`);
    const checkout = off.headers.get('location') ?? '';
    expect(await at().page(checkout)).not.toContain(link);
    const cookie = cookieOf(off);
    expect(await at().page(`${link}?paid&lang=en`)).toContain('Your payment is being confirmed');
    const back = await at().rig.get('/paid', { cookie });
    expect(back.headers.get('location')).toBe(`${link}?paid`);
    expect((await at().rig.get('/paid?not', { cookie })).headers.get('location')).toBe(link);
    expect((await at().rig.get('/paid')).status).toBe(200);
    await at().rig.post(checkout, { act: 'pay' });
    await at().rig.untilAsked(caseId, 'decide');
    expect(await at().page(`${link}?paid&lang=en`)).toContain('reviews what was found');
  });
});
