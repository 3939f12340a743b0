/** Why an answer may take longer, as the notice of extension says it (L-02): a closed list. */
import { z } from 'zod';
import type { Words } from './rights.ts';

export const ExtensionReason = z.enum(['complexity', 'many-requests', 'systems', 'verification']);
export type ExtensionReason = z.infer<typeof ExtensionReason>;

export const EXTENSION_REASONS: Readonly<Record<ExtensionReason, Words>> = {
  complexity: {
    en: 'your request is complex and we want to answer it completely',
    ja: 'ご請求の内容が複雑であり、漏れなくお答えするために時間を要するため',
  },
  'many-requests': {
    en: 'we have received an unusual number of requests',
    ja: '通常を大きく上回る件数の請求をいただいているため',
  },
  systems: {
    en: 'one of the systems that we have to search could not be searched in time',
    ja: '調査の対象となるシステムの一部について、調査に時間を要しているため',
  },
  verification: {
    en: 'making sure that the request comes from you took longer than usual',
    ja: 'ご本人からの請求であることの確認に時間を要したため',
  },
};
