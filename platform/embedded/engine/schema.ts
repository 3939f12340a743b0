/**
 * The fields that each kind of state may have, in a JSONata state machine. Strict: a
 * field that is unknown here is refused when the definition is loaded, the fields of
 * JSONPath among them.
 */
import { z } from 'zod';

const Name = z.string().min(1).max(80);
const anything = z.unknown();
const LONGEST = 99_999_999; // seconds
function orExpression<S extends z.ZodType>(what: string, schema: S) {
  const error = `must be ${what} or a JSONata expression in {% %}`;
  return z.union([schema, z.string().regex(/^\{%[\s\S]*%\}$/, { error })], { error });
}
const seconds = (least: number) =>
  orExpression(`an integer from ${least} to ${LONGEST}`, z.int().min(least).max(LONGEST));
const assign = z.record(
  z
    .string()
    .regex(/^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u, 'must be an identifier of up to 80 letters')
    .refine((name) => name !== 'states', 'must not be the reserved name "states"'),
  anything,
);

const common = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata').optional(),
};
const carriesOn = {
  ...common,
  Next: Name.optional(),
  End: z.literal(true).optional(),
  Output: anything.optional(),
  Assign: assign.optional(),
};

const Retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string().min(1)).nonempty(),
  IntervalSeconds: z.int().min(1).max(99_999_999).default(1),
  MaxAttempts: z.int().min(0).max(99_999_999).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});
export type Retrier = Readonly<z.infer<typeof Retrier>>;

const Catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string().min(1)).nonempty(),
  Next: Name,
  Output: anything.optional(),
  Assign: assign.optional(),
});
const handlesErrors = {
  Retry: z.array(Retrier).default([]),
  Catch: z.array(Catcher).default([]),
};

/** A list of states; each state is parsed by itself, so that a fault is named with its state. */
const states = {
  Comment: z.string().optional(),
  StartAt: Name,
  States: z.record(Name, z.looseObject({ Type: z.string() })),
};

export const RESOURCES = [
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::lambda:invoke.waitForTaskToken',
] as const;

export const schemas = {
  Task: z.strictObject({
    Type: z.literal('Task'),
    ...carriesOn,
    ...handlesErrors,
    Resource: z.enum(RESOURCES),
    Arguments: orExpression(
      'an object of FunctionName (a string), Payload and nothing else',
      z.strictObject({ FunctionName: z.string().min(1), Payload: anything.optional() }),
    ),
    TimeoutSeconds: seconds(1).optional(),
    HeartbeatSeconds: seconds(1).optional(),
  }),
  Pass: z.strictObject({ Type: z.literal('Pass'), ...carriesOn }),
  Choice: z.strictObject({
    Type: z.literal('Choice'),
    ...common,
    Choices: z
      .array(
        z.strictObject({
          Comment: z.string().optional(),
          Condition: orExpression('true, false', z.boolean()),
          Next: Name,
          Output: anything.optional(),
          Assign: assign.optional(),
        }),
      )
      .nonempty(),
    Default: Name.optional(),
    Output: anything.optional(),
    Assign: assign.optional(),
  }),
  Wait: z.strictObject({
    Type: z.literal('Wait'),
    ...carriesOn,
    Seconds: seconds(0).optional(),
    Timestamp: orExpression('an RFC 3339 instant', z.iso.datetime({ offset: true })).optional(),
  }),
  Succeed: z.strictObject({ Type: z.literal('Succeed'), ...common, Output: anything.optional() }),
  Fail: z.strictObject({
    Type: z.literal('Fail'),
    ...common,
    Error: z.string().optional(),
    Cause: z.string().optional(),
  }),
  Parallel: z.strictObject({
    Type: z.literal('Parallel'),
    ...carriesOn,
    ...handlesErrors,
    Arguments: anything.optional(),
    Branches: z.array(z.strictObject(states)).nonempty(),
  }),
  Map: z.strictObject({
    Type: z.literal('Map'),
    ...carriesOn,
    ...handlesErrors,
    Items: orExpression('an array', z.array(anything)).optional(),
    ItemSelector: anything.optional(),
    MaxConcurrency: orExpression('an integer from 0', z.int().min(0)).default(0),
    ItemProcessor: z.strictObject({
      ...states,
      ProcessorConfig: z.strictObject({ Mode: z.literal('INLINE') }).optional(),
    }),
  }),
} as const;

export type StateKind = keyof typeof schemas;
export type Raw<K extends StateKind> = z.infer<(typeof schemas)[K]>;

export const RawMachine = z.strictObject({
  ...states,
  Version: z.literal('1.0').optional(),
  QueryLanguage: z.literal('JSONata', {
    error: 'only JSONata is supported; the top level must say "QueryLanguage": "JSONata"',
  }),
  TimeoutSeconds: z.int().min(1).max(99_999_999).optional(),
});
export type RawStates = Pick<z.infer<typeof RawMachine>, 'StartAt' | 'States'>;
