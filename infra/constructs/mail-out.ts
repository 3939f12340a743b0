/** Mail out: what is sent carries this set, so that deliveries, bounces and complaints come back as events. */

import {
  CfnConfigurationSetEventDestination,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

export class MailOut extends Construct {
  readonly set: ConfigurationSet;
  readonly setArn: string;
  /** The domain that SES knows to be the company's; verified before, outside of this stack. */
  readonly identityArn: string;

  /** Whatever the account has verified: domains and, for trying, people's addresses. */
  readonly anyIdentityArn: string;

  constructor(scope: Construct, id: string, { mail }: Deployment) {
    super(scope, id);
    const stack = Stack.of(this);
    this.set = new ConfigurationSet(this, 'Set', {
      // Links to answers travel in these mails.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const arn = (resource: string, resourceName: string) =>
      stack.formatArn({ service: 'ses', resource, resourceName });
    this.setArn = arn('configuration-set', this.set.configurationSetName);
    this.identityArn = arn('identity', mail.domain);
    this.anyIdentityArn = arn('identity', '*');
    new CfnConfigurationSetEventDestination(this, 'Events', {
      configurationSetName: this.set.configurationSetName,
      eventDestination: {
        name: 'bus',
        enabled: true,
        matchingEventTypes: ['send', 'deliveryDelay', 'bounce', 'complaint', 'reject'],
        eventBridgeDestination: {
          eventBusArn: stack.formatArn({
            service: 'events',
            resource: 'event-bus',
            resourceName: 'default',
          }),
        },
      },
    });
  }
}
