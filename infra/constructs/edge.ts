/** The one door from outside: CloudFront, with a firewall before it and a word of its own for the functions behind it. */

import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import { except } from './exceptions.ts';
import { STREAMED } from './streaming-door.ts';

/** As in `functions/lambda/http.ts`. */
const EDGE_HEADER = 'x-kaiji-edge';

/** Of one answer's beginning, or of a silence within it. */
const ORIGIN_TIMEOUT = Duration.seconds(30);

interface EdgeProps {
  deployment: Deployment;
  /** Of the API behind it. */
  host: string;
  /** Of what streams answers. */
  streaming: { host: string; path: string };
  word: ISecret;
  firewallArn: string;
}

export class Edge extends Construct {
  readonly distribution: Distribution;
  /** Under which browsers reach portal and console, without a slash at its end. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { deployment, host, streaming, word, firewallArn } = props;
    const { portal } = deployment;
    const customHeaders = { [EDGE_HEADER]: word.secretValue.unsafeUnwrap() };
    const passed = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      // Pages are people's own. What may be kept, a style sheet, says so itself, and browsers keep it.
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    };
    const answers = {
      ...passed,
      origin: new HttpOrigin(streaming.host, {
        originPath: streaming.path,
        customHeaders,
        readTimeout: ORIGIN_TIMEOUT,
      }),
    };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `${deployment.name}: portal, console and webhooks`,
      ...(portal && {
        domainNames: [portal.domain],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', portal.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      webAclId: firewallArn,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableLogging: false,
      defaultBehavior: {
        ...passed,
        origin: new HttpOrigin(host, { customHeaders, readTimeout: ORIGIN_TIMEOUT }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
      },
      additionalBehaviors: Object.fromEntries(
        Object.keys(STREAMED).map((path) => [path.replaceAll(/\{\w+\}/g, '*'), answers]),
      ),
    });
    except(
      this,
      'Logs would hold paths, which lead into cases; those of the API behind it do not.',
      {
        nag: ['CFR3'],
        guard: ['cloudfront_access_logs_enabled_check'],
      },
    );
    except(this, 'Wherever people are, they may ask.', { nag: ['CFR1'] });
    except(this, 'There is one origin for each path, and its root is a page.', {
      guard: [
        'cloudfront_origin_failover_enabled_check',
        'cloudfront_default_root_object_configured_check',
      ],
    });
    this.url = `https://${portal?.domain ?? this.distribution.distributionDomainName}`;
  }
}
