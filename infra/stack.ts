/** Kaiji on AWS, part by part. What is in a part stands in `constructs/`; what a function may use, in the roster. */

import type { Code } from 'aws-cdk-lib/aws-lambda';
import { CfnOutput, CustomResource, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { FunctionName } from '../functions/lambda/roster.ts';
import { AuditTrail } from './constructs/audit-trail.ts';
import { Buckets } from './constructs/buckets.ts';
import { CaseTable } from './constructs/case-table.ts';
import { Edge } from './constructs/edge.ts';
import { Functions } from './constructs/functions.ts';
import { mayRead } from './constructs/grant.ts';
import { HttpDoor } from './constructs/http-door.ts';
import { Inboxes } from './constructs/inboxes.ts';
import { Keys } from './constructs/keys.ts';
import { MailIn } from './constructs/mail-in.ts';
import { MailOut } from './constructs/mail-out.ts';
import { MalwareScan } from './constructs/malware-scan.ts';
import { Observability, type Watched } from './constructs/observability.ts';
import { Operators } from './constructs/operators.ts';
import { Schedule } from './constructs/schedule.ts';
import { Secrets } from './constructs/secrets.ts';
import { StreamingDoor } from './constructs/streaming-door.ts';
import { Workflow, workflowOf } from './constructs/workflow.ts';
import type { Deployment } from './deployment.ts';

export interface KaijiProps extends StackProps {
  deployment: Deployment;
  /** The bundle of a function. */
  code: (name: FunctionName) => Code;
  firewallArn: string;
}

export class Kaiji extends Stack {
  /** What alarms and the dashboard look at. */
  readonly watched: Watched;

  constructor(scope: Construct, id: string, props: KaijiProps) {
    super(scope, id, props);
    const { deployment, code, firewallArn } = props;

    const keys = new Keys(this, 'Keys', deployment);
    const kept = { deployment, key: keys.atRest };
    const { table } = new CaseTable(this, 'Cases', kept);
    const buckets = new Buckets(this, 'Buckets', kept);
    const secrets = new Secrets(this, 'Secrets', kept);
    const mailOut = new MailOut(this, 'MailOut', deployment);

    const door = new HttpDoor(this, 'Door', kept);
    const streaming = new StreamingDoor(this, 'StreamingDoor', deployment);
    const edge = new Edge(this, 'Edge', {
      deployment,
      host: door.host,
      streaming,
      word: secrets.edgeWord,
      firewallArn,
    });
    const operators = new Operators(this, 'Operators', { deployment, baseUrl: edge.url });

    const { machineName, ...workflow } = workflowOf(this, deployment);
    const behindEdge = {
      environment: { KAIJI_EDGE_WORD: secrets.edgeWord.secretValue.unsafeUnwrap() },
    };
    const functions = new Functions(this, 'Functions', {
      code,
      world: {
        deployment,
        keys,
        table,
        vault: buckets.vault,
        mail: buckets.mail,
        audit: buckets.audit,
        secrets,
        mailOut,
        workflow,
        signIn: operators.environment,
      },
      environment: {
        KAIJI_BASE_URL: edge.url,
        POWERTOOLS_SERVICE_NAME: deployment.name,
        KAIJI_CONTACT_ADDRESS: deployment.mail.contact,
        KAIJI_FROM_ADDRESS: deployment.mail.from,
        KAIJI_THIRD_PARTIES: JSON.stringify(deployment.mail.thirdParties),
      },
      beside: {
        portal: behindEdge,
        downloads: behindEdge,
        console: behindEdge,
        'console-files': behindEdge,
        stripe: behindEdge,
        services: {
          statements: mayRead(secrets.service, keys.atRest),
          environment: {
            ...behindEdge.environment,
            KAIJI_SERVICE_SECRET: secrets.service.secretArn,
          },
        },
      },
    });

    const { machine } = new Workflow(this, 'Workflow', { ...kept, machineName, functions });

    door.lead(functions);
    streaming.lead(functions);

    const inboxes = new Inboxes(this, 'Inboxes', { ...kept, buckets, mailOut, functions });
    const { ruleSet } = new MailIn(this, 'MailIn', { deployment, bucket: buckets.mail });
    new MalwareScan(this, 'MalwareScan', { bucket: buckets.vault, key: keys.atRest });

    // By the key itself, unless one that fits stands already (functions/lambda/certify.ts).
    new CustomResource(this, 'Certificate', {
      resourceType: 'Custom::SigningCertificate',
      serviceToken: functions.get('certify').functionArn,
      // It answers within seconds, or never: CloudFormation would wait for an hour.
      serviceTimeout: Duration.minutes(5),
      properties: { key: keys.signing.keyArn, email: deployment.mail.from },
    });

    const schedule = new Schedule(this, 'Schedule', { ...kept, functions });

    const writer = functions.get('audit');
    const trail = new AuditTrail(this, 'AuditTrail', { ...kept, table, writer });

    this.watched = {
      ...{ deployment, functions, table, machine },
      queues: inboxes.queues,
      deadLetters: {
        ...inboxes.deadLetters,
        ...schedule.deadLetters,
        audit: trail.deadLetters,
      },
      api: door.api,
      streaming: streaming.api,
      pool: operators.pool,
    };
    new Observability(this, 'Observability', {
      ...this.watched,
      key: keys.atRest,
      keys: [keys.cases, keys.atRest, keys.macs, keys.signing],
    });

    const outputs = {
      PortalUrl: edge.url,
      ConsoleUrl: `${edge.url}/console`,
      ApiEndpoint: door.api.apiEndpoint,
      DistributionDomain: edge.distribution.distributionDomainName,
      TableName: table.tableName,
      VaultBucket: buckets.vault.bucketName,
      AuditBucket: buckets.audit.bucketName,
      MailBucket: buckets.mail.bucketName,
      StateMachineArn: machine.stateMachineArn,
      DataKeyArn: keys.cases.keyArn,
      MacKeyArn: keys.macs.keyArn,
      SigningKeyArn: keys.signing.keyArn,
      CertifyFunction: functions.get('certify').functionName,
      StripeSecretArn: secrets.stripe.secretArn,
      StoresSecretArn: secrets.stores.secretArn,
      ServiceSecretArn: secrets.service.secretArn,
      EdgeWordSecretArn: secrets.edgeWord.secretArn,
      UserPoolId: operators.pool.userPoolId,
      UserPoolClientId: operators.client.userPoolClientId,
      SignInDomain: operators.signIn.baseUrl(),
      MailRuleSet: ruleSet.receiptRuleSetName,
      MailMx: `10 inbound-smtp.${this.region}.amazonaws.com`,
      MailEvents: mailOut.set.configurationSetName,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
