/** The state machine: the very JSON that the embedded engine runs, with our functions' ARNs put in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CustomerManagedEncryptionConfiguration,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { ArnFormat, type Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { STEPS, type StepName } from '../../workflows/contract.ts';
import type { Deployment } from '../deployment.ts';
import { except } from './exceptions.ts';
import type { Functions } from './functions.ts';
import { removalOf } from './removal.ts';

const DEFINITION = join(import.meta.dirname, '../../workflows/dsar.asl.json');

/**
 * Known before it is made: the steps that drive it are named in it, and would otherwise wait for it as it waits for them.
 */
export function workflowOf(stack: Stack, { name }: Deployment) {
  const machineName = `${name}-dsar`;
  const arn = (resource: string, resourceName: string) =>
    stack.formatArn({
      service: 'states',
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  return {
    machineName,
    machineArn: arn('stateMachine', machineName),
    executionArns: arn('execution', `${machineName}:*`),
  };
}

const isStep = (name: string): name is StepName => name in STEPS;

interface WorkflowProps {
  deployment: Deployment;
  machineName: string;
  key: IKey;
  functions: Functions;
}

export class Workflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const { deployment, machineName, key, functions } = props;
    const steps = Object.keys(STEPS)
      .filter(isStep)
      .map((name) => ({ name, step: functions.get(name) }));
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: machineName,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(
        JSON.stringify(JSON.parse(readFileSync(DEFINITION, 'utf8'))),
      ),
      definitionSubstitutions: Object.fromEntries(
        steps.map(({ name, step }) => [name, step.functionArn]),
      ),
      role: new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') }),
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(key),
      tracingEnabled: true,
      removalPolicy: removalOf(deployment.flavour),
      logs: {
        destination: new LogGroup(this, 'Log', {
          // The only names for which the policy by which logs are delivered does not grow too long.
          logGroupName: `/aws/vendedlogs/states/${machineName}`,
          retention: deployment.logDays,
          encryptionKey: key,
          removalPolicy: removalOf(deployment.flavour),
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    this.machine.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: steps.map(({ step }) => step.functionArn),
      }),
    );
    except(
      this,
      'Errors are logged; every transition stands in the execution itself for 90 days.',
      {
        nag: ['SF1'],
      },
    );
    except(this, 'Delivery of logs and X-Ray know no resources.', {
      nag: ['IAM5[Resource::*]'],
    });
  }
}
