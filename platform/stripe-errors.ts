/** Stripe's errors in the port's words. Bodies, headers and keys stay behind. */
import Stripe from 'stripe';
import { PaymentsRefused, PaymentsUnavailable } from './ports.ts';

/** What may be known about a failed call: kind, code, status and Stripe's request id. */
class StripeFault extends Error {
  override readonly name = 'StripeFault';
}

export function isInvalidRequest(error: unknown, code?: string): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    (code === undefined || error.code === code)
  );
}

/**
 * Runs `call` and translates what Stripe throws.
 * @throws {PaymentsUnavailable} for network trouble, 409 (the same key is being worked on), 429, 5xx
 * @throws {PaymentsRefused} for everything else that Stripe answered
 */
export async function translated<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const cause = faultOf(error);
    throw mayPass(error)
      ? new PaymentsUnavailable(`Stripe could not ${what} now`, { cause })
      : new PaymentsRefused(`Stripe refused to ${what}`, { cause });
  }
}

function mayPass(error: Stripe.errors.StripeError): boolean {
  const status = error.statusCode;
  if (error instanceof Stripe.errors.StripeConnectionError) return true;
  // An answer that is not JSON: something between Stripe and us spoke.
  if (status === undefined) return error instanceof Stripe.errors.StripeAPIError;
  return status === 409 || status === 429 || status >= 500;
}

function faultOf(error: Stripe.errors.StripeError): StripeFault {
  const network =
    error.detail instanceof Error && 'code' in error.detail ? error.detail.code : null;
  const facts = [error.type, error.code ?? network, error.param, error.statusCode, error.requestId];
  return new StripeFault(facts.filter((fact) => fact != null).join(' · '));
}
