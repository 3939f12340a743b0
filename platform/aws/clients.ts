/**
 * How every client of the AWS SDK behaves, in one place. Throttling, lost connections and faults on the
 * other side are tried again by the SDK, with growing pauses drawn at random (at most 0.1, 0.2, 0.4 s …,
 * when throttled 0.5, 1, 2 s …; its `standard` mode also stops trying when most calls fail). Five attempts of at
 * most eight seconds end before a function's minute does; what is left then is for the workflow's own retry.
 */
export const SDK = {
  retryMode: 'standard',
  maxAttempts: 5,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000 },
} as const;

/** For calls that no service can tell from their repetition: whoever calls decides whether to try again. */
export const SDK_ONCE = { ...SDK, maxAttempts: 1 } as const;
