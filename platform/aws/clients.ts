/**
 * How every client of the AWS SDK behaves, in one place. Throttling, lost connections and faults on the
 * other side are tried again by the SDK, with growing pauses drawn at random (at most 0.1, 0.2, 0.4 s …,
 * when throttled 0.5, 1, 2 s …; its `standard` mode also stops trying when most calls fail). Five attempts of at
 * most eight seconds end before a function's minute does; what is left then is for the workflow's own retry.
 */
const CONNECT_MS = 3_000;
const ANSWER_MS = 5_000;

export const SDK = {
  retryMode: 'standard',
  maxAttempts: 5,
  requestHandler: {
    connectionTimeout: CONNECT_MS,
    requestTimeout: ANSWER_MS,
    // Without it the SDK only warns, and waits on.
    throwOnRequestTimeout: true,
  },
} as const;

/** For calls that no service can tell from their repetition: whoever calls decides whether to try again. */
export const SDK_ONCE = { ...SDK, maxAttempts: 1 } as const;

/** For S3, where an answer may take as long as its bytes do: it is only given up on when nothing comes any more. */
export const SDK_STREAMS = {
  ...SDK,
  requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: 2 * ANSWER_MS },
} as const;
