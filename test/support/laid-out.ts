/** Stacks as `npx cdk deploy` would lay them out, but for the bundles: those are one small file. */
import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';
import { z } from 'zod';
import type { FunctionName } from '../../functions/lambda/roster.ts';
import { deploy } from '../../infra/deploy.ts';
import { parseDeployment } from '../../infra/deployment.ts';
import type { Kaiji } from '../../infra/stack.ts';

export const EXAMPLE = z
  .record(z.string(), z.unknown())
  .parse(JSON.parse(readFileSync('deployment.example.json', 'utf8')));
export const { context: CONTEXT } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync('cdk.json', 'utf8')));

export const PRODUCTION = {
  flavour: 'production',
  portal: {
    domain: 'privacy.example.com',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
  },
  timeStamps: 'https://tsa.example.com',
};

export interface LaidOut {
  app: App;
  kaiji: Kaiji;
  template: Template;
  firewall: Template;
}

/** @param changes to the example of a deployment */
export function laidOut(changes: Readonly<Record<string, unknown>> = PRODUCTION): LaidOut {
  // CDK's own look at templates takes ten times as long as making them; checked.test.ts has it look once.
  const app = new App({ context: CONTEXT, builtinCloudFormationValidation: false });
  const kaiji = placed(app, changes);
  const edge = app.node.findChild(`${kaiji.stackName}Firewall`);
  if (!(edge instanceof Stack)) throw new TypeError('the firewall has no stack');
  return { app, kaiji, template: Template.fromStack(kaiji), firewall: Template.fromStack(edge) };
}

export function placed(app: App, changes: Readonly<Record<string, unknown>>): Kaiji {
  const deployment = parseDeployment({ ...EXAMPLE, account: '111122223333', ...changes });
  return deploy(app, deployment, () => Code.fromInline('exports.handler = () => {};'));
}

const List = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const Statement = z.looseObject({
  Effect: z.string(),
  Action: List.pipe(z.array(z.string())),
  Resource: List,
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
export type Statement = z.infer<typeof Statement>;
const Policy = z.looseObject({
  Properties: z.looseObject({
    PolicyDocument: z.object({ Statement: z.array(Statement) }),
    Roles: z.array(z.object({ Ref: z.string() })),
  }),
});
const Lambda = z.looseObject({
  Properties: z.looseObject({
    Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
    Runtime: z.string(),
    Architectures: z.array(z.string()),
  }),
});

/** Of every role. */
export const statementsIn = (template: Template): Statement[] =>
  Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    (policy) => Policy.parse(policy).Properties.PolicyDocument.Statement,
  );

/** A function as the template has it. */
export function functionIn({ kaiji, template }: LaidOut, name: FunctionName) {
  const { 'Fn::GetAtt': id } = z
    .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .parse(kaiji.resolve(kaiji.watched.functions.get(name).functionArn));
  const { Properties: made } = Lambda.parse(template.toJSON().Resources[id[0]]);
  const [role] = made.Role['Fn::GetAtt'];
  const statements = Object.values(template.findResources('AWS::IAM::Policy'))
    .map((policy) => Policy.parse(policy).Properties)
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  return { role, statements, environment: made.Environment.Variables, made };
}

const Join = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
const GetAtt = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const Ref = z.object({ Ref: z.string() });

/** A value of the template as text: what it refers to by the name of the resource, without the hash. */
export function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  const join = Join.safeParse(value).data;
  if (join) return join['Fn::Join'][1].map(plain).join(join['Fn::Join'][0]);
  const attribute = GetAtt.safeParse(value).data;
  if (!attribute) return nameOf(Ref.parse(value).Ref);
  const [id, what] = attribute['Fn::GetAtt'];
  return what === 'Arn' ? nameOf(id) : `${nameOf(id)}.${what}`;
}

const nameOf = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');

/** `<action> <resource>`, one for each that a statement allows. */
export const allowed = (statements: readonly Statement[]): string[] =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((resource) => `${action} ${plain(resource)}`)),
    )
    .toSorted();
