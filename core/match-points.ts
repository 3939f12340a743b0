/**
 * How many things a person says of themselves agree with what is held (L-10): two
 * for a reasonable, three for a reasonably high degree of certainty (§7062(b), (c)).
 * Only the number ever leaves, never which: a wrong guess must not teach anything.
 */
import { acceptedForms, type Identity, IdentityKind, normalForm } from './data-map/identity.ts';
import { sameAddress } from './data-map/normal-address.ts';
import type { Row } from './redaction.ts';
import { textsOf } from './traversal.ts';

/** One row with what identifies in it. */
export interface CandidateRow {
  row: Row;
  identities: Partial<Record<IdentityKind, readonly (readonly string[])[]>>;
  /** References it gives or follows, as text: rows that share one are one person's. */
  links: readonly string[];
}

export interface MatchRules {
  /**
   * Whether the e-mail address counts, which the person has confirmed by answering a mail.
   * A company may hold that control of the mailbox is a data point; the safe answer is no.
   */
  countEmail: boolean;
  /** The field whose correction is asked for never counts (L-17). */
  except?: readonly IdentityKind[];
}

/**
 * @param candidates each the rows of one person; rows that may belong to different
 *   people are different candidates, so that two namesakes never add up
 * @returns the number of distinct data points of the best candidate
 */
export function matchPoints(
  claims: Identity,
  candidates: readonly (readonly CandidateRow[])[],
  rules: MatchRules,
): number {
  const counted = IdentityKind.options.filter(
    (kind) => !rules.except?.includes(kind) && (kind !== 'email' || rules.countEmail),
  );
  const accepted = counted.map((kind) => ({
    kind,
    forms: acceptedForms(kind, claims[kind] ?? []),
  }));
  const points = candidates.map((rows) => {
    const matched = accepted.map(({ kind, forms }) => matchingForm(kind, forms, rows));
    // One text given as school and as employer is one thing known, not two.
    return new Set(matched.filter((form) => form !== undefined)).size;
  });
  return Math.max(0, ...points);
}

function matchingForm(
  kind: IdentityKind,
  forms: readonly string[],
  rows: readonly CandidateRow[],
): string | undefined {
  const held = rows.flatMap(({ row, identities }) =>
    (identities[kind] ?? []).flatMap((fields) =>
      textsOf(row, fields).map((text) => normalForm(kind, text)),
    ),
  );
  const same = kind === 'address' ? sameAddress : (one: string, other: string) => one === other;
  return forms.find((form) => held.some((value) => same(form, value)));
}

/**
 * Rows tied by references are one person's. Rows that only share an e-mail address or a
 * name are not tied: a couple with one mailbox must not answer for each other.
 */
export function byPerson(rows: readonly CandidateRow[]): CandidateRow[][] {
  const people: { rows: CandidateRow[]; links: Set<string> }[] = [];
  for (const row of rows) {
    const tied = people.filter(({ links }) => row.links.some((link) => links.has(link)));
    const merged = {
      rows: [...tied.flatMap((person) => person.rows), row],
      links: new Set([...tied.flatMap(({ links }) => [...links]), ...row.links]),
    };
    for (const person of tied) people.splice(people.indexOf(person), 1);
    people.push(merged);
  }
  return people.map((person) => person.rows);
}
