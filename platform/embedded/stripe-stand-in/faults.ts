/** Refusals in Stripe's shape, as far as our calls can meet them. */
import type { z } from 'zod';

export type RefusalStatus = 400 | 401 | 404;

export class StripeFault extends Error {
  override readonly name = 'StripeFault';
  readonly status: RefusalStatus;
  readonly body: { error: { type: string; message: string; code?: string; param?: string } };

  constructor(
    status: RefusalStatus,
    error: { type: string; message: string; code?: string; param?: string },
  ) {
    super(error.message);
    this.status = status;
    this.body = { error };
  }
}

export function invalid(message: string, code?: string, param?: string): StripeFault {
  return new StripeFault(400, {
    type: 'invalid_request_error',
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  });
}

export function missing(what: string, id: string): StripeFault {
  return new StripeFault(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param: what === 'checkout.session' ? 'session' : what,
  });
}

export function unauthorized(): StripeFault {
  return new StripeFault(401, {
    type: 'invalid_request_error',
    message: 'Invalid API Key provided.',
  });
}

export function keyReused(): StripeFault {
  return new StripeFault(400, {
    type: 'idempotency_error',
    message:
      'Keys for idempotent requests can only be used with the same parameters they were first used with.',
  });
}

/** The first thing wrong with the parameters, as Stripe would name it. */
export function faultOfParameters(error: z.ZodError): StripeFault {
  const [issue] = error.issues;
  const path = [...(issue?.path ?? [])];
  if (issue?.code === 'unrecognized_keys') path.push(issue.keys[0] ?? '');
  const [head = '', ...rest] = path.map(String);
  const param = head + rest.map((part) => `[${part}]`).join('');
  switch (issue?.code) {
    case 'unrecognized_keys':
      return invalid(`Received unknown parameter: ${param}`, 'parameter_unknown', param);
    case 'invalid_type':
      return invalid(`Missing required param: ${param}.`, 'parameter_missing', param);
    default:
      return invalid(`Invalid ${param}: ${issue?.message ?? ''}`, undefined, param);
  }
}
