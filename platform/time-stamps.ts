/** Time stamps from an authority on the web (RFC 3161 over HTTP). */
import { randomBytes } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { NoTimeStamp, type TimeStamps } from './ports.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const MAX_REPLY = 64 << 10;
const TRIES = 2;

/** @param patience milliseconds for each of two tries */
export function timeStampsFrom(url: string, patience = 5_000): TimeStamps {
  return {
    async stamp(digest) {
      for (let attempt = 1; ; attempt += 1)
        try {
          return await ask(url, digest, patience);
        } catch (cause) {
          if (attempt < TRIES) continue;
          if (cause instanceof NoTimeStamp) throw cause;
          throw new NoTimeStamp(`the authority did not answer: ${reasonOf(cause)}`, { cause });
        }
    },
  };
}

async function ask(url: string, digest: Uint8Array, patience: number): Promise<Uint8Array> {
  const nonce = new Uint8Array([0x40, ...randomBytes(8)]);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: requestFor(digest, nonce),
    signal: AbortSignal.timeout(patience),
  });
  if (!response.ok) throw new NoTimeStamp(`the authority answered with status ${response.status}`);
  return tokenIn(await bounded(response), digest, nonce);
}

function requestFor(digest: Uint8Array, nonce: Uint8Array): ArrayBuffer {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({
        algorithmId: SHA256,
        algorithmParams: new asn1.Null(),
      }),
      hashedMessage: new asn1.OctetString({ valueHex: new Uint8Array(digest).buffer }),
    }),
    nonce: new asn1.Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  });
  return request.toSchema().toBER();
}

async function bounded(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_REPLY) throw new NoTimeStamp('the authority answered with far too much');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** What the authority signed is for whoever checks the letter; that it is for this signature, for us. */
function tokenIn(
  reply: Uint8Array<ArrayBuffer>,
  digest: Uint8Array,
  nonce: Uint8Array,
): Uint8Array {
  const { status, token, info } = read(reply);
  if (status > 1) throw new NoTimeStamp(`the authority refused, with PKI status ${status}`);
  if (token === undefined || info === undefined)
    throw new NoTimeStamp('the authority granted a stamp, and sent none');
  const imprint = new Uint8Array(info.messageImprint.hashedMessage.valueBlock.valueHexView);
  const echoed = info.nonce?.valueBlock.valueHexView ?? new Uint8Array();
  if (!Buffer.from(imprint).equals(digest) || !Buffer.from(echoed).equals(nonce))
    throw new NoTimeStamp('the authority stamped something else');
  return new Uint8Array(token.toSchema().toBER());
}

function read(reply: Uint8Array<ArrayBuffer>): {
  status: number;
  token?: pkijs.ContentInfo;
  info?: pkijs.TSTInfo;
} {
  try {
    const { status, timeStampToken: token } = pkijs.TimeStampResp.fromBER(reply);
    if (token === undefined) return { status: status.status };
    const { eContentType, eContent } = new pkijs.SignedData({ schema: token.content })
      .encapContentInfo;
    if (eContentType !== TST_INFO || eContent === undefined) return { status: status.status };
    const info = pkijs.TSTInfo.fromBER(eContent.getValue());
    return { status: status.status, token, info };
  } catch (cause) {
    throw new NoTimeStamp('the authority answered with something that is no stamp', { cause });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'it failed';
}
