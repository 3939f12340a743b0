/** Where a rule of cdk-nag (AwsSolutions) or of cfn-guard (Control Tower) is not for us: said beside the resource, with the reason. */

import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { z } from 'zod';

interface Rules {
  nag?: readonly string[];
  guard?: readonly string[];
}

/** @param construct with all that is in it */
export function except(
  construct: Construct,
  reason: string,
  { nag = [], guard = [] }: Rules,
): void {
  const ids = [
    ...nag.map((rule) => `AwsSolutions::AwsSolutions-${rule}`),
    ...guard.map((rule) => `cdk-validator-cfnguard::${rule}`),
  ];
  for (const id of ids) Validations.of(construct).acknowledge({ id, reason });
}

/** cdk-nag wants each resource with a `*` in it acknowledged by itself. */
export function exceptWildcards(
  construct: Construct,
  reason: string,
  statements: readonly PolicyStatement[],
): void {
  const stack = Stack.of(construct);
  const resources = statements
    .flatMap((statement) => statement.resources)
    .map((resource) => flat(stack.resolve(resource)))
    .filter((resource) => resource.includes('*'));
  except(construct, reason, {
    nag: [...new Set(resources)].map((resource) => `IAM5[Resource::${resource}]`),
  });
}

const Join = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
const GetAtt = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const Ref = z.object({ Ref: z.string() });

/** As cdk-nag writes what CloudFormation puts in. */
function flat(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  const join = Join.safeParse(resolved).data;
  if (join) {
    const [between, parts] = join['Fn::Join'];
    return parts.map(flat).join(between);
  }
  const attribute = GetAtt.safeParse(resolved).data;
  if (attribute) return `<${attribute['Fn::GetAtt'].join('.')}>`;
  return `<${Ref.parse(resolved).Ref}>`;
}
