import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { Hono } from 'hono';
import { z } from 'zod';
import { cases, secrets, workflow } from '../../../platform/aws/openers.ts';
import { serviceDoor } from '../../intake/service-door.ts';
import { http } from '../http.ts';
import { started } from '../started.ts';

const SERVICES = z.object({
  /** In Secrets Manager: the text that the company's own sites prove themselves with. */
  KAIJI_SERVICE_SECRET: z.string().min(1),
});
/** How long a replaced secret is still taken. */
const KEPT_MS = 5 * 60_000;

const start = started('services', { ...cases, workflow });

export const handler = http('services', () => {
  const { context, house } = start();
  const { KAIJI_SERVICE_SECRET: SecretId } = house.read(SERVICES);
  let known = { door: new Hono(), until: 0 };
  const door = async (): Promise<Hono> => {
    const now = house.clock.now().getTime();
    if (now < known.until) return known.door;
    const { SecretString = '' } = await secrets(house).send(
      new GetSecretValueCommand({ SecretId }),
    );
    known = {
      door: serviceDoor(context, z.string().min(16).parse(SecretString)),
      until: now + KEPT_MS,
    };
    return known.door;
  };
  const app = new Hono();
  app.all('/signal/*', async (c) => (await door()).fetch(c.req.raw, c.env));
  return { house, app };
});
