/** The line of stations as a page shows it. */
import type { HTMLElement } from 'node-html-parser';
import type { StationState } from '../../core/case/journey.ts';

export interface Lit {
  name: string;
  state: StationState['state'];
}

export function stationsOn(page: HTMLElement): Lit[] {
  return page.querySelectorAll('ol.journey li').flatMap((item) => {
    const name = item.querySelector('span')?.childNodes[0]?.text.trim() ?? '';
    const state = (['done', 'current', 'ahead'] as const).find((one) =>
      item.classList.contains(one),
    );
    return state ? [{ name, state }] : [];
  });
}
