/**
 * What identifies a person, and when two ways of writing it mean the same. A
 * strong identifier is one person's alone and finds rows by itself; a weak one is
 * shared by families and namesakes and only ever counts in combination.
 */
import { z } from 'zod';
import { normalDate, normalEmail, normalName, normalPhone, plain } from './normal.ts';
import { normalAddress, normalOrganisation } from './normal-address.ts';

export const IdentityKind = z.enum([
  'email',
  'account',
  'line-id',
  'phone',
  'name',
  'date-of-birth',
  'address',
  'school',
  'employer',
]);
export type IdentityKind = z.infer<typeof IdentityKind>;

/** Those that a data map may declare unique. Anything else is weak, whatever the map says. */
export const UniqueKind = IdentityKind.extract(['email', 'account', 'line-id']);
/** Those by which rows may be looked up; the others only confirm (L-10). */
export const ReachKind = IdentityKind.extract([
  'email',
  'account',
  'line-id',
  'phone',
  'name',
  'date-of-birth',
]);

/** What is known of a person: every way it was written, as written. */
export const Identity = z.partialRecord(IdentityKind, z.array(z.string().min(1)));
export type Identity = z.infer<typeof Identity>;

const normalForms: Record<IdentityKind, (text: string) => string> = {
  email: normalEmail,
  account: plain,
  'line-id': plain,
  phone: normalPhone,
  name: normalName,
  'date-of-birth': normalDate,
  address: normalAddress,
  school: normalOrganisation,
  employer: normalOrganisation,
};

/** Equal people give equal forms. `''` when the text says nothing (a phone without digits). */
export function normalForm(kind: IdentityKind, text: string): string {
  return normalForms[kind](text);
}

/**
 * All normal forms that a row may hold for what the person gave. A name is also
 * taken in its other orders, since 'Emily Tanaka' is stored as 'Tanaka Emily' too.
 */
export function acceptedForms(kind: IdentityKind, given: readonly string[]): string[] {
  const written = kind === 'name' ? given.flatMap(nameOrders) : given;
  const forms = written.map((text) => normalForm(kind, text)).filter((form) => form !== '');
  return [...new Set(forms)];
}

/** Three parts give six orders; more parts are taken as they stand or with the last put first. */
function nameOrders(name: string): string[] {
  const parts = plain(name).split(/[\s,、・]+/u);
  const [first, second, third] = parts;
  if (parts.length === 2) return [`${first} ${second}`, `${second} ${first}`];
  if (parts.length === 3)
    return [
      [first, second, third],
      [first, third, second],
      [second, first, third],
      [second, third, first],
      [third, first, second],
      [third, second, first],
    ].map((order) => order.join(' '));
  return [name, [parts.at(-1), ...parts.slice(0, -1)].join(' ')];
}
