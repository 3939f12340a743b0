/** Which language a page speaks, and which it offers instead. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { Language } from '../../core/law/rights.ts';

/** Remembers nothing but the choice of language. */
const COOKIE = 'kaiji-language';

export const OTHER: Readonly<Record<Language, Language>> = { en: 'ja', ja: 'en' };

/** What the reader chose with `?lang=`, now or before; `null` when nothing was chosen. */
export function chosenLanguage(c: Context): Language | null {
  const now = Language.safeParse(c.req.query('lang'));
  if (now.success) {
    setCookie(c, COOKIE, now.data, { httpOnly: true, sameSite: 'Lax', path: '/' });
    return now.data;
  }
  return Language.safeParse(getCookie(c, COOKIE)).data ?? null;
}

/** The choice, else `preferred` (the case's own language), else what the browser asks for. */
export function languageOf(c: Context, preferred?: Language): Language {
  return chosenLanguage(c) ?? preferred ?? accepted(c.req.header('accept-language') ?? '');
}

/** The first of our languages by weight (RFC 9110, 12.5.4); English when neither is named. */
function accepted(header: string): Language {
  const wishes = header.split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
    const q = parameters.map((part) => part.trim()).find((part) => part.startsWith('q='));
    return { language: tag.split('-')[0], weight: q ? Number(q.slice(2)) : 1 };
  });
  const best = wishes
    .filter((wish) => wish.weight > 0 && Language.safeParse(wish.language).success)
    .reduce<(typeof wishes)[number] | null>(
      (first, wish) => (first && first.weight >= wish.weight ? first : wish),
      null,
    );
  return Language.safeParse(best?.language).data ?? 'en';
}

/** The same page in the other language: path and query kept, `lang` replaced. */
export function inOtherLanguage(c: Context, language: Language): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set('lang', OTHER[language]);
  // Two slashes at the start would name another site.
  return `${pathname.replace(/^\/+/, '/')}?${searchParams}`;
}
