import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { blobSource } from '../../../functions/proof/source.ts';
import { verify } from '../../../functions/proof/verify.ts';
import { unzipped } from '../../support/open-package.ts';
import { cookieOf, emily, openPortal } from './requester.ts';

const at = openPortal();

async function opened() {
  const { caseId, link } = await at().toAnswer();
  await at().rig.post(`${link}/answer/code`);
  const code = await at().codeFor(caseId);
  const cookie = cookieOf(await at().rig.post(`${link}/answer/enter`, { code }));
  return { caseId, link, cookie };
}

describe('the receipt by itself', () => {
  it('is offered in both languages, proves itself, names the letter and nobody', async () => {
    const { caseId, link, cookie } = await opened();
    for (const language of ['en', 'ja'])
      expect(await at().page(`${link}/answer?lang=${language}`, { cookie })).toContain(
        `${link}/answer/receipt`,
      );
    const response = await at().rig.get(`${link}/answer/receipt`, { cookie });
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="${caseId}-receipt.zip"`,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    const zip = new Uint8Array(await response.arrayBuffer());

    const [der = ''] = await at().rig.context.ports.signer.certificates();
    const fingerprint = createHash('sha256').update(der).digest('hex');
    const known = [{ fingerprint, until: null }];
    expect(await verify(blobSource(new Blob([zip])), known)).toMatchObject({
      kind: 'receipt',
      outcome: 'genuine',
      statement: { caseId },
    });
    const files = await unzipped(zip);
    expect([...files.keys()]).toEqual(['receipt.json', 'receipt.p7s', 'receipt.jws']);
    const { answer } = await at().rig.context.cases.read(caseId);
    const receipt = files.get('receipt.json') ?? '';
    expect(JSON.parse(receipt).letterSha256).toBe(answer?.letterSha256);
    for (const personal of [emily.name, emily.email, emily.phone, emily.dateOfBirth])
      expect(receipt).not.toContain(personal);
  });

  it('is no download of the answer: it ends no wait and stands in no log (L-30)', async () => {
    const { caseId, link, cookie } = await opened();
    expect((await at().rig.get(`${link}/answer/receipt`, { cookie })).status).toBe(200);
    const state = await at().rig.context.cases.read(caseId);
    expect(state.downloads).toEqual([]);
    expect(state.closed).toBeNull();
  });

  it('opens to nobody who has not signed in again (L-12)', async () => {
    const { link } = await opened();
    const response = await at().rig.get(`${link}/answer/receipt`);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${link}/answer`);
  });
});
