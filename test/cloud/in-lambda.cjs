/**
 * Read before each function by MiniStack's runtime for Node: the way to answer bit by bit, which Lambda's has and this one lacks;
 * the way to
 * those services outside that functions address by name, which here stand on this machine; and the folder that they are in.
 */
'use strict';
const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const { Writable } = require('node:stream');

globalThis.awslambda = {
  streamifyResponse: (handler) => async (event, context) => {
    const parts = [];
    const sink = new Writable({
      write(part, _encoding, done) {
        parts.push(Buffer.from(part));
        done();
      },
    });
    const finished = new Promise((resolve, reject) => {
      sink.on('finish', resolve).on('error', reject);
    });
    await handler(event, sink, context);
    await finished;
    const body = Buffer.concat(parts).toString('base64');
    return { statusCode: 200, ...sink.prelude, body, isBase64Encoded: true, streamed: true };
  },
  HttpResponseStream: { from: (sink, prelude) => Object.assign(sink, { prelude }) },
};

/** `{"api.stripe.com": "http://127.0.0.1:…"}` */
const ROUTES = JSON.parse(process.env.KAIJI_CLOUD_ROUTES ?? '{}');
const COGNITO = /^(?:cognito-idp\.[a-z0-9-]+\.amazonaws|.+\.amazoncognito)\.com$/;

const requestOverTls = https.request;
https.request = (...given) => {
  const [options] = given;
  const route = ROUTES[options?.hostname ?? options?.host];
  if (!route) return requestOverTls(...given);
  const { hostname, port } = new URL(route);
  const { agent: _agent, ...others } = options;
  const request = http.request({ ...others, protocol: 'http:', host: hostname, hostname, port });
  // Stripe's client writes once the line is encrypted.
  request.once('socket', (socket) => {
    socket.once('connect', () => socket.emit('secureConnect'));
  });
  return request;
};

/** Where Lambda unpacks a function; here each has a folder of its own. */
const TASK_ROOT = /^\/var\/task(?=\/)/;
const readFileSync = fs.readFileSync;
fs.readFileSync = (path, ...others) =>
  readFileSync(
    typeof path === 'string' ? path.replace(TASK_ROOT, process.env.LAMBDA_TASK_ROOT) : path,
    ...others,
  );
syncBuiltinESMExports();

const fetchAnywhere = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { hostname, pathname, search } = new URL(input instanceof Request ? input.url : input);
  if (!COGNITO.test(hostname)) return fetchAnywhere(input, init);
  return fetchAnywhere(new URL(pathname + search, process.env.AWS_ENDPOINT_URL), init);
};
