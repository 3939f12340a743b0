import { describe, expect, it } from 'vitest';
import { AwsWebhookLedger } from '../../platform/aws/webhook-ledger.ts';
import { systemClock } from '../../platform/embedded/clock.ts';
import { SqliteWebhookLedger } from '../../platform/embedded/webhook-ledger.ts';
import type { WebhookLedger } from '../../platform/ports.ts';
import { testTable } from '../support/aws-table.ts';
import { testDatabase } from '../support/data-directory.ts';

function keepsTheContract(make: () => Promise<WebhookLedger>) {
  it('runs the effect of an event once, and that of another', async () => {
    const ledger = await make();
    const ran: string[] = [];
    const once = (id: string) => ledger.once(id, async () => void ran.push(id));
    expect(await once('evt_1')).toBe(true);
    expect(await once('evt_1')).toBe(false);
    expect(await once('evt_2')).toBe(true);
    expect(ran).toEqual(['evt_1', 'evt_2']);
  });

  it('runs an effect again that has failed, and says why it did', async () => {
    const ledger = await make();
    const failing = ledger.once('evt_1', async () => {
      throw new Error('the case was busy');
    });
    await expect(failing).rejects.toThrow('the case was busy');
    expect(await ledger.once('evt_1', async () => {})).toBe(true);
  });
}

describe('WebhookLedger, embedded', () => {
  keepsTheContract(async () => new SqliteWebhookLedger(testDatabase(), systemClock));
});

describe('WebhookLedger, AWS', () => {
  keepsTheContract(async () => new AwsWebhookLedger((await testTable()).table, systemClock));
});
