/** The table is one, and what a role may do in it ends where the adapters of its function do. */
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Duty, type FunctionName, ROSTER } from '../../functions/lambda/roster.ts';
import { functionIn, type LaidOut, laidOut } from '../support/laid-out.ts';
import { isFunction } from '../support/lambda-rows.ts';

const NAMES = Object.keys(ROSTER).filter(isFunction);
const LEADING = 'dynamodb:LeadingKeys';

let made: LaidOut;
beforeAll(() => {
  made = laidOut();
});

/** What it may do in our table and its indexes: those are named by reference, tables of stores by their ARN. */
const inTable = (name: FunctionName) =>
  functionIn(made, name).statements.filter(
    ({ Action, Resource }) =>
      Action.some((action) => action.startsWith('dynamodb:')) &&
      // The stream, for `audit`, is Lambda's own grant.
      /CasesTable(?!.*StreamArn)/.test(JSON.stringify(Resource)),
  );

/** `PutItem case#*`, and so on. */
const items = (name: FunctionName): string[] =>
  inTable(name)
    .filter(({ Resource }) => !JSON.stringify(Resource).includes('/index/'))
    .flatMap(({ Action, Condition }) =>
      z
        .array(z.string())
        .parse(Condition['ForAllValues:StringLike']?.[LEADING])
        .flatMap((partition) =>
          Action.map((action) => `${action.replace('dynamodb:', '')} ${partition}`),
        ),
    );

const OF_CASES = ['GetItem', 'Query', 'PutItem', 'DeleteItem'].map((action) => `${action} case#*`);
const OF_SUMS = ['GetItem', 'Query', 'PutItem'].map((action) => `${action} year-sums`);
const OF_MAILS = [
  ...['GetItem', 'PutItem', 'DeleteItem'].map((action) => `${action} mail#*`),
  ...['PutItem', 'DeleteItem'].map((action) => `${action} ses#*`),
];

describe('in the table', () => {
  it.each<[FunctionName, readonly string[]]>([
    ['report-stuck', [...OF_CASES, ...OF_SUMS]],
    ['mail-events', [...OF_CASES, ...OF_SUMS, ...OF_MAILS]],
    ['certify', ['GetItem signing', 'Query signing', 'PutItem signing']],
    ['audit', []],
    [
      'stripe',
      [
        ...[...OF_CASES, ...OF_SUMS, ...OF_MAILS],
        ...['GetItem signing', 'Query signing'],
        ...['GetItem webhook#*', 'PutItem webhook#*'],
      ],
    ],
    [
      'console-files',
      [
        ...[...OF_CASES, ...OF_SUMS],
        ...['GetItem operators', 'Query operators', 'PutItem operators'],
        ...['GetItem session#*', 'PutItem session#*', 'DeleteItem session#*'],
      ],
    ],
  ])('%s reaches its own partitions', (name, expected) => {
    expect(items(name).toSorted()).toEqual(expected.toSorted());
  });

  it.each<[RegExp, (name: FunctionName, duty: Duty) => boolean]>([
    [/ session/, (_, { signsIn }) => signsIn === true],
    [/^(Put|Delete)Item operators/, (_, { signsIn }) => signsIn === true],
    [/ operators/, (_, { needs }) => needs.includes('operators')],
    [/^(Put|Delete)Item signing/, (name) => name === 'certify'],
    [/ signing/, (_, { needs }) => needs.includes('signer') || needs.includes('signingKeys')],
    [/ webhook/, (name) => name === 'stripe'],
    [/^GetItem ses#/, (name) => name === 'mail-in'],
    [/ mail#/, (_, { needs }) => needs.includes('mailer')],
  ])('%s is let to those alone who have to', (act, may) => {
    const holders = NAMES.filter((name) => items(name).some((one) => act.test(one)));
    expect(holders).toEqual(NAMES.filter((name) => may(name, ROSTER[name])));
    expect(holders.length).toBeGreaterThan(0);
  });

  it('nothing is let to anybody but in partitions that are named, nor where a call names none', () => {
    for (const name of NAMES)
      for (const { Action, Resource, Condition } of inTable(name)) {
        if (Action.every((action) => action === 'dynamodb:Query') && isOfIndexes(Resource))
          continue;
        expect(Condition.Null, name).toEqual({ [LEADING]: 'false' });
        for (const one of items(name)) expect(one, name).not.toMatch(/ \*?$| [*?]/);
        // These name no partition, or more than one.
        expect(Action.join(), name).not.toMatch(/\*|Scan|Batch|PartiQL|Transact|Update/);
      }
  });

  it('indexes are read by those alone whose adapters ask them', () => {
    const asks = (index: string) =>
      NAMES.filter((name) => JSON.stringify(inTable(name)).includes(`/index/${index}`));
    const { length } = NAMES.filter((name) => asks('by-id').includes(name));
    expect(length).toBe(NAMES.length - 2);
    for (const name of ['certify', 'audit'] as const)
      for (const index of ['by-id', 'by-status', 'by-subject'])
        expect(asks(index)).not.toContain(name);
  });

  it('a role’s policy stays well within what IAM takes: 10,240 characters', () => {
    for (const name of NAMES) {
      const { statements: Statement } = functionIn(made, name);
      expect(JSON.stringify({ Statement }).length, name).toBeLessThan(9_000);
    }
  });
});

const isOfIndexes = (resources: readonly unknown[]): boolean =>
  resources.every((resource) => JSON.stringify(resource).includes('/index/'));
