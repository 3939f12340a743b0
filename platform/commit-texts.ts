/** Commits as their stored texts say: parsed once, frozen through and through. */
import { SealedCommit } from '../core/case/chain.ts';

/** A case at work is read a hundred times; two thousand commits are those of some fifty, in 6 MB. */
const COMMITS_KEPT = 2_000;

export class CommitTexts {
  /** What stored texts say, oldest first. One that was altered is another text. */
  readonly #said = new Map<string, SealedCommit>();

  commitIn(text: string): SealedCommit {
    const known = this.#said.get(text);
    if (known) return known;
    const commit = frozen(SealedCommit.parse(JSON.parse(text)));
    const [oldest] = this.#said.keys();
    if (this.#said.size >= COMMITS_KEPT && oldest !== undefined) this.#said.delete(oldest);
    this.#said.set(text, commit);
    return commit;
  }

  /** For a case whose record is gone: nothing of it stays in memory either. */
  forget(text: string): void {
    this.#said.delete(text);
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
