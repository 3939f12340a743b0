/** The API behind the edge. Made before the functions, who are told the edge's address; its routes are made after them. */

import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/lambda/roster.ts';
import type { Deployment } from '../deployment.ts';
import { except } from './exceptions.ts';
import type { Functions } from './functions.ts';
import { removalOf } from './removal.ts';

/** Who answers what; `$default` is all else. What is streamed never comes this way. */
const ROUTES = {
  $default: 'portal',
  '/console': 'console',
  '/console/{proxy+}': 'console',
  '/webhooks/stripe': 'stripe',
  '/signal/{proxy+}': 'services',
} as const satisfies Record<string, FunctionName>;

/** Far above what a company of a million customers gets; below what would cost a day's money in an hour. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 };

/** Why nobody is asked for a token here. */
export const OPEN =
  'Functions let in what comes by the edge, and ask by themselves: for links, signatures, sessions of the console.';

interface HttpDoorProps {
  deployment: Deployment;
  key: IKey;
}

export class HttpDoor extends Construct {
  readonly api: HttpApi;
  /** As the edge reaches it. */
  readonly host: string;

  constructor(scope: Construct, id: string, { deployment, key }: HttpDoorProps) {
    super(scope, id);
    const { region, urlSuffix } = Stack.of(this);
    this.api = new HttpApi(this, 'Api', {
      apiName: `${deployment.name}-door`,
      description: `${deployment.name}: portal, console and webhooks, behind the edge`,
      createDefaultStage: false,
    });
    this.host = `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
    except(this, OPEN, {
      nag: ['APIG4'],
      guard: [
        'api_gw_v2_authorization_type_configured_check',
        // Each permission names this API as its source.
        'lambda_function_public_access_prohibited_check',
      ],
    });
    const log = new LogGroup(this, 'Log', {
      retention: deployment.logDays,
      encryptionKey: key,
      removalPolicy: removalOf(deployment.flavour),
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        // Which route, and not which path: paths lead into cases, and addresses are people's.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            time: '$context.requestTime',
            route: '$context.routeKey',
            status: '$context.status',
            ms: '$context.responseLatency',
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
  }

  lead(functions: Functions): void {
    for (const [route, name] of Object.entries(ROUTES))
      new HttpRoute(this, route, {
        httpApi: this.api,
        routeKey: keyOf(route),
        integration: new HttpLambdaIntegration(`${name} of ${route}`, functions.get(name)),
      });
  }
}

function keyOf(route: string): HttpRouteKey {
  if (route === '$default') return HttpRouteKey.DEFAULT;
  return HttpRouteKey.with(route, HttpMethod.ANY);
}
