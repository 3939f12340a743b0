import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Certifying, certify } from '../../../functions/lambda/certify.ts';
import { AwsSigner } from '../../../platform/aws/signer.ts';
import { certify as makeKey } from '../../../platform/embedded/certificate.ts';
import { BadSettings } from '../../../platform/settings.ts';
import { authority } from '../../support/authority.ts';
import { testKms } from '../../support/aws-kms.ts';
import { testTable } from '../../support/aws-table.ts';
import { wireServer } from '../../support/aws-wire.ts';

const NOW = new Date('2026-11-22T00:00:00.000Z');
const EMAIL = 'privacy@example.com';

/** As CloudFormation says it. */
const DEPLOYING = {
  StackId: 'arn:stack',
  RequestId: 'request-1',
  LogicalResourceId: 'Certificate',
  ResourceType: 'Custom::Certificate',
  ServiceToken: 'arn:function',
};

async function deployed() {
  const { table } = await testTable();
  const { kms, signing } = await testKms();
  const newKey = async (id: string) => {
    const owner = { name: 'Example', email: EMAIL };
    const made = await makeKey({
      owner,
      algorithm: 'ES256',
      from: NOW,
      serial: Buffer.alloc(16, 7),
    });
    signing.set(id, made.privateKey);
  };
  await newKey('key-1');
  const time = { now: NOW };
  const keys = {
    table,
    kms,
    clock: { now: () => time.now },
    algorithm: 'ES256',
    keyId: 'key-1',
  } as const;
  const parts: Certifying = { keys, email: EMAIL };
  const told: unknown[] = [];
  const url = await wireServer(async ({ method }, body) => {
    told.push({ method, ...z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString())) });
    return { status: 200, type: 'text/plain', body: '' };
  });
  /** As CloudFormation asks. */
  const deploy = (RequestType: string, now: Certifying = parts) =>
    certify(
      {
        ...DEPLOYING,
        RequestType,
        ResponseURL: url,
      },
      () => now,
    );
  const act = async (asked: unknown) => {
    const answer = await certify(asked, () => parts);
    if ('refused' in answer) throw new Error(answer.refused);
    return answer.certificates;
  };
  const list = () => act({ act: 'list' });
  return { parts, keys, signing, newKey, time, told, deploy, list, act, url };
}

describe('the certificate of the key in KMS', () => {
  it('is made by the first deployment, which hears that it is there', async () => {
    const { deploy, told, list, keys } = await deployed();
    await deploy('Create');
    expect(told).toEqual([
      expect.objectContaining({
        method: 'PUT',
        Status: 'SUCCESS',
        StackId: 'arn:stack',
        RequestId: 'request-1',
        LogicalResourceId: 'Certificate',
        PhysicalResourceId: 'certificate',
      }),
    ]);
    expect(await list()).toMatchObject([{ signs: true }]);
    await expect(new AwsSigner(keys).sign(new Uint8Array(32))).resolves.toHaveLength(64);
  });

  it('stays as it is when nothing has changed, and when the deployment is torn down', async () => {
    const { deploy, list } = await deployed();
    await deploy('Create');
    const before = await list();
    await deploy('Update');
    await deploy('Delete');
    expect(await list()).toEqual(before);
  });

  it.each([
    ['another key is to sign', { keyId: 'key-2' }, EMAIL],
    ['mails come from another address', {}, 'else@example.com'],
  ])('is made anew when %s, and the one before stays to be checked by', async (_, key, email) => {
    const { deploy, list, newKey, parts } = await deployed();
    await newKey('key-2');
    await deploy('Create');
    const [before] = await list();
    await deploy('Update', { keys: { ...parts.keys, ...key }, email });
    const [now, past] = await list();
    expect(now?.fingerprint).not.toBe(before?.fingerprint);
    expect(past).toEqual({ ...before, signs: false });
  });

  it('is made anew by the first deployment of its last sixty days, or when somebody asks', async () => {
    const { deploy, list, time, act } = await deployed();
    await deploy('Create');
    time.now = new Date('2031-10-01T00:00:00.000Z');
    await deploy('Update');
    expect(await list()).toHaveLength(2);
    expect(await act({ act: 'certify' })).toHaveLength(3);
  });

  it('can be an authority’s, which no deployment throws away', async () => {
    const { signing, deploy, list, parts, act } = await deployed();
    const given = await authority({ email: EMAIL, from: NOW });
    signing.set('key-1', given.privateKey);
    await act({ act: 'install', pem: given.certificate + given.root });
    const before = await list();
    await deploy('Update', { ...parts, email: 'else@example.com' });
    expect(await list()).toEqual(before);
  });

  it('is refused with what is wrong with it, and nothing changes', async () => {
    const { deploy, list, act } = await deployed();
    await deploy('Create');
    const before = await list();
    const given = await authority({ email: EMAIL, from: NOW });
    const install = (pem: string) => act({ act: 'install', pem });
    await expect(install(given.certificate)).rejects.toThrow('add the authority’s root');
    await expect(install('no certificate')).rejects.toThrow('there is no certificate in it');
    await expect(install(given.certificate + given.root)).rejects.toThrow('not that of key key-1');
    expect(await list()).toEqual(before);
  });

  it('that cannot be made ends the deployment with the name of the fault', async () => {
    const { deploy, told, parts } = await deployed();
    await deploy('Create', { ...parts, keys: { ...parts.keys, keyId: 'key-9' } });
    expect(told).toEqual([
      expect.objectContaining({ Status: 'FAILED', Reason: 'NotFoundException' }),
    ]);
  });

  it('ends the deployment at once when its own settings are wrong, instead of keeping it waiting', async () => {
    const { url, told } = await deployed();
    await certify({ ...DEPLOYING, RequestType: 'Create', ResponseURL: url }, () => {
      throw new BadSettings('KAIJI_SIGNING_KEY: …');
    });
    expect(told).toEqual([expect.objectContaining({ Status: 'FAILED', Reason: 'BadSettings' })]);
  });
});
