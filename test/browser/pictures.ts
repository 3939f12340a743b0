/** Pictures for people, only when asked for: so that tests leave the tree as it was. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Guest } from './guest.ts';

type Language = 'en' | 'ja';

/** `KAIJI_PICTURES=1` makes those of the README anew. */
const README = process.env.KAIJI_PICTURES === '1';
const PICTURES = new URL('../../docs/pictures/', import.meta.url).pathname;

/** `KAIJI_ALBUM=/tmp/album`: every page, in both languages and two widths, to look through. */
const ALBUM = process.env.KAIJI_ALBUM;
const ALBUM_WIDTHS = [375, 1280];

const HEIGHT = 1000;

export async function forReadme(
  { page }: Guest,
  { name, width, language }: { name: string; width: number; language?: Language },
): Promise<void> {
  if (!README) return;
  const usual = page.viewportSize();
  if (language) await page.goto(inLanguage(page.url(), language));
  await page.setViewportSize({ width, height: HEIGHT });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  if (usual) await page.setViewportSize(usual);
  await forgetLanguage(page);
}

export async function forAlbum(page: Page, name: string, language: Language): Promise<void> {
  if (!ALBUM) return;
  mkdirSync(ALBUM, { recursive: true });
  const [usual, address] = [page.viewportSize(), page.url()];
  for (const tongue of ['en', 'ja'] as const) {
    if (tongue !== language) await page.goto(inLanguage(address, tongue));
    for (const width of ALBUM_WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      const path = join(ALBUM, `${name}-${tongue}-${width}.png`);
      await page.screenshot({ path, fullPage: true });
    }
    await forgetLanguage(page);
    if (tongue !== language) await page.goto(address);
  }
  if (usual) await page.setViewportSize(usual);
}

function inLanguage(address: string, language: Language): string {
  const url = new URL(address);
  url.searchParams.set('lang', language);
  return url.href;
}

const forgetLanguage = (page: Page) => page.context().clearCookies({ name: 'kaiji-language' });
