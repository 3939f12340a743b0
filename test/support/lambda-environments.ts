/** What each function is told in its environment: what its row of the roster needs, and no more. */
import type { Duty, FunctionName, Need } from '../../functions/lambda/roster.ts';
import { ROSTER } from '../../functions/lambda/roster.ts';
import { MAC_KEY, WRAPPING_KEY } from './aws-kms.ts';
import { STATE_MACHINE } from './aws-sfn.ts';
import { EDGE_WORD } from './lambda-edge.ts';
import type { Environment } from './lambda-environment.ts';
import { SERVICES, type Service } from './lambda-wire.ts';

export const SIGNING_KEY = 'alias/kaiji-signing';

const PARTIES = ['recruiting-companies', 'meta', 'x', 'google', 'group-companies'];

export interface Places {
  endpoints: Record<Service, string>;
  baseUrl: string;
  bucket: string;
  dataMap: string;
}

/** The access key is the function's name: so the wire knows who calls. */
export function environmentOf(name: FunctionName, places: Places): Environment {
  const duty: Duty = ROSTER[name];
  const told = (need: Need, variables: Environment): Environment =>
    duty.needs.includes(need) ? variables : {};
  const endpoints = SERVICES.map((service) => [
    `AWS_ENDPOINT_URL_${service}`,
    places.endpoints[service],
  ]);
  return {
    ...Object.fromEntries(endpoints),
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: name,
    AWS_SECRET_ACCESS_KEY: 'test',
    KAIJI_TABLE: 'kaiji',
    KAIJI_BASE_URL: places.baseUrl,
    KAIJI_CONTACT_ADDRESS: 'privacy@example.com',
    KAIJI_FROM_ADDRESS: 'privacy@example.com',
    KAIJI_THIRD_PARTIES: JSON.stringify(
      Object.fromEntries(PARTIES.map((party) => [party, `privacy@${party}.example`])),
    ),
    ...(duty.needs.includes('vault') || duty.needs.includes('bucket')
      ? {
          KAIJI_BUCKET: places.bucket,
          KAIJI_S3_PATH_STYLE: 'true',
        }
      : {}),
    ...told('inbox', { KAIJI_MAIL_BUCKET: places.bucket, KAIJI_S3_PATH_STYLE: 'true' }),
    ...told('auditBucket', { KAIJI_AUDIT_BUCKET: places.bucket, KAIJI_S3_PATH_STYLE: 'true' }),
    ...told('keyring', { KAIJI_DATA_KEY: WRAPPING_KEY, KAIJI_MAC_KEY: MAC_KEY }),
    ...told('workflow', { KAIJI_STATE_MACHINE: STATE_MACHINE }),
    ...told('payments', { KAIJI_STRIPE_SECRET: 'kaiji/stripe' }),
    ...told('mailer', { KAIJI_MAIL_EVENTS: 'kaiji' }),
    ...told('signer', { KAIJI_SIGNATURE: 'ES256' }),
    ...told('signingKeys', { KAIJI_SIGNATURE: 'ES256', KAIJI_SIGNING_KEY: SIGNING_KEY }),
    ...told('finder', { KAIJI_DATA_MAP: places.dataMap, KAIJI_STORES_SECRET: 'kaiji/stores' }),
    ...told('planner', { KAIJI_DATA_MAP: places.dataMap }),
    ...told('dataMap', { KAIJI_DATA_MAP: places.dataMap }),
    ...(name === 'services' && { KAIJI_SERVICE_SECRET: 'kaiji/services' }),
    KAIJI_EDGE_WORD: EDGE_WORD,
  };
}
