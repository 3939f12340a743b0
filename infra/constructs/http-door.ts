/** The API behind the edge. Made before the functions, who are told the edge's address; its routes are made after them. */
import { Stack } from 'aws-cdk-lib';
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
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { removalOf } from './removal.ts';

/** Far above what a company of a million customers gets; below what would cost a day's money in an hour. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 };

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
      description: `${deployment.name}: portal, console and webhooks, behind the edge`,
      createDefaultStage: false,
    });
    this.host = `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
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

  /** @param path `undefined`: whatever no other route takes */
  route(path: string | undefined, handler: IFunction, method = HttpMethod.ANY): void {
    const id = path ?? 'Default';
    new HttpRoute(this, id, {
      httpApi: this.api,
      routeKey: path === undefined ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path, method),
      integration: new HttpLambdaIntegration(`${id}-integration`, handler),
    });
  }
}
