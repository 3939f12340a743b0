/**
 * What stands between functions and the services of AWS on this machine: every call is read, held against what its caller may
 * do, written down, and only then handed on. Who calls is told by the access key, which is the function's name.
 */
import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { listening } from './aws-table.ts';
import { capacityOf, type Units, withCapacity } from './lambda-capacity.ts';

export const SERVICES = ['DYNAMODB', 'KMS', 'S3', 'SES', 'SFN', 'SECRETS_MANAGER'] as const;
export type Service = (typeof SERVICES)[number];

export interface Call {
  /** A function's name; `outside` for browsers. */
  by: string;
  service: Service;
  /** As AWS calls it: `PutItem`, `GetObject`. */
  operation: string;
  /** What it is done to: an item's key, an object's, a key's id. */
  to: string;
  /** DynamoDB's: what IAM calls the leading key, and where it is one of an index. */
  leads?: { partition: string; index?: string | undefined };
  /** DynamoDB's. */
  units?: Units;
}

export interface Wire {
  calls: Call[];
  endpoints: Record<Service, string>;
  /** When set: the words with which a service refuses this call, whoever makes it. */
  fault: ((call: Call) => string | null) | null;
}

/** @param may `false` is answered as AWS answers whoever may not */
export async function wireTo(
  targets: Record<Service, string>,
  may: (call: Call) => boolean,
): Promise<Wire> {
  const wire: Wire = { calls: [], endpoints: { ...targets }, fault: null };
  for (const service of SERVICES)
    wire.endpoints[service] = await between(service, targets[service], (call) => {
      wire.calls.push(call);
      return may(call) ? (wire.fault?.(call) ?? null) : 'not authorized';
    });
  return wire;
}

async function between(
  service: Service,
  target: string,
  refused: (call: Call) => string | null,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const sent = await buffer(request);
    const { method = 'GET', url = '/', headers } = request;
    const call = callOf(service, { method, url, headers, body: sent });
    const refusal = refused(call);
    if (refusal !== null) {
      const { headers, body } = REFUSAL[service];
      response.writeHead(403, headers).end(body(refusal));
      return;
    }
    const body = service === 'DYNAMODB' ? withCapacity(sent) : sent;
    const { 'transfer-encoding': _, ...rest } = headers;
    const onward = { ...rest, 'content-length': String(body.length) };
    const asked = forward(new URL(url, target), { method, headers: onward }, async (answer) => {
      if (service !== 'DYNAMODB') {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      }
      const said = await buffer(answer);
      const units = capacityOf(call.operation, sent, said);
      if (units) call.units = units;
      response.writeHead(answer.statusCode ?? 502, answer.headers).end(said);
    });
    asked.on('error', () => response.destroy());
    asked.end(body);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return listening(server);
}

interface Sent {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function callOf(service: Service, sent: Sent): Call {
  const by = /Credential=([^/]+)\//.exec(sent.headers.authorization ?? '')?.[1] ?? 'outside';
  if (service === 'S3') return { service, ...objectCall(sent), by: formOf(sent)?.by ?? by };
  if (service === 'SES')
    return { by, service, operation: formIn(sent.body).get('Action') ?? '', to: '' };
  const operation = String(sent.headers['x-amz-target']).split('.').at(-1) ?? '';
  const input: unknown = JSON.parse(sent.body.toString('utf8'));
  if (service === 'DYNAMODB')
    return { by, service, operation, to: itemIn(input), leads: leadingKeyIn(input) };
  const to = Named.parse(input).find(Boolean) ?? '';
  return { by, service, operation, to };
}

const Named = z
  .object({ KeyId: z.string(), SecretId: z.string() })
  .partial()
  .transform(({ KeyId, SecretId }) => [KeyId, SecretId]);

const formIn = (body: Buffer) => new URLSearchParams(body.toString('utf8'));

/** `<partition> <sort>`; of a query what it asks for, with the index before it. */
function itemIn(input: unknown): string {
  const { Key, Item, IndexName, ExpressionAttributeValues: values = {} } = Input.parse(input);
  const one = Key ?? Item;
  if (one) return `${one.pk.S} ${one.sk.S}`;
  const asked = Object.values(values).map((value) => value.S ?? '');
  return [IndexName, ...asked].filter(Boolean).join(' ');
}

/** @param input of a call to DynamoDB */
export function leadingKeyIn(input: unknown): { partition: string; index?: string | undefined } {
  const asked = Input.parse(input);
  const one = asked.Key ?? asked.Item;
  if (one) return { partition: one.pk.S };
  // A query names its partition first.
  const [, value = ''] = /^#?\w+ = (:\w+)/.exec(asked.KeyConditionExpression ?? '') ?? [];
  const partition = asked.ExpressionAttributeValues?.[value]?.S ?? '';
  return { partition, index: asked.IndexName };
}
const Text = z.object({ S: z.string() });
const Place = z.object({ pk: Text, sk: Text });
const Input = z.object({
  Key: Place.optional(),
  Item: Place.optional(),
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeValues: z.record(z.string(), Text.partial()).optional(),
});

function objectCall(sent: Sent): { operation: string; to: string } {
  const { pathname, searchParams } = new URL(sent.url, 'http://s3');
  const [, , ...rest] = pathname.split('/').map(decodeURIComponent);
  const key = rest.join('/');
  if (key !== '') return { operation: OBJECT[sent.method] ?? sent.method, to: key };
  const form = formOf(sent);
  if (form) return { operation: 'PutObject', to: form.key };
  return { operation: 'ListBucket', to: searchParams.get('prefix') ?? '' };
}
const OBJECT: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
};

/** A browser's upload acts for whoever has signed its form. */
function formOf({ method, body }: Sent): { by: string; key: string } | null {
  if (method !== 'POST') return null;
  const text = body.toString('latin1');
  const field = (name: string) =>
    new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)`, 'i').exec(text)?.[1] ?? '';
  return { by: field('x-amz-credential').split('/')[0] || 'outside', key: field('key') };
}

const JSON_REFUSAL = {
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: (message: string) => JSON.stringify({ __type: 'AccessDeniedException', message }),
};
const XML = { 'content-type': 'text/xml' };
const REFUSAL: Readonly<
  Record<Service, { headers: Record<string, string>; body: (message: string) => string }>
> = {
  DYNAMODB: JSON_REFUSAL,
  KMS: JSON_REFUSAL,
  SFN: JSON_REFUSAL,
  SECRETS_MANAGER: JSON_REFUSAL,
  S3: {
    headers: XML,
    body: (message) => `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`,
  },
  SES: {
    headers: XML,
    body: (message) =>
      `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
  },
};
