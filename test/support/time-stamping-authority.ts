/** A time-stamping authority on the loopback interface: `openssl ts` behind HTTP. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

const CONFIG = `
[req]
distinguished_name = name
x509_extensions = stamping
[name]
[stamping]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
[tsa]
default_tsa = here
[here]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`;

export interface Authority {
  url: string;
  /** PEM, for those who check its tokens. */
  certificateFile: string;
  /** Requests answered so far. */
  asked(): number;
  /** What is answered from now on instead of a stamp; given nothing, stamps again. */
  answerWith(answer?: Answer): void;
  close(): Promise<void>;
}

/** Bytes with status 200, a status, or no answer at all. */
export type Answer = (query: Buffer, stamped: () => Buffer) => Buffer | number | 'nothing';

export async function timeStampingAuthority(): Promise<Authority> {
  const directory = mkdtempSync(join(tmpdir(), 'tsa-'));
  const at = (name: string) => join(directory, name);
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' });
  writeFileSync(at('tsa.cnf'), CONFIG);
  writeFileSync(at('serial'), '01\n');
  openssl(
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', 'key.pem', '-out', 'cert.pem', '-days', '30', '-subj', '/CN=A test authority'],
    ...['-config', 'tsa.cnf'],
  );
  const stamp = (query: Buffer) => {
    writeFileSync(at('query'), query);
    openssl(
      ...['ts', '-reply', '-queryfile', 'query', '-signer', 'cert.pem', '-inkey', 'key.pem'],
      ...['-config', 'tsa.cnf', '-out', 'reply'],
    );
    return readFileSync(at('reply'));
  };
  let answer: Answer = (_query, stamped) => stamped();
  let asked = 0;
  const server = createServer(async (request, response) => {
    const query = await buffer(request);
    asked += 1;
    const given = answer(query, () => stamp(query));
    if (given === 'nothing') return;
    response.writeHead(typeof given === 'number' ? given : 200, {
      'content-type': 'application/timestamp-reply',
    });
    response.end(typeof given === 'number' ? '' : given);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/`,
    certificateFile: at('cert.pem'),
    asked: () => asked,
    answerWith: (given = (_query, stamped) => stamped()) => {
      answer = given;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(directory, { recursive: true });
    },
  };
}
