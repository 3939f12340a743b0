import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNotice } from '../../../functions/answer/mail.ts';
import { createSigner } from '../../../platform/embedded/signer.ts';
import type { Signer } from '../../../platform/ports.ts';
import { hasTool } from '../../support/tools.ts';
import { assembled, bench } from './assembled.ts';

type Subject = 'certificates' | 'package' | 'letter' | 'receipt' | 'mail';

/** The commands of docs/verifying.md, by what they check. */
function commandsOf(subject: Subject): string {
  const text = readFileSync('docs/verifying.md', 'utf8');
  const blocks = [...text.matchAll(/^```sh (\w+)\n([\s\S]*?)^```$/gm)];
  const own = blocks.filter(([, name]) => name === subject).map(([, , lines]) => lines);
  expect(own.length, `commands for the ${subject}`).toBeGreaterThan(0);
  return own.join('');
}

const root = mkdtempSync(join(tmpdir(), 'verifying-'));
afterAll(() => rmSync(root, { recursive: true }));
const KINDS = ['RS256', 'ES256'] as const;
let count = 0;

const pemOf = async (signer: Signer) =>
  (await signer.certificates()).map((der) => new X509Certificate(der).toString()).join('');

const TOOLS = ['bash', 'openssl', 'pdfsig', 'unzip', 'sha256sum'].every(hasTool);

describe.skipIf(!TOOLS).each(KINDS)('a stranger with docs/verifying.md (%s)', (algorithm) => {
  const given = join(root, algorithm);
  /** Nobody's: what a forger has. */
  let foreign = '';

  beforeAll(async () => {
    mkdirSync(given);
    const at = await bench(algorithm);
    const { path } = await assembled(at);
    copyFileSync(path, join(given, 'package.zip'));
    spawnSync('unzip', ['-qj', path, 'letter.pdf', 'receipt.*', '-d', given]);
    const mail = await buildNotice(at.signer, {
      messageId: 'KJ-7F3K2-9QXM4.answered@example.jp',
      from: { name: '例示株式会社', address: 'privacy@example.jp' },
      to: 'someone@example.org',
      subject: 'ご請求への回答',
      ...{ text: '回答の準備ができました。', html: '<p>回答の準備ができました。</p>' },
      date: new Date().toISOString(),
    });
    writeFileSync(join(given, 'mail.eml'), mail);
    const newer = await createSigner({
      ...{ dir: join(at.directory, 'newer'), organisation: 'Newer', email: 'a@example.jp' },
      ...{ algorithm: 'ES256', clock: { now: () => new Date() } },
    });
    // The key has been replaced since: the one that signs now stands first.
    writeFileSync(join(given, 'certificates.pem'), (await pemOf(newer)) + (await pemOf(at.signer)));
    foreign = await pemOf(newer);
    await at.close();
  });

  /** Carries the commands out as they stand, after `change` has been at the files. */
  function follows(subject: Subject, change: (at: (name: string) => string) => void = () => {}) {
    const place = join(root, `${algorithm}-${++count}`);
    cpSync(given, place, { recursive: true });
    change((name) => join(place, name));
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['-e', '-o', 'pipefail', '-c', commandsOf(subject)],
      { cwd: place, encoding: 'utf8', env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } },
    );
    return { passed: status === 0, said: stdout + stderr };
  }

  const changedAt = (path: string, where: string | number) => {
    const bytes = readFileSync(path);
    const at = typeof where === 'number' ? where : bytes.indexOf(where);
    expect(at).toBeGreaterThan(0);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  };
  const unknownSigner = (at: (name: string) => string) =>
    writeFileSync(at('certificates.pem'), foreign);

  it('sees every certificate', () => {
    const { passed, said } = follows('certificates');
    expect(passed, said).toBe(true);
    expect(said).toMatch(/fingerprint=([0-9A-F]{2}:){31}[0-9A-F]{2}/i);
    expect(said.match(/^subject=/gm)).toHaveLength(3);
  });

  it('proves a package genuine', () => {
    const { passed, said } = follows('package');
    expect(passed, said).toBe(true);
    expect(said).toContain('CMS Verification successful');
    expect(said).toMatch(/"issuedAt": "20/);
  });

  it.each([
    ['a changed row', (at: (name: string) => string) => changedAt(at('package.zip'), 'Ana ')],
    [
      'a changed list',
      (at: (name: string) => string) => changedAt(at('package.zip'), 'kaiji-package/1'),
    ],
    [
      'an added file',
      (at: (name: string) => string) => {
        writeFileSync(at('more.txt'), 'more');
        expect(
          spawnSync('zip', ['-q', at('package.zip'), 'more.txt'], { cwd: at('.') }).status,
        ).toBe(0);
      },
    ],
    ['another signer', unknownSigner],
  ] as const)('finds a package false by %s', (name, change) => {
    if (name === 'an added file' && !hasTool('zip')) return;
    expect(follows('package', change).passed).toBe(false);
  });

  it('proves a letter genuine, and finds it false', () => {
    const { passed, said } = follows('letter');
    expect(passed, said).toBe(true);
    expect(said).toContain('Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain('CAdES Verification successful');

    const forged = follows('letter', (at) => changedAt(at('letter.pdf'), 900));
    expect(forged.said).not.toContain('Signature is Valid.');
    expect(forged.passed).toBe(false);
    expect(follows('letter', unknownSigner).passed).toBe(false);
    const longer = follows('letter', (at) => {
      const pdf = readFileSync(at('letter.pdf'));
      writeFileSync(at('letter.pdf'), Buffer.concat([pdf, Buffer.from('\n%more\n%%EOF\n')]));
    });
    expect(longer.said).not.toContain('Total document signed');
  });

  it('proves a receipt genuine, and finds it false', () => {
    const { passed, said } = follows('receipt');
    expect(passed, said).toBe(true);
    const [named, counted] = said.match(/[0-9a-f]{64}/g) ?? [];
    expect(named).toBe(counted);
    expect(follows('receipt', (at) => changedAt(at('receipt.json'), 'partial')).passed).toBe(false);
    expect(follows('receipt', unknownSigner).passed).toBe(false);
  });

  it('proves a mail genuine, and finds it false', () => {
    const { passed, said } = follows('mail');
    expect(passed, said).toBe(true);
    expect(said).toContain('CMS Verification successful');
    const body = Buffer.from('回答の準備').toString('base64').slice(0, 12);
    expect(follows('mail', (at) => changedAt(at('mail.eml'), body)).passed).toBe(false);
    expect(follows('mail', unknownSigner).passed).toBe(false);
  });
});
