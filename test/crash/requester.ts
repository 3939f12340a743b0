/**
 * A requester who does what their case's page asks for, one thing after the other, until it is
 * over. They go by the page alone, so that they are right wherever the service was killed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import type { Right } from '../../core/law/rights.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';
import { type Doors, type Points, passport, postAct } from '../support/people.ts';
import { type Check, NoAnswer, PatientBrowser, tried, untilAnswered } from './patience.ts';

const LOOK_EVERY_MS = 40;

/** What a person wants, and how they go about it. */
export interface Wish {
  email: string;
  language: 'en' | 'ja';
  name: string;
  residence: 'japan' | 'california';
  rights: readonly Right[];
  points: Points;
  /** Does not rest before they hold the package. */
  getsAnswer?: boolean;
  /** Asks by this mail, not by the form. */
  mail?: string;
  /** So many payments, although one is enough. */
  payments?: number;
  withdraws?: boolean;
}

/** What a person has besides the service's doors. */
export interface Means {
  /** How often their bank statement says that they have paid for the case. */
  payments: (caseId: string) => number;
  waitAnHour: () => void;
  check: Check;
}

export class PatientRequester {
  readonly wish: Wish;
  readonly #doors: Doors;
  readonly #browser: PatientBrowser;
  readonly #mailbox: Mailbox;
  readonly #means: Means;
  readonly #codesTried = new Set<string>();
  #checkout: string | null = null;
  caseId = '';
  link = '';
  answer: Uint8Array | null = null;
  /** What the last page said, for whoever waits too long. */
  seen = '';

  constructor(wish: Wish, doors: Doors, means: Means) {
    this.wish = wish;
    this.#doors = doors;
    this.#means = means;
    this.#browser = new PatientBrowser(doors.baseUrl, wish.language, means.check);
    this.#mailbox = new Mailbox(doors.baseUrl, wish.email);
  }

  async goesThrough(): Promise<this> {
    await (this.wish.mail ? this.#writes(this.wish.mail) : this.#fillsIn());
    await this.#takesLink();
    while (!(await this.#isOver())) {
      this.#means.check();
      await sleep(LOOK_EVERY_MS);
    }
    return this;
  }

  async #fillsIn(): Promise<void> {
    const { residence, language, rights, name, email } = this.wish;
    await this.#browser.visit(`/request?residence=${residence}&lang=${language}`);
    // The same page is sent again, as a browser offers: it makes one case.
    await untilAnswered(
      () => this.#browser.submit('/request', { rights, name, email, language }),
      this.#means.check,
    );
  }

  /** The very same mail again and again, as a mail server does. */
  async #writes(raw: string): Promise<void> {
    const { smtpPort: port, contactAddress: to } = this.#doors;
    await untilAnswered(async () => {
      const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
      try {
        await transport.sendMail({ envelope: { from: this.wish.email, to }, raw });
      } catch (cause) {
        throw new NoAnswer('the mail was not taken', { cause });
      } finally {
        transport.close();
      }
    }, this.#means.check);
  }

  async #takesLink(): Promise<void> {
    for (;;) {
      this.#means.check();
      const mails = await this.#mails();
      const mail = mails.find(({ text }) => /\/p\/KJ-/.test(text));
      if (mail) {
        this.link = linkIn(mail);
        this.caseId = /KJ-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(mail.subject)?.[0] ?? '';
        return;
      }
      this.seen = `no mail for ${this.wish.email}; the page said: ${this.#browser.text}`;
      await sleep(LOOK_EVERY_MS);
    }
  }

  #mails() {
    return untilAnswered(() => this.#mailbox.all(), this.#means.check);
  }

