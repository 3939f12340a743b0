/** Waits until something holds, and says what it saw last when it never does. */
const POLL_MS = 25;

export async function eventually<T>(
  look: () => Promise<T | null | undefined | false>,
  never: () => string,
  timeoutMs = 10_000,
): Promise<T> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > until) throw new Error(never());
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
