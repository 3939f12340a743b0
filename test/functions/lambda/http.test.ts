import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { EDGE_HEADER, http, streamed } from '../../../functions/lambda/http.ts';
import { House } from '../../../platform/aws/house.ts';
import { printed } from '../../support/printed.ts';

const WORD = 'the word of the edge';
const SAYS = 'no row for hanako@example.com';
const house = new House({ KAIJI_EDGE_WORD: WORD }, { now: () => new Date() });
const asked = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/file',
  rawQueryString: '',
  headers: { [EDGE_HEADER]: WORD },
  requestContext: { domainName: 'example.com', http: { method: 'GET', path: '/file' } },
  isBase64Encoded: false,
};
const Handler = z.custom<(...given: unknown[]) => Promise<unknown>>(
  (value) => typeof value === 'function',
);

/** What Lambda's runtime gives functions that stream. */
function runtime(): void {
  vi.stubGlobal('awslambda', {
    streamifyResponse: (handler: unknown) => handler,
    HttpResponseStream: { from: (body: unknown) => body },
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
}

it('an answer that breaks off on its way is told of by the name of its error alone', async () => {
  runtime();
  const lines = printed();
  const broken = ReadableStream.from(
    (async function* () {
      yield new TextEncoder().encode('begun');
      throw new TypeError(SAYS);
    })(),
  );
  const handler = Handler.parse(
    streamed('downloads', () => ({ house, app: { fetch: () => new Response(broken) } })),
  );
  const body = new PassThrough();
  const taken = text(body).catch(() => 'broken off');
  await handler(asked, body, {}).catch(() => undefined);
  await taken;
  expect(lines().join()).toContain('"function":"downloads","error":"TypeError"');
  expect(lines().join()).not.toContain('hanako');
});

it('a door that cannot be opened says which setting is wrong, to the log and not to the visitor', async () => {
  runtime();
  const lines = printed();
  const unset = new House({}, { now: () => new Date() });
  const door = () => ({ house: unset, app: { fetch: () => new Response('never') } });
  const body = new PassThrough();
  const taken = text(body);
  await Handler.parse(streamed('downloads', door))(asked, body, {});
  expect(await taken).not.toContain('KAIJI_EDGE_WORD');
  await expect(Handler.parse(http('portal', door))(asked)).rejects.toThrow('portal failed');
  const told = lines().filter((line) => line.includes('KAIJI_EDGE_WORD'));
  expect(told).toHaveLength(2);
});
