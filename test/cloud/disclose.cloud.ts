import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyFile } from '../../functions/answer/verify.ts';
import { unzipped } from '../support/open-package.ts';
import { passport, Requester } from '../support/people.ts';
import { doors, workflowEnded } from './cloud.ts';
import { CloudOfficer, uploads } from './people.ts';

const points = { name: '山田 花子', phone: '+81 90 0000 1201', dateOfBirth: '1996-04-12' };

it('a disclosure goes from the form to a signed answer that is proved genuine', async () => {
  const hanako = new Requester(doors, 'hanako.yamada@example.jp', 'ja');
  const officer = await new CloudOfficer().signsIn();
  await hanako.asks('japan', ['appi.disclose'], '山田 花子');
  await hanako.confirms();
  await hanako.offersPoints(points);
  await uploads(hanako, 'passport', passport());
  await officer.judges(hanako.caseId, 'accepted');
  await hanako.pays();
  await officer.decides(hanako.caseId);
  const zip = await hanako.fetchesAnswer();
  expect(await isGenuine(zip)).toBe(true);
  const at = Math.floor(zip.length / 2);
  expect(await isGenuine(zip.with(at, (zip[at] ?? 0) ^ 1))).toBe(false);
  const files = await unzipped(zip);
  const data = [...files].filter(([path]) => path.startsWith('data/') && path.endsWith('.json'));
  expect(data.map(([, text]) => text).join()).toContain('山田');
  expect(await workflowEnded(hanako.caseId)).toBe('SUCCEEDED');
});

async function isGenuine(zip: Uint8Array): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'kaiji-package-'));
  try {
    const file = join(folder, 'package.zip');
    writeFileSync(file, zip);
    return (await verifyFile(file)).genuine;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