  /** Does what the page offers next. */
  async #isOver(): Promise<boolean> {
    await this.#browser.visit(this.link);
    const { offers, text, status } = this.#browser;
    this.seen = `${this.wish.email}: ${text.slice(0, 600)}`;
    if (status !== 200) throw new Error(`the case's page: ${status} ${text}`);
    const page = new URL(this.link).pathname;
    if (this.wish.withdraws && offers.has('points')) {
      await this.#browser.visit(`${page}/withdraw`);
      await tried(() => this.#browser.submit('/withdraw'));
    } else if (offers.has('confirm')) await tried(() => this.#browser.submit('/confirm'));
    else if (offers.has('complete')) await this.#completes(page);
    else if (offers.has('points')) await this.#offersPoints(page);
    else if (offers.has('evidence')) await this.#uploads(page);
    else if (offers.has('pay')) await tried(() => this.#pays());
    else if (this.#owesMore && this.#checkout) await this.#paysAgain(this.#checkout);
    else if (offers.has('answer') && !this.answer) await tried(() => this.#fetches(page));
    if (this.#owesMore) return false;
    // Who can still withdraw is waited for, or waits.
    return this.wish.getsAnswer ? this.answer !== null : !offers.has('withdraw');
  }

  get #owesMore(): boolean {
    return this.#means.payments(this.caseId) < (this.wish.payments ?? 0);
  }

  async #completes(page: string): Promise<void> {
    const { residence, rights, name } = this.wish;
    await this.#browser.visit(`${page}/complete?residence=${residence}`);
    if (this.#browser.offers.has('complete'))
      await tried(() => this.#browser.submit('/complete', { rights, name }));
  }

  async #offersPoints(page: string): Promise<void> {
    await this.#browser.visit(`${page}/points`);
    const declares = this.#browser.page.querySelector('[name=declare]') !== null;
    const { points, name } = this.wish;
    if (this.#browser.offers.has('points'))
      await tried(() =>
        this.#browser.submit('/points', {
          ...points,
          ...(declares && { declare: 'yes', signature: name }),
        }),
      );
  }

  async #uploads(page: string): Promise<void> {
    await this.#browser.visit(`${page}/evidence?kind=passport`);
    if (this.#browser.offers.has('upload'))
      await tried(() => this.#browser.submit('/vault/upload', { file: passport() }));
  }

  /** Pays only where the checkout still asks for it. */
  async #pays(): Promise<void> {
    await this.#browser.submit('/pay');
    if (!this.#browser.url.includes('/checkout/')) return;
    this.#checkout = this.#browser.url;
    const asks = this.#browser.page.querySelector('button[value=pay]');
    if (asks && this.#means.payments(this.caseId) === 0) await postAct(this.#checkout, 'pay');
  }

  async #paysAgain(checkout: string): Promise<void> {
    await tried(() => postAct(checkout, 'late'));
  }

  /** Asks for a code, enters the newest that came, downloads the package to its last byte. */
  async #fetches(page: string): Promise<void> {
    await this.#browser.visit(`${page}/answer`);
    if (this.#browser.offers.has('code')) await this.#enters();
    if (!this.#browser.offers.has('package')) return;
    const download = await this.#browser.download(`${page}/answer/package`);
    if (download.status >= 500) throw new NoAnswer('no package');
    if (download.status !== 200) return;
    const size = Number(download.headers.get('content-length'));
    const bytes = new Uint8Array(await download.arrayBuffer());
    if (bytes.length === size) this.answer = bytes;
  }

  async #enters(): Promise<void> {
    await this.#browser.submit('/answer/code');
    // As many codes as there are in an hour were lost in crashes.
    if (this.#browser.status === 429) this.#means.waitAnHour();
    if (!this.#browser.offers.has('enter')) return;
    const until = performance.now() + 1_500;
    while (performance.now() < until) {
      // The newest comes first.
      const codes = (await this.#mails()).flatMap(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
      const [code] = codes;
      if (code && !this.#codesTried.has(code)) {
        this.#codesTried.add(code);
        await this.#browser.submit('/answer/enter', { code });
        return;
      }
      await sleep(LOOK_EVERY_MS);
    }
  }
}
