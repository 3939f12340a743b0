/** Faults of a definition, in words: what is wrong, what was given, what is allowed. */
import type { z } from 'zod';

export class Faults {
  readonly found: string[] = [];

  /** @param place such as `state "Collect"` */
  add(place: string, problem: string): void {
    this.found.push(`${place}: ${problem}`);
  }

  addIssues(place: string, issues: readonly z.core.$ZodIssue[]): void {
    for (const issue of issues) this.add(place, this.inWords(issue));
  }

  readonly inWords = (issue: z.core.$ZodIssue): string => {
    const field = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
    if (issue.code === 'unrecognized_keys')
      return `${field}unknown field${issue.keys.length > 1 ? 's' : ''} ${issue.keys.join(', ')}`;
    const inner = issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message) : [];
    return `${field}${inner.length > 0 ? inner.join(' and ') : issue.message}${given(issue)}`;
  };
}

function given(issue: z.core.$ZodIssue): string {
  return issue.input === undefined ? '' : `; given ${JSON.stringify(issue.input)}`;
}
