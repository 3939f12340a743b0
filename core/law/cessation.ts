/** Why a person may ask that use is stopped or data erased (L-20, Art. 35, P-8-1): the choices on the form. */
import { z } from 'zod';
import type { Words } from './rights.ts';
import { APPI_2022, type Rule } from './rule.ts';

export const CessationReasonId = z.enum([
  'beyond-purpose',
  'improper-use',
  'obtained-by-deceit',
  'unlawful-provision',
  'no-longer-needed',
  'leak',
  'likely-harm',
]);
export type CessationReasonId = z.infer<typeof CessationReasonId>;

export interface CessationReason extends Rule {
  reason: CessationReasonId;
  words: Words;
}

/** Art. 19 and 35(3) stand beside those of P-8-1, which leaves them out (T-4). */
const REASONS: Readonly<Record<CessationReasonId, { cites: readonly string[]; words: Words }>> = {
  'beyond-purpose': {
    cites: ['L-20', 'APPI 35(1)', 'APPI 18', 'P-8-1'],
    words: {
      en: 'My data is used for more than the published purposes.',
      ja: '公表された利用目的の範囲を超えて取り扱われている',
    },
  },
  'improper-use': {
    cites: ['L-20', 'APPI 35(1)', 'APPI 19'],
    words: {
      en: 'My data is used in a way that may encourage unlawful or unjust acts.',
      ja: '違法または不当な行為を助長し、または誘発するおそれがある方法で利用されている',
    },
  },
  'obtained-by-deceit': {
    cites: ['L-20', 'APPI 35(1)', 'APPI 20', 'P-8-1'],
    words: {
      en: 'My data was obtained by deceit or other wrongful means.',
      ja: '偽りその他不正の手段により取得された',
    },
  },
  'unlawful-provision': {
    cites: ['L-20', 'APPI 35(3)', 'APPI 27(1)', 'APPI 28'],
    words: {
      en: 'My data is given to third parties unlawfully.',
      ja: '違法に第三者へ提供されている',
    },
  },
  'no-longer-needed': {
    cites: ['L-20', 'APPI 35(5)', 'P-8-1'],
    words: {
      en: 'The company no longer needs my data.',
      ja: '会社が利用する必要がなくなった',
    },
  },
  leak: {
    cites: ['L-20', 'APPI 35(5)', 'APPI 26(1)', 'P-8-1'],
    words: {
      en: 'My data was leaked, lost or damaged.',
      ja: '漏えい、滅失、毀損などの事態が生じた',
    },
  },
  'likely-harm': {
    cites: ['L-20', 'APPI 35(5)', 'P-8-1'],
    words: {
      en: 'The handling of my data is otherwise likely to harm my rights or legitimate interests.',
      ja: 'その他、自分の権利または正当な利益が害されるおそれがある',
    },
  },
};

/** `unlawful-provision` belongs to appi.cease-provision; the rest to appi.cease, those of Art. 35(5) to both. */
export function cessationReasons(right: 'appi.cease' | 'appi.cease-provision'): CessationReason[] {
  const paragraph = right === 'appi.cease' ? 'APPI 35(1)' : 'APPI 35(3)';
  return CessationReasonId.options
    .filter((reason) => {
      const { cites } = REASONS[reason];
      return cites.includes(paragraph) || cites.includes('APPI 35(5)');
    })
    .map((reason) => ({
      id: `appi.cessation-${reason}`,
      confidence: reason === 'improper-use' ? 'S' : 'Q',
      valid: APPI_2022,
      reason,
      ...REASONS[reason],
    }));
}
