/** What the demo shows: who does what, where the case stands then, and whether it is as it should be. */
import { isDeepStrictEqual, styleText } from 'node:util';
import type { Language } from '../../core/law/rights.ts';
import { PAGE_WORDS } from '../../functions/pages/words.ts';
import { eventually } from '../support/eventually.ts';
import type { Requester } from '../support/people.ts';
import { type Lit, stationsOn } from './stations.ts';

type Style = Parameters<typeof styleText>[0];
const dressed = (style: Style, text: string) => styleText(style, text, { stream: process.stdout });
const faint = (text: string) => dressed('dim', text);

/** Something was to hold, and does not. */
export class Unmet extends Error {
  override readonly name = 'Unmet';
  constructor(what: string, expected: unknown, seen: unknown) {
    super(`${what}\n  expected  ${shown(expected)}\n  seen      ${shown(seen)}`);
  }
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

type Station = keyof (typeof PAGE_WORDS)['en']['stations'];
type Who = 'requester' | 'operator' | 'Stripe' | 'Kaiji' | 'anyone';

export class Story {
  readonly #requester: Requester;
  readonly #began = performance.now();
  #stations: Lit[] = [];

  constructor(title: string, who: string, requester: Requester) {
    this.#requester = requester;
    console.log(`\n${dressed('bold', title)}\n${faint(`    ${who} <${requester.email}>`)}`);
  }

  /** Somebody does something; then the requester's page comes to this station. */
  async step(who: Who, what: string, act: () => Promise<unknown>, station: Station): Promise<void> {
    const began = performance.now();
    await act();
    await this.#reaches(station);
    const stands = `${line(this.#stations)} ${this.#here()}`;
    this.#say(`${seconds(began)}  ${who.padEnd(9)}  ${padded(what, 58)}  ${stands}`);
  }

  /** @throws {Unmet} */
  holds(what: string, expected: unknown, seen: unknown): void {
    if (!isDeepStrictEqual(expected, seen)) throw new Unmet(what, expected, seen);
    this.#say(`${' '.repeat(7)}${dressed('green', '✓')} ${what}`);
  }

  /** A mail has come with these words in its subject, about this case and no older one. */
  async mailed(words: string): Promise<void> {
    const { caseId, mailbox } = this.#requester;
    const { subject } = await mailbox.waitFor(new RegExp(`^\\[${caseId}\\].*${words}`));
    this.#say(`${' '.repeat(7)}${dressed('green', '✓')} mail: ${subject}`);
  }

  /** The requester's page says so, perhaps a moment later. */
  async pageSays(words: string): Promise<void> {
    await this.#requester.seesOnCase(words);
    this.#say(`${' '.repeat(7)}${dressed('green', '✓')} page: ${words}`);
  }

  end(): void {
    const names = this.#stations.map(({ name, state }) => (state === 'ahead' ? faint(name) : name));
    this.#say(`${faint(seconds(this.#began))}  ${this.#requester.caseId}  ${names.join(' ─ ')}`);
  }

  async #reaches(station: Station): Promise<void> {
    const { language } = this.#requester;
    const wanted = wordFor(station, language);
    await eventually(
      async () => {
        this.#stations = stationsOn((await this.#requester.opensCase()).page);
        return this.#here() === wanted;
      },
      () => new Unmet('where the case stands', wanted, this.#here()).message,
      20_000,
    );
  }

  #here(): string {
    const lit = this.#stations.find(({ state }) => state === 'current');
    return (lit ?? this.#stations.findLast(({ state }) => state === 'done'))?.name ?? 'nowhere';
  }

  #say(text: string): void {
    console.log(`    ${text}`);
  }
}

const wordFor = (station: Station, language: Language) => PAGE_WORDS[language].stations[station];

const MARKS = { done: '●', current: '◉', ahead: '○' } as const;

const line = (stations: readonly Lit[]) =>
  stations.map(({ state }) => (state === 'ahead' ? faint('○') : MARKS[state])).join('');

const seconds = (since: number) =>
  `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(6);

/** Columns that a terminal gives to a text: two to each of the wide letters of Japanese. */
const width = (text: string) =>
  [...text].reduce((sum, letter) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(letter) ? 2 : 1), 0);

const padded = (text: string, columns: number) =>
  text + ' '.repeat(Math.max(0, columns - width(text)));
