/** The stacks of one deployment. */
import type { App } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import { EdgeObservability } from './constructs/edge-observability.ts';
import { except } from './constructs/exceptions.ts';
import { Firewall } from './constructs/firewall.ts';
import type { Deployment } from './deployment.ts';
import { Kaiji, type KaijiProps } from './stack.ts';

/** Where CloudFront looks for everything that it asks. */
const OF_CLOUDFRONT = 'us-east-1';

export function deploy(app: App, deployment: Deployment, code: KaijiProps['code']): Kaiji {
  const { name, region, flavour } = deployment;
  const account = deployment.account ?? process.env.CDK_DEFAULT_ACCOUNT;
  const props = {
    crossRegionReferences: region !== OF_CLOUDFRONT,
    terminationProtection: flavour === 'production',
    tags: { application: name },
  };
  const edge = new Stack(app, `${name}Firewall`, {
    ...props,
    env: { account, region: OF_CLOUDFRONT },
    description: 'Kaiji: the firewall before the edge',
  });
  const { arn: firewallArn } = new Firewall(edge, 'Firewall', deployment);
  new EdgeObservability(edge, 'Observability', deployment);
  const kaiji = new Kaiji(app, name, {
    ...props,
    env: { account, region },
    description: 'Kaiji carries privacy requests from their arrival to a signed answer',
    deployment,
    code,
    firewallArn,
  });
  for (const stack of [edge, kaiji])
    except(stack, 'They reach AWS, Stripe and stores; what a network hides, see deployment.json.', {
      guard: ['lambda_inside_vpc_check'],
    });
  return kaiji;
}
