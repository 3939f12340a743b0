/** Somebody at a browser: one window, the keyboard, and an ear for what the browser complains of. */
import type { Browser, Locator, Page } from 'playwright-core';

/** More stops than any page has. */
const MOST_STOPS = 250;

export interface GuestOptions {
  baseUrl: string;
  locale: 'ja-JP' | 'en-US';
  width: number;
  height: number;
  javaScript?: boolean;
}

export class Guest {
  readonly page: Page;
  /** Errors of the console, broken scripts, breaches of the Content-Security-Policy. */
  readonly complaints: string[] = [];
  /** Requests to anything but the service. */
  readonly strangers: string[] = [];

  private constructor(page: Page, baseUrl: string) {
    this.page = page;
    page.on('console', (message) => {
      // That the page asked for is not there is its own answer.
      const itself = message.location().url === page.url();
      if (message.type() === 'error' && !(itself && /status of 4\d\d/.test(message.text())))
        this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== baseUrl && !['data:', 'blob:'].includes(protocol))
        this.strangers.push(request.url());
    });
  }

  static async arrives(browser: Browser, options: GuestOptions): Promise<Guest> {
    const { baseUrl, locale, width, height, javaScript = true } = options;
    const context = await browser.newContext({
      baseURL: baseUrl,
      locale,
      viewport: { width, height },
      javaScriptEnabled: javaScript,
      acceptDownloads: true,
    });
    context.setDefaultTimeout(10_000);
    return new Guest(await context.newPage(), baseUrl);
  }

  /** Tab after Tab until it is there, as those do who have no mouse. */
  async tabsTo(selector: string): Promise<Locator> {
    const target = this.page.locator(selector).first();
    await target.waitFor();
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await this.page.locator(`:focus`).and(target).count()) return target;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard never comes to ${selector} on ${this.page.url()}`);
  }

  async types(selector: string, text: string): Promise<void> {
    await this.tabsTo(selector);
    await this.page.keyboard.type(text);
  }

  /** A choice or a box. */
  async ticks(selector: string): Promise<void> {
    await this.tabsTo(selector);
    await this.page.keyboard.press('Space');
  }

  /** Enter on a link or a button that leads to another page. */
  async enters(selector: string): Promise<void> {
    await this.tabsTo(selector);
    const arrived = this.page.waitForEvent('load');
    await this.page.keyboard.press('Enter');
    await arrived;
  }

  /** Opens the page again and again until it offers this. */
  async waitsFor(address: string, selector: string): Promise<void> {
    const until = performance.now() + 20_000;
    for (;;) {
      await this.page.goto(address);
      if (await this.page.locator(selector).count()) return;
      if (performance.now() > until)
        throw new Error(
          `${address} never offers ${selector}: ${await this.page.locator('main').textContent()}`,
        );
      await this.page.waitForTimeout(200);
    }
  }

  async leaves(): Promise<void> {
    await this.page.context().close();
  }
}
