/**
 * Which version of the policy and of these rules a request falls under (L-34, P-10): those in force
 * on the day of its receipt. A change is a row of its own, with the day from which it holds; rows are
 * never changed or removed, since cases keep the version under which they came.
 */
import { addDays, dayIn, ZONES } from './calendar.ts';
import type { Ground } from './ground.ts';
import type { Category, CategoryId, OtherRecipient, PurposeOfUse } from './know-categories.ts';
import type { Day, Plan } from './plan.ts';
import type { Regime, Right, Words } from './rights.ts';
import type { Rule, Validity } from './rule.ts';
import type { RightRule } from './rules.ts';

interface Version {
  /** What a plan keeps. */
  version: string;
  /** First day of receipt on which it holds, in the regime's zone. */
  from: Day;
  /** What is different from the version before. */
  changed: Words;
}

export interface PolicyVersion extends Version {
  /** The price for disclosure that the policy makes public (P-7), in US cents (L-08). */
  disclosureFee: number;
  /** What it says anew of a category (P-11, P-13). */
  categories?: Readonly<Partial<Record<CategoryId, Reworded<Category>>>>;
  /** Takes the place of the purposes of use before it (P-2). */
  purposes?: readonly PurposeOfUse[];
  /** Takes the place of those who received data besides by sale or sharing (P-5, P-6). */
  recipients?: readonly OtherRecipient[];
}

/** What a version may change of a rule's row: anything but its name. */
type Reworded<R extends Rule> = Readonly<Partial<Omit<R, 'id' | 'valid'>>>;

/** What a change of the law may change about a right. */
type Amendment = Partial<Pick<RightRule, 'acknowledge' | 'answer' | 'verification' | 'outcomes'>>;

export interface RulesVersion extends Version {
  /** The rows of the request-type table that are different from this version on. */
  amends: Readonly<Partial<Record<Right, Amendment>>>;
  /** Grounds, by their ids, whose words, sources or demands are different from this version on. */
  grounds?: Readonly<Record<string, Reworded<Ground>>>;
}

/** In force together on one day. */
export interface Law {
  policy: PolicyVersion;
  rules: RulesVersion;
  /** What the versions up to this one have changed about a right. */
  amended: (right: Right) => Amendment;
  /** A row of the catalogue as these versions have it, with the days from and to which it is so. */
  ground: (row: Ground) => Ground;
  category: (row: Category) => Category;
  /** What the policy says, `first` as its first version had it. */
  purposes: (first: readonly PurposeOfUse[]) => readonly PurposeOfUse[];
  recipients: (first: readonly OtherRecipient[]) => readonly OtherRecipient[];
}

export interface Versions {
  /** Oldest first. */
  policy: readonly [PolicyVersion, ...PolicyVersion[]];
  rules: readonly [RulesVersion, ...RulesVersion[]];
}

export const VERSIONS: Versions = {
  policy: [
    {
      version: '2024-09-30',
      from: '2024-09-30',
      changed: { en: 'Latest revision (P-17)', ja: '最終改定（P-17）' },
      disclosureFee: 500,
    },
  ],
  rules: [
    {
      version: '2026-01-01',
      from: '2026-01-01',
      changed: {
        en: 'CCPA regulations as amended from 2026; APPI as amended by Act No. 37 of 2021',
        ja: '2026年施行の改正CCPA規則、令和3年法律第37号による改正個人情報保護法',
      },
      amends: {},
    },
  ],
};

/** A plan names a version that these tables do not know: a row was removed. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion';
  constructor(version: string, known: readonly Version[]) {
    super(`no version is called ${version}; known: ${known.map((one) => one.version).join(', ')}`);
  }
}

/** The last that holds on the day; the first where the day lies before all. */
function inForce<T extends Version>([first, ...later]: readonly [T, ...T[]], day: Day): T {
  return later.findLast(({ from }) => from <= day) ?? first;
}

function together(policy: PolicyVersion, rules: RulesVersion, versions: Versions): Law {
  const upTo = versions.rules.slice(0, versions.rules.indexOf(rules) + 1);
  const said = versions.policy.slice(0, versions.policy.indexOf(policy) + 1);
  return {
    policy,
    rules,
    amended: (right) => Object.assign({}, ...upTo.map(({ amends }) => amends[right])),
    ground: (row) => reworded(row, rules, versions.rules, ({ grounds }) => grounds?.[row.id]),
    category: (row) =>
      reworded(row, policy, versions.policy, ({ categories }) => categories?.[row.category]),
    purposes: (first) => said.findLast(({ purposes }) => purposes)?.purposes ?? first,
    recipients: (first) => said.findLast(({ recipients }) => recipients)?.recipients ?? first,
  };
}

/** The row with what the versions up to this one have changed, and its validity between two changes. */
function reworded<R extends Rule, V extends Version>(
  row: R,
  upTo: V,
  versions: readonly V[],
  change: (version: V) => Reworded<R> | undefined,
): R {
  const changing = versions.filter(change);
  const made = changing.filter(({ from }) => from <= upTo.from);
  const next = changing.find(({ from }) => from > upTo.from);
  const valid: Validity = {
    from: made.at(-1)?.from ?? row.valid.from,
    to: next ? addDays(next.from, -1) : row.valid.to,
  };
  return { ...row, ...Object.assign({}, ...made.map(change)), valid };
}

/** Whether a row holds under this law: on the day from which its two versions are in force together. */
export function isInForce({ from, to }: Validity, { policy, rules }: Law): boolean {
  const since = policy.from > rules.from ? policy.from : rules.from;
  return from <= since && (to === null || to >= since);
}

/** The law for a request that was received on that day. */
export const lawOn = (receivedOn: Day, versions: Versions = VERSIONS): Law =>
  together(inForce(versions.policy, receivedOn), inForce(versions.rules, receivedOn), versions);

function named<T extends Version>(versions: readonly T[], version: string): T {
  const found = versions.find((one) => one.version === version);
  if (!found) throw new UnknownVersion(version, versions);
  return found;
}

/**
 * The law that a case keeps, whatever has changed since.
 * @throws {UnknownVersion}
 */
export const lawOf = (plan: Plan, versions: Versions = VERSIONS): Law =>
  together(
    named(versions.policy, plan.policyVersion),
    named(versions.rules, plan.rulesVersion),
    versions,
  );

/** The law for a request received at this moment, whose day is that of the regime's zone. */
export const lawAt = (regime: Regime, receivedAt: string, versions: Versions = VERSIONS): Law =>
  lawOn(dayIn(ZONES[regime], receivedAt), versions);

/** The newest version of all: for what does not depend on a request. */
export const NEWEST: Law = lawOn('9999-12-31');
