/** The console as a function: its sign-in by Cognito first, then its pages. */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { cognitoSignIn } from '../../platform/aws/console-signin.ts';
import { operators, table } from '../../platform/aws/openers.ts';
import { consoleApp } from '../console/app.ts';
import type { Started } from './started.ts';
import { log } from './telemetry.ts';

/** @throws {BadSettings} */
export function consoleDoor({ context, house }: Started) {
  const { app: signIn, access } = cognitoSignIn({
    table: table(house),
    operators: operators(house),
    clock: house.clock,
    environment: house.environment,
    randomBytes,
    log,
  });
  const app = new Hono();
  app.route('/', signIn);
  app.route('/', consoleApp(context, access));
  return { house, app };
}
