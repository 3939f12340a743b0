/** Waits until something holds, and says what it saw last when it never does. */
const POLL_MS = 25;
/** Where every step is a call over the wire, suites set more. */
const PATIENCE_MS = Number(process.env.KAIJI_PATIENCE_MS ?? 10_000);

export async function eventually<T>(
  look: () => Promise<T | null | undefined | false>,
  never: () => string,
  timeoutMs = PATIENCE_MS,
): Promise<T> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > until) throw new Error(never());
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
