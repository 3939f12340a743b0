import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dataMap } from '../../functions/lambda/data-map.ts';
import { type FunctionName, type Need, ROSTER } from '../../functions/lambda/roster.ts';
import * as stores from '../../functions/lambda/stores.ts';
import { House, type Opener } from '../../platform/aws/house.ts';
import * as ports from '../../platform/aws/openers.ts';
import { HOUSE } from '../../platform/aws/settings.ts';
import { functionIn, type LaidOut, laidOut } from '../support/laid-out.ts';

const isName = (name: string): name is FunctionName => name in ROSTER;
const NAMES = Object.keys(ROSTER).filter(isName);

const opener = (need: Need): Opener<unknown> => {
  const known: Readonly<Record<string, unknown>> = {
    ...ports,
    ...ports.cases,
    ...ports.settling,
    ...ports.mail,
    ...stores,
    dataMap,
  };
  const found = known[need];
  if (typeof found !== 'function') throw new TypeError(`nothing opens ${need}`);
  return (house) => found(house);
};

/** Read by what stands behind the ports: doors, sign-in. */
const OF_DOORS = {
  KAIJI_EDGE_WORD: ['portal', 'downloads', 'console', 'console-files', 'stripe', 'services'],
  KAIJI_SERVICE_SECRET: ['services'],
  KAIJI_SIGN_IN_ISSUER: ['console', 'console-files'],
  KAIJI_SIGN_IN_DOMAIN: ['console', 'console-files'],
  KAIJI_SIGN_IN_CLIENT: ['console', 'console-files'],
} as const satisfies Record<string, FunctionName[]>;

/** What CloudFormation puts in is made up: of the form that it has. */
function filledIn(variable: string, value: unknown): string {
  if (variable === 'KAIJI_DATA_MAP') return 'platform/embedded/demo/data-map.json';
  if (typeof value === 'string') return value;
  if (/URL|ORIGIN|ISSUER|DOMAIN/.test(variable)) return 'https://made.example';
  return `made-by-cloudformation-${variable}`;
}

describe('the environment of a function', () => {
  let made: LaidOut;
  beforeAll(() => {
    made = laidOut();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  const environmentOf = (name: FunctionName): Record<string, string> =>
    Object.fromEntries(
      Object.entries(functionIn(made, name).environment).map(([variable, value]) => [
        variable,
        filledIn(variable, value),
      ]),
    );

  it.each(NAMES)('opens all that %s needs, and says nothing that it does not read', (name) => {
    const read = new Set<string | symbol>();
    const environment = new Proxy(environmentOf(name), {
      get: (all, variable, receiver) => {
        read.add(variable);
        return Reflect.get(all, variable, receiver);
      },
    });
    const house = new House(environment, { now: () => new Date(0) });
    house.read(HOUSE);
    for (const need of ROSTER[name].needs) opener(need)(house);
    const ofDoors = Object.entries(OF_DOORS).flatMap(([variable, names]) =>
      names.some((one) => one === name) ? [variable] : [],
    );
    const said = Object.keys(environment).filter((variable) => variable.startsWith('KAIJI_'));
    expect(said.toSorted()).toEqual(
      [...read, ...ofDoors]
        .filter((one) => typeof one === 'string' && one in environment)
        .toSorted(),
    );
    for (const variable of ofDoors) expect(environment).toHaveProperty(variable);
  });

  it.each(['portal', 'console', 'stripe', 'services'] as const)(
    'lets %s start, and turn away who comes by no front door',
    async (name) => {
      for (const [variable, value] of Object.entries(environmentOf(name)))
        vi.stubEnv(variable, value);
      vi.stubEnv('AWS_REGION', 'ap-northeast-1');
      const { handler } = await import(`../../functions/lambda/entries/${name}.ts`);
      const answer = await handler({
        version: '2.0',
        routeKey: '$default',
        rawPath: '/',
        rawQueryString: '',
        headers: { host: 'made.example' },
        requestContext: { http: { method: 'GET', path: '/' } },
        isBase64Encoded: false,
      });
      expect(answer).toMatchObject({ statusCode: 403, body: 'Please come by the front door.' });
    },
  );

  it('holds no secret but the word of the edge, which is filled in when it is deployed', () => {
    for (const name of NAMES) {
      const texts = JSON.stringify(functionIn(made, name).environment).match(/\{\{resolve:[^}]*/g);
      expect(texts?.length ?? 0, name).toBe(
        OF_DOORS.KAIJI_EDGE_WORD.some((one) => one === name) ? 1 : 0,
      );
    }
  });
});
