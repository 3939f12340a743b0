/** What every handler stands on. The composition root makes one; tests make their own. */
import type { Finder } from '../connectors/finder.ts';
import type { DataMap } from '../core/data-map.ts';
import type { Words } from '../core/law/rights.ts';
import type { Cases } from '../platform/cases.ts';
import type { Ports } from '../platform/ports.ts';
import type { buildNotice } from './answer/mail.ts';
import type { assemblePackage } from './answer/package.ts';

export interface Settings {
  organisation: {
    name: Words;
    address: Words;
    phone: string;
  };
  /** Where requests by e-mail arrive, and what letters name for objections (P-9). */
  contactAddress: string;
  /** Who our mails are from; stands in the signing certificate. */
  fromAddress: string;
  /** Right side of our Message-IDs. */
  mailDomain: string;
  /** Public address of portal and console, without a slash at the end. */
  baseUrl: string;
  /** Where recipients of `core/law/recipients.ts` take notices (L-26, L-33), by their id. */
  thirdPartyAddresses: Readonly<Record<string, string>>;
}

export interface Context {
  ports: Ports;
  cases: Cases;
  settings: Settings;
  /** Which stores there are, and what they hold of whom. */
  dataMap: DataMap;
  finder: Finder;
  /** What makes notices into mails and answers into packages, where it is not to be the real thing (the model check). */
  makes?: { notice: typeof buildNotice; package: typeof assemblePackage };
  /** Operational facts without anything personal; case ids, never people. */
  log: (event: string, facts: Readonly<Record<string, string | number | boolean>>) => void;
}
