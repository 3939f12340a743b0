/** Who answers, as the policy publishes it (P-9, P-17). A deployment may show another address, never fewer. */
import type { Words } from './rights.ts';

export const COMPANY: {
  name: string;
  group: string;
  address: Words;
  phone: string;
  email: string;
  cites: readonly string[];
} = {
  name: 'Leverages U.S. Inc.',
  group: 'Leverages Co., Ltd.',
  address: {
    en: 'Shibuya Scramble Square 24F, 25F, 2-24-12 Shibuya, Shibuya-ku, Tokyo, Japan',
    ja: '東京都渋谷区渋谷2-24-12 渋谷スクランブルスクエア24F・25F',
  },
  phone: '03-5774-1632',
  email: 'info-us@leverages.com',
  cites: ['P-9', 'P-17'],
};
