/** Before the edge: who asks too often or is known for harm is turned away. Lives in us-east-1, as CloudFront wants it. */
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/** A share of the limit for what mails somebody, signs in, or is guessed at. */
const CAREFUL_SHARE = 0.1;
/** Forms whose every sending makes a mail or tries a code. */
export const FORMS = '^/(request|lost-link|permission/|p/[^/]+/answer/(code|enter)|console/sign)';
/** They prove themselves, by a word or a signature: the company's own sites, with all their visitors behind one address, and Stripe. */
export const SERVICES = '^/(signal|webhooks)/';

export class Firewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { edgeLimit, serviceLimit, name }: Deployment) {
    super(scope, id);
    const careful = Math.max(10, Math.floor(edgeLimit * CAREFUL_SHARE));
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'CLOUDFRONT',
      description: `${name}: rates, and addresses known for harm`,
      defaultAction: { allow: {} },
      visibilityConfig: seen(name),
      rules: [
        rate('OneAddress', 0, edgeLimit, {
          notStatement: { statement: matches('uriPath', SERVICES) },
        }),
        rate('FormsOfOneAddress', 1, careful, {
          andStatement: {
            statements: [matches('uriPath', FORMS), matches('method', '^post$')],
          },
        }),
        rate('ServicesOfOneAddress', 2, serviceLimit, matches('uriPath', SERVICES)),
        managed('AWSManagedRulesAmazonIpReputationList', 3),
        managed('AWSManagedRulesKnownBadInputsRuleSet', 4),
      ],
    });
    this.arn = acl.attrArn;
  }
}

function rate(
  name: string,
  priority: number,
  limit: number,
  scopeDownStatement?: CfnWebACL.StatementProperty,
): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: {
        limit,
        evaluationWindowSec: 300,
        aggregateKeyType: 'IP',
        ...(scopeDownStatement && { scopeDownStatement }),
      },
    },
    visibilityConfig: seen(name),
  };
}

/** `/%72equest` and `/x/../request` are `/request` to whoever answers. */
const AS_THE_FUNCTIONS_READ = ['URL_DECODE', 'NORMALIZE_PATH', 'LOWERCASE'];

function matches(part: 'uriPath' | 'method', regexString: string): CfnWebACL.StatementProperty {
  return {
    regexMatchStatement: {
      regexString,
      fieldToMatch: { [part]: {} },
      textTransformations: AS_THE_FUNCTIONS_READ.map((type, priority) => ({ priority, type })),
    },
  };
}

function managed(name: string, priority: number): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
    visibilityConfig: seen(name),
  };
}

const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  // A sample would hold addresses, and paths that lead into cases.
  sampledRequestsEnabled: false,
});
