import { signingKeys } from '../../../platform/aws/openers.ts';
import { certify } from '../certify.ts';
import { started } from '../started.ts';

const start = started('certify', { signingKeys });

export const handler = (event: unknown) => {
  const { context, house } = start();
  return certify(event, { keys: signingKeys(house), email: context.settings.fromAddress });
};
