import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Firewall, SERVICES } from '../../infra/constructs/firewall.ts';
import { parseDeployment } from '../../infra/deployment.ts';
import { EXAMPLE } from '../support/laid-out.ts';

const Acl = z.object({
  Rules: z.array(z.looseObject({ Name: z.string(), Statement: z.record(z.string(), z.unknown()) })),
});
const Rate = z.object({
  RateBasedStatement: z.looseObject({ Limit: z.number(), ScopeDownStatement: z.unknown() }),
});
const Transformed = z.array(z.object({ Priority: z.number(), Type: z.string() }));

describe('the firewall', () => {
  let template: Template;
  beforeAll(() => {
    const stack = new Stack(new App(), 'Edge');
    new Firewall(stack, 'Firewall', parseDeployment({ ...EXAMPLE, serviceLimit: 50_000 }));
    template = Template.fromStack(stack);
  });
  const rate = (name: string) => {
    const [acl] = Object.values(template.findResources('AWS::WAFv2::WebACL'));
    const rule = Acl.parse(acl?.Properties).Rules.find(({ Name }) => Name === name);
    return Rate.parse(rule?.Statement).RateBasedStatement;
  };

  it('reads a path as whoever answers does, whatever is written for its letters', () => {
    const text = JSON.stringify(template.toJSON());
    const read = [...text.matchAll(/"TextTransformations":(\[.*?\])/g)];
    expect(read.length).toBeGreaterThan(3);
    for (const [, json = ''] of read)
      expect(
        Transformed.parse(JSON.parse(json))
          .toSorted((a, b) => a.Priority - b.Priority)
          .map(({ Type }) => Type),
      ).toEqual(['URL_DECODE', 'NORMALIZE_PATH', 'LOWERCASE']);
  });

  it.each(['/signal/gpc', '/webhooks/stripe'])(
    'lets %s through by a limit of its own: all visitors of a site come from one address',
    (path) => {
      expect(path).toMatch(new RegExp(SERVICES));
      const ofServices = expect.objectContaining({ RegexString: SERVICES });
      expect(rate('OneAddress').ScopeDownStatement).toEqual({
        NotStatement: { Statement: { RegexMatchStatement: ofServices } },
      });
      expect(rate('ServicesOfOneAddress').ScopeDownStatement).toEqual({
        RegexMatchStatement: ofServices,
      });
      expect(rate('ServicesOfOneAddress').Limit).toBe(50_000);
    },
  );

  it('counts what is no service for one address', () => {
    for (const path of ['/request', '/p/abc', '/console/signal/', '/signals'])
      expect(path).not.toMatch(new RegExp(SERVICES));
  });
});
