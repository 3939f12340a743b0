/** The portal's answers: API Gateway would end them after 6 MB, so the edge sends those who fetch one here. */
import { cases, settling, vault } from '../../../platform/aws/openers.ts';
import { streamed } from '../http.ts';
import { portal } from '../portal.ts';
import { started } from '../started.ts';

const start = started('downloads', { ...cases, ...settling, vault });

export const handler = streamed('downloads', () => portal(start()));
