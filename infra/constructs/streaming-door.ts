/**
 * A second API behind the edge, for answers: they are of any size, and an HTTP API ends what it passes on after 6 MB. A REST API
 * streams. A function's own URL would, too; but the edge would have to know it before the function knows the edge. Lambda ends a
 * stream after 200 MB; what is longer is asked for from there on by `Range`, as browsers do after a break (ADR 22).
 */

import {
  EndpointType,
  LambdaIntegration,
  ResponseTransferMode,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { FunctionName } from '../../functions/lambda/roster.ts';
import type { Deployment } from '../deployment.ts';
import { except } from './exceptions.ts';
import type { Functions } from './functions.ts';
import { OPEN } from './http-door.ts';

/** What is streamed, and by whom; all else goes to the HTTP API. */
export const STREAMED = {
  '/p/{link}/answer/package': 'downloads',
  '/p/{link}/answer/letter': 'downloads',
  '/console/cases/{id}/evidence/{evidence}': 'console-files',
  '/console/cases/{id}/attachment/{file}': 'console-files',
  '/console/cases/{id}/answer/{file}': 'console-files',
} as const satisfies Record<string, FunctionName>;

/** REST APIs have no stage without a name. */
const STAGE = 'answers';
/** The longest for a stream, and for a function: past 10 MB it comes at 2 MB a second. Left out, it would end after 29 seconds. */
const TIMEOUT = Duration.minutes(15);
const THROTTLE = { throttlingRateLimit: 50, throttlingBurstLimit: 100 };

export class StreamingDoor extends Construct {
  readonly api: RestApi;
  /** As the edge reaches it. */
  readonly host: string;
  readonly path = `/${STAGE}`;

  constructor(scope: Construct, id: string, { name }: Deployment) {
    super(scope, id);
    const { region, urlSuffix } = Stack.of(this);
    this.api = new RestApi(this, 'Api', {
      restApiName: `${name}-streaming-door`,
      description: `${name}: streams answers, behind the edge`,
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
      deployOptions: { stageName: STAGE, ...THROTTLE },
    });
    this.#exceptions();
    this.host = `${this.api.restApiId}.execute-api.${region}.${urlSuffix}`;
  }

  #exceptions(): void {
    except(this, OPEN, {
      nag: ['APIG4', 'COG4'],
      guard: ['lambda_function_public_access_prohibited_check'],
    });
    except(this, 'The firewall stands before the edge; who comes by another way is turned away.', {
      nag: ['APIG3'],
    });
    except(this, 'There are no bodies here; the functions parse what comes.', { nag: ['APIG2'] });
    except(
      this,
      'A trace would hold paths: a link to an answer opens it. The functions trace without.',
      {
        guard: ['api_gw_xray_enabled_check'],
      },
    );
    except(this, 'Needs a role for the whole account; the functions log what was asked for.', {
      nag: ['APIG1', 'APIG6'],
      guard: ['api_gw_v1_execution_logging_enabled_check'],
    });
  }

  lead(functions: Functions): void {
    for (const [path, name] of Object.entries(STREAMED))
      this.api.root.resourceForPath(path).addMethod(
        'GET',
        new LambdaIntegration(functions.get(name), {
          responseTransferMode: ResponseTransferMode.STREAM,
          timeout: TIMEOUT,
          allowTestInvoke: false,
        }),
      );
  }
}
