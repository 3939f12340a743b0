import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { Keys } from '../../infra/constructs/keys.ts';
import { parseDeployment } from '../../infra/deployment.ts';
import { EXAMPLE, laidOut, PRODUCTION } from '../support/laid-out.ts';

/** The key that signs: its name in the stack, and what it is. */
function signing(changes: Readonly<Record<string, unknown>> = {}) {
  const stack = new Stack(new App(), 'Kaiji');
  new Keys(stack, 'Keys', parseDeployment({ ...EXAMPLE, ...PRODUCTION, ...changes }));
  const found = Object.entries(
    Template.fromStack(stack).findResources('AWS::KMS::Key', {
      Properties: { KeyUsage: 'SIGN_VERIFY' },
    }),
  );
  expect(found).toHaveLength(1);
  return found.map(([id, { Properties }]) => ({ id, spec: Properties.KeySpec }))[0];
}

it('is another key when it signs by another method: KMS changes no key into another kind', () => {
  expect(signing()?.spec).toBe('RSA_3072');
  expect(signing({ signature: 'ES256' })?.spec).toBe('ECC_NIST_P256');
  expect(signing({ signature: 'ES256' })?.id).not.toBe(signing()?.id);
});

it('is another key when its number is raised, and the same as long as it is not', () => {
  expect(signing({ signingKey: 2 })?.id).not.toBe(signing()?.id);
  expect(signing({ signingKey: 1 })?.id).toBe(signing()?.id);
});

it('gets its certificate while it is deployed, which does not wait for an hour when that fails', () => {
  const { kaiji, template } = laidOut({ ...PRODUCTION, signingKey: 2 });
  const [made] = Object.values(template.findResources('Custom::SigningCertificate'));
  const key = z
    .object({ SigningKeyArn: z.object({ Value: z.unknown() }) })
    .parse(template.toJSON().Outputs).SigningKeyArn.Value;
  expect(made?.Properties).toMatchObject({ key, ServiceTimeout: '300' });
  expect(kaiji.resolve(kaiji.watched.functions.get('certify').functionArn)).toEqual(
    made?.Properties.ServiceToken,
  );
});
