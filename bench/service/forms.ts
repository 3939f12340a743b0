/** Forms as a browser would send them, without what a browser does besides. */
import { randomBytes } from 'node:crypto';
import type { Right } from '../../core/law/rights.ts';

/** @returns the case's number and how long the answer took, ms */
export async function sendForm(
  baseUrl: string,
  form: { residence: 'california' | 'japan'; right: Right; name: string; email: string },
): Promise<{ caseId: string; ms: number }> {
  const { residence, right, name, email } = form;
  const body = new URLSearchParams({
    nonce: randomBytes(24).toString('base64url'),
    ...{ residence, rights: right, name, email },
    language: residence === 'japan' ? 'ja' : 'en',
  });
  const began = performance.now();
  const answer = await fetch(`${baseUrl}/request?residence=${residence}`, {
    method: 'POST',
    body,
    headers: { origin: baseUrl, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });
  await answer.arrayBuffer();
  const ms = performance.now() - began;
  const [caseId] = /KJ-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(answer.headers.get('location') ?? '') ?? [];
  if (answer.status !== 303 || !caseId) throw new Error(`the form was refused: ${answer.status}`);
  return { caseId, ms };
}

let sent = 0;

/** An opt-out of somebody new. */
export function sendOptOut(baseUrl: string): Promise<{ caseId: string; ms: number }> {
  sent += 1;
  const email = `person-${sent}@example.com`;
  return sendForm(baseUrl, {
    residence: 'california',
    right: 'ccpa.opt-out',
    name: `Person ${sent}`,
    email,
  });
}
