/** The browser's opt-out signal on the portal's pages, and the file that says that we honour it (L-23). */
import type { Context as Request } from 'hono';
import { html } from 'hono/html';
import type { CaseState } from '../../core/case/state.ts';
import type { Language } from '../../core/law/rights.ts';
import { isSignal, SIGNAL } from '../../core/law/signal.ts';
import { honourSignal } from '../intake/signal.ts';
import type { Html } from '../pages/layout.ts';
import type { CaseRequest, Site } from './site.ts';

interface SignalWords {
  seen: string;
  unknown: string;
  honoured: (caseId: string) => string;
}

const WORDS: Readonly<Record<Language, SignalWords>> = {
  en: {
    seen: 'We see your browser’s opt-out signal (Global Privacy Control).',
    unknown:
      'This portal honours it: it has no cookies that could be sold, and nothing you do here is sold, shared or used to follow you. Here we do not know whose browser this is; to opt out on our other sites, too, sign in there with this browser or send us a request.',
    honoured: (caseId) =>
      `We have honoured it for you as a person, too: your data is no longer sold or shared (case ${caseId}). Nothing more is needed from you.`,
  },
  ja: {
    seen: 'お使いのブラウザーからオプトアウトの信号（Global Privacy Control）を受け取っています。',
    unknown:
      'このサイトはこの信号を尊重します。販売の対象となるCookieは使用しておらず、ここでの操作が販売・共有されたり、追跡に使われたりすることはありません。このページではどなたのブラウザーか分かりません。当社の他のサイトでも販売・共有の停止をご希望の場合は、このブラウザーでサインインしていただくか、請求をお送りください。',
    honoured: (caseId) =>
      `お客様ご本人についても、この信号のとおり対応いたしました。お客様の情報は販売・共有されません（受付番号 ${caseId}）。これ以上のお手続は必要ありません。`,
  },
};

export const signalled = (c: Request): boolean => isSignal(c.req.header(SIGNAL.header));

/** On every page: that the signal was seen, and what follows from it. */
export function signalNote(language: Language, honouredBy: CaseState | null): Html {
  const words = WORDS[language];
  const text = honouredBy ? words.honoured(honouredBy.caseId) : words.unknown;
  return html`<p class="note" data-signal="honoured"><strong>${words.seen}</strong> ${text}</p>`;
}

/**
 * Who opens the page of a case under CCPA is a consumer whom we know: the signal is an opt-out. An agent's
 * browser says nothing of the person for whom it asks. `null` where there was none, the law knows none, or nothing is left to write to.
 */
export async function honouredFor({ context }: Site, c: CaseRequest): Promise<CaseState | null> {
  const { agent, requester, regime, residence, language } = c.get('state');
  if (!signalled(c) || regime !== 'ccpa' || residence !== 'california' || !requester || agent)
    return null;
  const { email, name } = requester;
  return honourSignal(context, { email, name, language, optedInAt: null });
}

/** `/.well-known/gpc.json`, as the specification of Global Privacy Control has it. */
const SUPPORT = { gpc: true, lastUpdate: '2026-11-22' };

export const gpcSupport = (c: Request): Response => c.json(SUPPORT);
