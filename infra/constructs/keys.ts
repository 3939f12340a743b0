/** Who may decrypt, sign and tell people apart by a keyed hash: a key of its own for each. */

import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { removalOf } from './removal.ts';

/** A grant would hand a key on past every role; only AWS's own services make them, for what they keep. */
export const NO_GRANTS = new PolicyStatement({
  effect: Effect.DENY,
  principals: [new AnyPrincipal()],
  actions: ['kms:CreateGrant'],
  resources: ['*'],
  conditions: {
    BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' },
  },
});

export class Keys extends Construct {
  /** Wraps each case's data key; without it nothing personal can be read. */
  readonly cases: Key;
  /** Encrypts what AWS keeps for us: table, buckets, queues, logs, secrets. */
  readonly atRest: Key;
  /** Links, look-ups, sessions and codes (HMAC-SHA-256). */
  readonly macs: Key;
  /** Signs letters, mails and manifests. */
  readonly signing: Key;

  constructor(scope: Construct, id: string, { flavour, signature, signingKey }: Deployment) {
    super(scope, id);
    const kept = {
      removalPolicy: removalOf(flavour),
      // The longest: whoever deletes a key by mistake has a month to notice.
      pendingWindow: Duration.days(flavour === 'dev' ? 7 : 30),
    };
    this.cases = new Key(this, 'Cases', {
      ...kept,
      description: 'Kaiji: wraps the data key of each case',
      enableKeyRotation: true,
    });
    this.atRest = new Key(this, 'AtRest', {
      ...kept,
      description: 'Kaiji: table, buckets, queues, logs and secrets',
      enableKeyRotation: true,
    });
    this.macs = new Key(this, 'Macs', {
      ...kept,
      description: 'Kaiji: keyed hashes for links and look-ups',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
    });
    // A key cannot become another kind: under another name it is a new key, and the one before stays as removal.ts says.
    this.signing = new Key(this, `Signing-${signature}-${signingKey}`, {
      ...kept,
      description: 'Kaiji: signs for the organisation',
      keySpec: signature === 'RS256' ? KeySpec.RSA_3072 : KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
    });
    for (const key of [this.cases, this.atRest, this.macs, this.signing])
      key.addToResourcePolicy(NO_GRANTS);
    this.#letInServices();
  }

  /** What writes on its own, for nobody's role: logs, and SES with the mail that it takes in. */
  #letInServices(): void {
    const { account, region, partition } = Stack.of(this);
    this.atRest.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'], // in a key's own policy: this key
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
          },
        },
      }),
    );
    this.atRest.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }
}
