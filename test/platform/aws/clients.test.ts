/** How the SDK behaves as we set it, against a server that does not. */
import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { expect, it, onTestFinished } from 'vitest';
import { SDK, SDK_ONCE } from '../../../platform/aws/clients.ts';
import { LOCAL } from '../../support/aws-table.ts';
import { jsonService, WireError } from '../../support/aws-wire.ts';

const ask = new DecryptCommand({ CiphertextBlob: Buffer.from('x') });

async function client(settings: typeof SDK | typeof SDK_ONCE, answers: (n: number) => unknown) {
  const seen = { calls: 0 };
  const endpoint = await jsonService({
    Decrypt: () => {
      seen.calls += 1;
      return answers(seen.calls);
    },
  });
  // As in production, but for the patience.
  const requestHandler = { ...settings.requestHandler, requestTimeout: 50 };
  const kms = new KMSClient({ ...LOCAL, ...settings, requestHandler, endpoint });
  onTestFinished(() => kms.destroy());
  return { kms, seen };
}

const silence = () => new Promise(() => {});

it('gives up on a call that is not answered, and asks again', async () => {
  const { kms, seen } = await client(SDK, (n) => (n === 1 ? silence() : { KeyId: 'answered' }));
  expect(await kms.send(ask)).toMatchObject({ KeyId: 'answered' });
  expect(seen.calls).toBe(2);
});

it('asks five times in all, with pauses, and then says what was wrong', async () => {
  const { kms, seen } = await client(SDK, silence);
  await expect(kms.send(ask)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(seen.calls).toBe(5);
});

it('asks once where a repetition would be a second effect', async () => {
  const { kms, seen } = await client(SDK_ONCE, silence);
  await expect(kms.send(ask)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(seen.calls).toBe(1);
});

it('does not ask again what was refused for good', async () => {
  const { kms, seen } = await client(SDK, () => {
    throw new WireError('InvalidCiphertextException', '');
  });
  await expect(kms.send(ask)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  expect(seen.calls).toBe(1);
});
