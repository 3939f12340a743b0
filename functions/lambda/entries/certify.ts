import { signingKeys } from '../../../platform/aws/openers.ts';
import { certify } from '../certify.ts';
import { handled } from '../handled.ts';
import { started } from '../started.ts';

const start = started('certify', { signingKeys });

export const handler = handled('certify', (event: unknown) =>
  certify(event, () => {
    const { context, house } = start();
    return { keys: signingKeys(house), email: context.settings.fromAddress };
  }),
);
