/** Every step by its name: what the embedded engine calls, and what each Lambda wraps one of. */
import type { z } from 'zod';
import { STEPS, type StepName } from '../workflows/contract.ts';
import type { Context } from './context.ts';
import { acknowledge } from './steps/acknowledge.ts';
import { assembleAnswer } from './steps/assemble-answer.ts';
import { planStoreChanges, tellRecipients } from './steps/changes.ts';
import { closeCase } from './steps/close.ts';
import { collectStore, handOverStore, planStores } from './steps/collect.ts';
import { checkPoints, settle } from './steps/identity.ts';
import { openTask } from './steps/open-task.ts';
import { plan } from './steps/plan.ts';
import { reportStuck } from './steps/report-stuck.ts';
import { respond } from './steps/respond.ts';
import { applyUnverified, confirmUnverified, tellThirdParties } from './steps/unverified-rights.ts';

type Run = (payload: unknown) => Promise<unknown>;

/** A step that parses its payload by the contract before it runs. */
const parsed =
  <Input>(schema: z.ZodType<Input>, step: (input: Input) => Promise<unknown>): Run =>
  (payload) =>
    step(schema.parse(payload));

const stepsOf = (context: Context): Record<StepName, Run> => ({
  plan: parsed(STEPS.plan.input, plan(context)),
  acknowledge: parsed(STEPS.acknowledge.input, acknowledge(context)),
  'open-task': parsed(STEPS['open-task'].input, openTask(context)),
  'apply-unverified': parsed(STEPS['apply-unverified'].input, applyUnverified(context)),
  'tell-third-parties': parsed(STEPS['tell-third-parties'].input, tellThirdParties(context)),
  'confirm-unverified': parsed(STEPS['confirm-unverified'].input, confirmUnverified(context)),
  'check-points': parsed(STEPS['check-points'].input, checkPoints(context)),
  'settle-identity': parsed(STEPS['settle-identity'].input, settle(context)),
  'plan-collection': parsed(STEPS['plan-collection'].input, planStores(context)),
  'collect-store': parsed(STEPS['collect-store'].input, collectStore(context)),
  'hand-over-store': parsed(STEPS['hand-over-store'].input, handOverStore(context)),
  'plan-changes': parsed(STEPS['plan-changes'].input, planStoreChanges(context)),
  'tell-recipients': parsed(STEPS['tell-recipients'].input, tellRecipients(context)),
  'assemble-answer': parsed(STEPS['assemble-answer'].input, assembleAnswer(context)),
  respond: parsed(STEPS.respond.input, respond(context)),
  close: parsed(STEPS.close.input, closeCase(context)),
  'report-stuck': parsed(STEPS['report-stuck'].input, reportStuck(context)),
});

export class NoSuchStep extends Error {
  override readonly name = 'NoSuchStep';
}

/** @throws {NoSuchStep} when the workflow names a step that does not exist */
export function stepRunner(context: Context): (name: string, payload: unknown) => Promise<unknown> {
  const steps = new Map<string, Run>(Object.entries(stepsOf(context)));
  return async (name, payload) => {
    const step = steps.get(name);
    if (!step) throw new NoSuchStep(`no step ${name}; there are ${[...steps.keys()].join(', ')}`);
    return step(payload);
  };
}
