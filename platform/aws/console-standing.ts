/** What somebody whom Cognito knows may do here. */
import { type Operator, Role } from '../console-access.ts';
import type { Language } from '../console-page.ts';
import type { Claims } from './cognito.ts';

export type Standing =
  | { kind: 'operator'; operator: Operator }
  /** In none of the groups. */
  | { kind: 'no-group' }
  /** A warning or a name in a log must not go by an address that somebody has only claimed. */
  | { kind: 'unverified' };

/** @param language where Cognito names none of ours */
export function standingOf(claims: Claims, language: Language): Standing {
  const { sub: id, email, email_verified: verified, name, locale } = claims;
  const roles = Role.options.filter((role) => claims['cognito:groups'].includes(role));
  if (roles.length === 0) return { kind: 'no-group' };
  if (email === undefined || !verified) return { kind: 'unverified' };
  return {
    kind: 'operator',
    operator: {
      ...{ id, email, roles },
      name: name?.slice(0, 200) || email,
      language: languageIn(locale) ?? language,
    },
  };
}

const languageIn = (locale = ''): Language | undefined =>
  /^ja\b/i.test(locale) ? 'ja' : /^en\b/i.test(locale) ? 'en' : undefined;
