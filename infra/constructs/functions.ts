/** Every function of the roster: on arm64, bundled, with a role and a log of its own that hold no more than its row says. */

import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  type Code,
  Function as Lambda,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type Duty, type FunctionName, ROSTER } from '../../functions/lambda/roster.ts';
import { except, exceptWildcards } from './exceptions.ts';
import type { Grant, World } from './grant.ts';
import { grantsOf, merged } from './grants.ts';
import { removalOf } from './removal.ts';

interface FunctionsProps {
  world: World;
  /** The bundle of a function. */
  code: (name: FunctionName) => Code;
  /** Told to every function. */
  environment: Readonly<Record<string, string>>;
  /** What single functions get beside their row: what they alone know of. */
  beside: Partial<Record<FunctionName, Partial<Grant>>>;
}

export class Functions extends Construct {
  readonly #all: ReadonlyMap<FunctionName, Lambda>;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    this.#all = new Map(names().map((name) => [name, this.#make(name, ROSTER[name], props)]));
  }

  get(name: FunctionName): Lambda {
    const found = this.#all.get(name);
    if (!found) throw new TypeError(`no function ${name}`);
    return found;
  }

  get all(): ReadonlyMap<FunctionName, Lambda> {
    return this.#all;
  }

  #make(
    name: FunctionName,
    duty: Duty,
    { world, code, environment, beside }: FunctionsProps,
  ): Lambda {
    const { deployment, keys } = world;
    const place = new Construct(this, name);
    const logGroup = new LogGroup(place, 'Log', {
      retention: deployment.logDays,
      encryptionKey: keys.atRest,
      removalPolicy: removalOf(deployment.flavour),
    });
    // Its own log and nothing else: the managed policy for logs would open every log of the account.
    const role = new Role(place, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);
    const grant = merged(grantsOf(duty, world), beside[name] ?? {});
    for (const statement of grant.statements) role.addToPolicy(statement);
    const made = new Lambda(place, 'Function', {
      description: duty.does,
      code: code(name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role,
      logGroup,
      timeout: Duration.seconds(duty.seconds),
      memorySize: duty.memoryMb,
      tracing: Tracing.ACTIVE,
      environment: { ...environment, ...grant.environment },
    });
    exceptWildcards(role, 'Which case it will be is not known; which room is.', grant.statements);
    except(role, 'X-Ray and task tokens know no resources.', { nag: ['IAM5[Resource::*]'] });
    if (duty.needs.includes('finder')) this.#intoTheNetwork(made, world);
    return made;
  }

  /** Whoever reads stores stands where the stores are reached. */
  #intoTheNetwork(made: Lambda, { deployment: { stores } }: World): void {
    if (!stores.network) return;
    const { subnetIds, securityGroupIds } = stores.network;
    made.addToRolePolicy(
      new PolicyStatement({
        actions: [
          'ec2:CreateNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:DeleteNetworkInterface',
          'ec2:AssignPrivateIpAddresses',
          'ec2:UnassignPrivateIpAddresses',
        ],
        // Lambda makes them in the role's name, and they have no name before they are made.
        resources: ['*'],
      }),
    );
    const resource = made.node.defaultChild;
    if (isFunction(resource)) resource.vpcConfig = { subnetIds, securityGroupIds };
  }
}

const isFunction = (resource: unknown): resource is CfnFunction =>
  typeof resource === 'object' && resource !== null && 'vpcConfig' in resource;

const names = (): FunctionName[] =>
  Object.keys(ROSTER).filter((name): name is FunctionName => name in ROSTER);
