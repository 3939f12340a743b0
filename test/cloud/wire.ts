/** AWS's JSON calls by hand: for services that only tests speak with, whose clients the product does without. */
const SERVICES = { AWSEvents: 'events', AWSCognitoIdentityProviderService: 'cognito-idp' };

/** Nobody here looks at more of a signature than what it is for. */
export const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

/** @param target as in the header `X-Amz-Target` */
export async function called(
  endpoint: string,
  target: `${keyof typeof SERVICES}.${string}`,
  input: object,
): Promise<void> {
  const [, service] =
    Object.entries(SERVICES).find(([name]) => target.startsWith(`${name}.`)) ?? [];
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      ...signedFor(service ?? ''),
    },
    body: JSON.stringify(input),
  });
  const said = await answer.text();
  if (!answer.ok || /"FailedEntryCount": *[1-9]/.test(said)) throw new Error(`${target}: ${said}`);
}
