/** What is watched in the region of the cases: alarms, keys in danger, money, and a dashboard of it all. */
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { Alarms, runbook } from './alarms.ts';
import { dashboard } from './dashboard.ts';
import type { Functions } from './functions.ts';
import { knownAlarms } from './known-alarms.ts';

export interface Watched {
  deployment: Deployment;
  functions: Functions;
  /** Queues that functions work off, by what for. */
  queues: Readonly<Record<string, IQueue>>;
  /** Where lies what could not be done, by what should have been. */
  deadLetters: Readonly<Record<string, IQueue>>;
  machine: StateMachine;
  table: ITable;
  api: IHttpApi;
  /** The API of what is streamed. */
  streaming: RestApi;
  pool: IUserPool;
}

interface ObservabilityProps extends Watched {
  /** Encrypts the topic. */
  key: Key;
  /** Without which cases cannot be read, found, or signed. */
  keys: readonly IKey[];
}

export class Observability extends Construct {
  constructor(scope: Construct, id: string, { key, keys, ...watched }: ObservabilityProps) {
    super(scope, id);
    const { deployment } = watched;
    const alarms = new Alarms(this, 'Alarms', { deployment, key });
    alarms.add(knownAlarms(watched));
    this.#keysInDanger(alarms, keys);
    this.#budget(deployment);
    dashboard(this, watched);
  }

  /** An event, not a metric: CloudTrail must have a trail for it to come. */
  #keysInDanger({ topic }: Alarms, keys: readonly IKey[]): void {
    new Rule(this, 'KeyInDanger', {
      description: `A key is to be deleted or was disabled. ${runbook(KEY_IN_DANGER)}`,
      eventPattern: {
        source: ['aws.kms'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['kms.amazonaws.com'],
          eventName: ['ScheduleKeyDeletion', 'DisableKey'],
          resources: { ARN: keys.map(({ keyArn }) => keyArn) },
        },
      },
      targets: [
        new SnsTopic(topic, {
          message: RuleTargetInput.fromText(
            `A key without which cases cannot be read, found or signed is to be deleted or was disabled. ${runbook(KEY_IN_DANGER)}`,
          ),
        }),
      ],
    });
  }

  /** Of the whole account: by tags it would see nothing until somebody switched them on for billing. */
  #budget({ name, alarms, monthlyBudgetUsd }: Deployment): void {
    const told = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: { notificationType, threshold, comparisonOperator: 'GREATER_THAN' },
      subscribers: [{ subscriptionType: 'EMAIL', address: alarms }],
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `${name}-month`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: [told('FORECASTED', 100), told('ACTUAL', 80)],
    });
  }
}

const KEY_IN_DANGER = 'A key is to be deleted or was disabled';

/** What is told of by other means than an alarm on a metric; the runbook knows them, too. */
export const OTHERWISE_TOLD: readonly string[] = [KEY_IN_DANGER, 'The month becomes expensive'];
