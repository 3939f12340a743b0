/** What holds on every page, whoever looks at it and however. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Guest } from './guest.ts';
import { forAlbum } from './pictures.ts';

/** The narrowest screen that WCAG speaks of (1.4.10), and a common phone. */
const NARROW = [320, 375];

export interface Expected {
  /** File name in the album. */
  name: string;
  language: 'en' | 'ja';
  /** Would lose what stands in it if it were opened again: no picture in the other language. */
  keep?: boolean;
  /** Made like a page that was looked over already, by keyboard and in the dark. */
  again?: boolean;
}

export async function looksRight(
  guest: Guest,
  { name, language, keep, again }: Expected,
): Promise<void> {
  const { page } = guest;
  const where = `${name} (${page.url().replace(/\/p\/[^/?]+/, '/p/…')})`;
  const facts = Facts.parse(await page.evaluate(FACTS));
  expect.soft(facts, where).toEqual({ language, headings: 1, unlabelled: [] });
  await fits(page, where);
  if (!again) {
    await keyboardGoesThrough(page, where);
    await shutsNobodyOut(page, where);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  if (!again) await shutsNobodyOut(page, `${where}, dark`, ['color-contrast']);
  expect.soft(await page.evaluate(IS_DARK), `${where} has a dark ground`).toBe(true);
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(guest.complaints, `${where}: complaints of the browser`).toEqual([]);
  expect.soft(guest.strangers, `${where}: requests elsewhere`).toEqual([]);
  if (!keep) await forAlbum(page, name, language);
}

const Facts = z.object({
  language: z.string(),
  headings: z.number(),
  unlabelled: z.array(z.string()),
});

const FACTS = `({
  language: document.documentElement.lang,
  headings: document.querySelectorAll('h1').length,
  unlabelled: [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
    .filter((field) => !field.labels.length && !field.ariaLabel && !field.hasAttribute('aria-labelledby'))
    .map((field) => field.outerHTML),
})`;

/** The ground is the nearest that has a colour; the browser's own canvas when none has. */
const IS_DARK = `(() => {
  const [body, root] = [document.body, document.documentElement].map((one) => getComputedStyle(one));
  const colour = [body.backgroundColor, root.backgroundColor].find((one) => !/, 0\\)$/.test(one));
  if (!colour) return root.colorScheme.includes('dark');
  const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
  return red + green + blue < 200;
})()`;

const WIDER = `[...document.querySelectorAll('body *')]
  .filter((one) => document.documentElement.scrollWidth > innerWidth && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 90))`;

async function fits(page: Page, where: string): Promise<void> {
  const usual = page.viewportSize();
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 700 });
    const wider = z.array(z.string()).parse(await page.evaluate(WIDER));
    expect.soft(wider.slice(0, 4), `${where} is wider than ${width} px`).toEqual([]);
  }
  if (usual) await page.setViewportSize(usual);
}

const Stop = z.object({
  /** Position in the document; -1 for none. */
  at: z.number(),
  outlined: z.boolean(),
  inSight: z.boolean(),
  what: z.string(),
});

const STOP = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement)
    return { at: -1, outlined: true, inSight: true, what: 'nothing' };
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    at: [...document.querySelectorAll('*')].indexOf(one),
    outlined: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    inSight: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    what: one.outerHTML.slice(0, 90),
  };
})()`;

const FROM_THE_TOP = `(() => {
  document.activeElement?.blur?.();
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
})()`;

/** From the first stop to the last: each seen, in the order in which one reads, and no trap. */
async function keyboardGoesThrough(page: Page, where: string): Promise<void> {
  await page.evaluate(FROM_THE_TOP);
  const stops: z.infer<typeof Stop>[] = [];
  for (let pressed = 0; pressed < 200; pressed += 1) {
    await page.keyboard.press('Tab');
    const stop = Stop.parse(await page.evaluate(STOP));
    // A field of several parts, such as a date, is stopped at more than once.
    if (stop.at === (stops.at(-1)?.at ?? -1)) continue;
    if (stop.at < 0 || stop.at === stops[0]?.at) break;
    stops.push(stop);
  }
  const unseen = stops.filter(({ outlined, inSight }) => !outlined || !inSight);
  expect.soft(unseen, `${where}: focus that does not show`).toEqual([]);
  const order = stops.map(({ at }) => at);
  expect.soft(order, `${where}: order of the stops`).toEqual(order.toSorted((a, b) => a - b));
  expect.soft(stops.length, `${where}: stops`).toBeGreaterThan(0);
}

const Violations = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullish(),
    nodes: z.array(z.object({ html: z.string() })),
  }),
);

/** axe-core's rules of WCAG 2.2 A and AA. */
async function shutsNobodyOut(page: Page, where: string, rules: string[] = []): Promise<void> {
  const run =
    rules.length > 0
      ? { type: 'rule', values: rules }
      : {
          type: 'tag',
          values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        };
  await page.evaluate(axe.source);
  const found = Violations.parse(
    await page.evaluate(
      `axe.run({ runOnly: ${JSON.stringify(run)}, resultTypes: ['violations'] }).then(({ violations }) => violations)`,
    ),
  );
  const serious = found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  expect.soft(serious, `${where}: axe-core`).toEqual([]);
}
