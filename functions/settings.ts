/** What handlers are told of an installation, wherever it runs. */
import { COMPANY } from '../core/law/company.ts';
import type { Settings } from './context.ts';

export function settingsOf(
  given: Pick<Settings, 'contactAddress' | 'fromAddress' | 'thirdPartyAddresses' | 'baseUrl'>,
): Settings {
  const { contactAddress, fromAddress, thirdPartyAddresses, baseUrl } = given;
  return {
    organisation: {
      name: { en: COMPANY.name, ja: COMPANY.name },
      address: COMPANY.address,
      phone: COMPANY.phone,
    },
    contactAddress,
    fromAddress,
    mailDomain: fromAddress.split('@').at(-1) ?? 'localhost',
    baseUrl,
    thirdPartyAddresses,
  };
}
