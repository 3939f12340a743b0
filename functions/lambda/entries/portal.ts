import { cases, mail, payments, settling, vault } from '../../../platform/aws/openers.ts';
import { http } from '../http.ts';
import { portal } from '../portal.ts';
import { started } from '../started.ts';

const start = started('portal', { ...cases, ...settling, ...mail, vault, payments });

export const handler = http('portal', () => portal(start()));
