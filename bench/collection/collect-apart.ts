/** One collection into an encrypted vault on disk, measured; says its figures as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectStore } from '../../connectors/collect.ts';
import { parseDataMap } from '../../core/data-map.ts';
import { CaseId } from '../../core/ids.ts';
import { planTraversal } from '../../core/traversal.ts';
import { systemClock as clock } from '../../platform/embedded/clock.ts';
import { Database } from '../../platform/embedded/database.ts';
import { EmbeddedKeyring } from '../../platform/embedded/keyring.ts';
import { EmbeddedVault } from '../../platform/embedded/vault.ts';

const words = { en: 'bench', ja: 'bench' };
const map = parseDataMap({
  version: 'bench',
  company: words,
  sources: [{ id: 'use', name: words }],
  purposes: [{ id: 'service', name: words }],
  stores: [
    {
      id: 'bench',
      kind: 'postgres',
      name: words,
      service: 'bench',
      connection: { url: { env: 'BENCH_URL' } },
      collections: [
        {
          id: 'rows',
          name: words,
          source: { table: 'kaiji_bench' },
          fields: [
            { name: 'id', category: 'log' },
            { name: 'email', category: 'email' },
            { name: 'user_id', category: 'account' },
            { name: 'at', category: 'log' },
            { name: 'ip', category: 'ip-address' },
            { name: 'cookie_id', category: 'cookie' },
            { name: 'user_agent', category: 'device' },
            { name: 'path', category: 'log' },
            { name: 'applied', category: 'log' },
            { name: 'ssn', category: 'free-text', withheld: 'social-security-number' },
          ],
          identities: { email: [['email']] },
          reach: [{ by: ['email'] }],
          sources: ['use'],
          purposes: ['service'],
        },
      ],
    },
  ],
});

const directory = mkdtempSync(join(tmpdir(), 'kaiji-bench-vault-'));
const database = new Database(join(directory, 'kaiji.db'));
const keyring = await EmbeddedKeyring.open(database, join(directory, 'master.key'));
const vault = await EmbeddedVault.open({
  database,
  keyring,
  clock,
  directory: join(directory, 'vault'),
  uploadUrl: '',
});
const [plan] = planTraversal(map, ['email']).stores;
if (!plan) throw new Error('nothing is planned');

const started = performance.now();
const finding = await collectStore(
  { vault, clock, environment: { BENCH_URL: process.argv[2] } },
  {
    caseId: CaseId.parse('KJ-BENCH-00000'),
    plan,
    identity: { email: ['busy@example.jp'] },
    keep: 'rows',
  },
);
const seconds = (performance.now() - started) / 1000;
const [{ count: rows = 0, bytes = 0 } = {}] = finding.collections;
database.close();
rmSync(directory, { recursive: true, force: true });
const peakRssMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ rows, bytes, seconds, peakRssMegabytes }));
