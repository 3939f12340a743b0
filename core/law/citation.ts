/** A citation of our rules as a reader would look it up: `APPI 33(2)(i)`, `Civ. 1798.110`, `11 CCR 7024(d)`. */
import type { Language } from './rights.ts';

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

/** Names only what a reader can find: our own rules and the policy's sections give `null`. */
export function sayCitation(cite: string, language: Language): string | null {
  const [, article, paragraph, item] =
    /^APPI (\d+)(?:\((\d+)\))?(?:\(([ivx]+)\))?$/.exec(cite) ?? [];
  if (article) return language === 'ja' ? japanese(article, paragraph, item) : english(cite);
  const [, civil] = /^Civ\. (.+)$/.exec(cite) ?? [];
  if (civil)
    return language === 'ja'
      ? `カリフォルニア州民法第${civil}条`
      : `California Civil Code § ${civil}`;
  const [, probate] = /^Probate Code (.+)$/.exec(cite) ?? [];
  if (probate)
    return language === 'ja'
      ? `カリフォルニア州検認法第${probate}条`
      : `California Probate Code § ${probate}`;
  const [, regulation] = /^11 CCR (.+)$/.exec(cite) ?? [];
  if (regulation)
    return language === 'ja'
      ? `カリフォルニア州規則集第11編第${regulation}条`
      : `California Code of Regulations, title 11, § ${regulation}`;
  return null;
}

const english = (cite: string): string =>
  `Act on the Protection of Personal Information, Art. ${cite.slice('APPI '.length)}`;

function japanese(article: string, paragraph?: string, item?: string): string {
  const itemNumber = item ? ROMAN.indexOf(item) + 1 : 0;
  return [
    `個人情報保護法第${article}条`,
    paragraph && `第${paragraph}項`,
    itemNumber > 0 && `第${itemNumber}号`,
  ]
    .filter(Boolean)
    .join('');
}
