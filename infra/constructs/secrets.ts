/** What only Secrets Manager holds. Those that come from outside begin empty: docs/deploying.md says how they are filled. */

import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SecretValue } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { except } from './exceptions.ts';
import { removalOf } from './removal.ts';

interface SecretsProps {
  deployment: Deployment;
  key: IKey;
}

export class Secrets extends Construct {
  /** `{"secretKey": "sk_…", "webhookSecret": "whsec_…"}` */
  readonly stripe: Secret;
  /** A JSON object of the settings that the data map names. */
  readonly stores: Secret;
  /** What the company's own sites prove themselves with. */
  readonly service: Secret;
  /** What the edge proves itself with to the functions behind it. */
  readonly edgeWord: Secret;

  constructor(scope: Construct, id: string, { deployment: { flavour }, key }: SecretsProps) {
    super(scope, id);
    except(
      this,
      'They come from outside, or are changed on both sides at once: docs/deploying.md.',
      {
        nag: ['SMG4'],
      },
    );
    const common = { encryptionKey: key, removalPolicy: removalOf(flavour) };
    const empty = SecretValue.unsafePlainText('{}');
    const word = { passwordLength: 48, excludePunctuation: true };
    this.stripe = new Secret(this, 'Stripe', {
      ...common,
      description: 'Kaiji: Stripe, {"secretKey": "sk_…", "webhookSecret": "whsec_…"}',
      secretStringValue: empty,
    });
    this.stores = new Secret(this, 'Stores', {
      ...common,
      description: 'Kaiji: the settings that the data map names, a JSON object of texts',
      secretStringValue: empty,
    });
    this.service = new Secret(this, 'Service', {
      ...common,
      description: "Kaiji: the company's own sites prove themselves with it (L-23 to L-25)",
      generateSecretString: word,
    });
    this.edgeWord = new Secret(this, 'EdgeWord', {
      ...common,
      description: 'Kaiji: the edge proves itself with it',
      generateSecretString: word,
    });
  }
}
