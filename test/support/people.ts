/** The people of a journey: what a requester and an officer do, through the doors that they have. */
import nodemailer from 'nodemailer';
import type { Right } from '../../core/law/rights.ts';
import { Browser, type Names } from './browser.ts';
import { eventually } from './eventually.ts';
import { linkIn, Mailbox, type ReadMail } from './mailbox.ts';

export interface Doors {
  baseUrl: string;
  smtpPort: number;
  contactAddress: string;
  /** For addresses in mails and redirects, where they are not those of this machine. */
  names?: Names;
}

export interface Points {
  name: string;
  phone?: string;
  dateOfBirth?: string;
  postalAddress?: string;
  school?: string;
  employer?: string;
}

export interface OwnMail {
  subject: string;
  text: string;
  attachments?: { filename: string; content: Buffer }[];
  from?: string;
  headers?: Record<string, string>;
}

/** A small picture that passes for a passport page. */
export const passport = (): File => new File([PNG], 'passport.png', { type: 'image/png' });

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
);

export class Requester {
  readonly browser: Browser;
  readonly mailbox: Mailbox;
  readonly email: string;
  readonly language: 'en' | 'ja';
  readonly #doors: Doors;
  caseId = '';
  link = '';

  constructor(doors: Doors, email: string, language: 'en' | 'ja') {
    this.#doors = doors;
    this.email = email;
    this.language = language;
    this.browser = new Browser(doors.baseUrl, language, doors.names);
    this.mailbox = new Mailbox(doors.baseUrl, email);
  }

  /** Fills in the web form; the acknowledgement gives case number and link. */
  async asks(
    residence: 'japan' | 'california' | 'elsewhere',
    rights: readonly Right[],
    name: string,
    more: Record<string, string> = {},
  ): Promise<this> {
    await this.browser.visit(`/request?residence=${residence}&lang=${this.language}`);
    const known = new Set(await this.mailbox.ids());
    await this.browser.submit('/request', {
      rights,
      name,
      email: this.email,
      language: this.language,
      ...more,
    });
    return this.#takesLink(await this.#newMail(known));
  }

  /** Asks by e-mail; the answer gives case number and link. */
  async asksByMail(mail: OwnMail): Promise<this> {
    const known = new Set(await this.mailbox.ids());
    await this.writes(mail);
    return this.#takesLink(await this.#newMail(known));
  }

  /** Writes an e-mail to the contact address. */
  async writes(mail: OwnMail): Promise<void> {
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port: this.#doors.smtpPort,
      secure: false,
      ignoreTLS: true,
    });
    await transport.sendMail({ from: this.email, to: this.#doors.contactAddress, ...mail });
    transport.close();
  }

  /** Takes case number and portal link from a mail. */
  async takesLinkFrom(words: string | RegExp): Promise<this> {
    return this.#takesLink(await this.mailbox.waitFor(words));
  }

  #newMail(known: ReadonlySet<string>): Promise<ReadMail> {
    return eventually(
      async () => {
        for (const id of await this.mailbox.ids()) {
          const mail = known.has(id) ? null : await this.mailbox.read(id);
          if (mail && /\/p\/KJ-/.test(mail.text)) return mail;
        }
        return null;
      },
      () => `no new mail with a link for ${this.email}; the page says: ${this.browser.text}`,
    );
  }

  #takesLink(mail: ReadMail): this {
    this.link = linkIn(mail);
    this.caseId = /KJ-[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(mail.subject)?.[0] ?? '';
    return this;
  }

  async opensCase(): Promise<Browser> {
    return this.browser.visit(this.link);
  }

  /** Waits until the case's page says so. */
  seesOnCase(words: string | RegExp): Promise<Browser> {
    return eventually(
      async () => {
        const { text } = await this.opensCase();
        return (
          (typeof words === 'string' ? text.includes(words) : words.test(text)) && this.browser
        );
      },
      () => `the case's page never says ${words}: ${this.browser.text}`,
    );
  }

  /** Waits until the page offers a form or link that leads to an act. */
  mayDo(act: string): Promise<Browser> {
    return eventually(
      async () => {
        const { page } = await this.opensCase();
        const offered = [
          ...page.querySelectorAll('form').map((form) => form.getAttribute('action')),
          ...page.querySelectorAll('a').map((a) => a.getAttribute('href')),
        ];
        return offered.some((target) => target?.endsWith(`/${act}`)) && this.browser;
      },
      () => `the case never offers ${act}: ${this.browser.text}`,
    );
  }

  /** Says on the mailed form what the e-mail left open. */
  async completes(
    residence: 'japan' | 'california' | 'elsewhere',
    rights: readonly Right[],
    name: string,
  ): Promise<void> {
    await this.mayDo('complete');
    await this.browser.visit(`${new URL(this.link).pathname}/complete?residence=${residence}`);
    await this.browser.submit('/complete', { rights, name });
  }

  async confirms(): Promise<void> {
    await this.mayDo('confirm');
    await this.browser.submit('/confirm');
  }

  async offersPoints(points: Points, declaration?: string): Promise<void> {
    await this.mayDo('points');
    await this.browser.visit(`${new URL(this.link).pathname}/points`);
    await this.browser.submit('/points', {
      ...points,
      ...(declaration && { declare: 'yes', signature: declaration }),
    });
    if (this.browser.status !== 200) throw new Error(`points refused: ${this.browser.text}`);
  }

  async uploads(kind: string, file: File): Promise<void> {
    await this.mayDo('evidence');
    await this.browser.visit(`${new URL(this.link).pathname}/evidence?kind=${kind}`);
    await this.browser.submit('/vault/upload', { file });
  }

  /** From two tabs, as one who saw no answer the first time. */
  async uploadsTwice(kind: string, file: File): Promise<void> {
    const tab = new Browser(this.#doors.baseUrl, this.language, this.#doors.names);
    await this.mayDo('evidence');
    await tab.visit(`${new URL(this.link).pathname}/evidence?kind=${kind}`);
    await this.uploads(kind, file);
    await tab.submit('/vault/upload', { file });
  }

  /** Pays in the checkout; the webhook tells the case. */
  async pays(act: 'pay' | 'late' = 'pay'): Promise<string> {
    await this.mayDo('pay');
    await this.browser.submit('/pay');
    const checkout = this.browser.url;
    await postAct(checkout, act);
    return checkout;
  }

  async withdraws(): Promise<void> {
    await this.browser.visit(`${new URL(this.link).pathname}/withdraw`);
    await this.browser.submit('/withdraw');
  }

  /** Asks for the code, reads it in the mail, enters it, downloads the package. */
  async fetchesAnswer(): Promise<Uint8Array> {
    await this.unlocks();
    const answer = await this.browser.download(`${new URL(this.link).pathname}/answer/package`);
    if (answer.status !== 200) throw new Error(`no package: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  async unlocks(): Promise<void> {
    await this.mayDo('answer');
    await this.browser.visit(`${new URL(this.link).pathname}/answer`);
    if (this.browser.page.querySelector('a[href$="/answer/package"]')) return;
    const known = new Set(await this.mailbox.ids());
    await this.browser.submit('/answer/code');
    await this.browser.submit('/answer/enter', { code: await this.#code(known) });
  }

  #code(known: ReadonlySet<string>): Promise<string> {
    return eventually(
      async () => {
        for (const id of await this.mailbox.ids()) {
          const { text } = known.has(id) ? { text: '' } : await this.mailbox.read(id);
          const [code] = /\b\d{6}\b/.exec(text) ?? [];
          if (code) return code;
        }
        return null;
      },
      () => 'no code came',
    );
  }
}

/** What a browser's button on the stand-in's checkout page does. */
export async function postAct(checkout: string, act: 'pay' | 'late' | 'resend'): Promise<void> {
  const { origin } = new URL(checkout);
  const body = new URLSearchParams({ act });
  const headers = { origin, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(checkout, { method: 'POST', body, headers, redirect: 'manual' });
  if (answer.status >= 400) throw new Error(`checkout: ${answer.status} ${await answer.text()}`);
}

interface OwnDecision {
  right: Right;
  outcome: string;
  grounds: readonly string[];
  /** For the record, where the ground asks for it. */
  reason?: string;
}

export class Officer {
  readonly browser: Browser;
  readonly #doors: Doors;

  constructor(doors: Doors) {
    this.#doors = doors;
    this.browser = new Browser(doors.baseUrl, 'en', doors.names);
  }

  /** By the link printed at the first start, or by one that is mailed. */
  async signsIn(first: string | null, email = 'officer@leverages.example'): Promise<this> {
    await this.browser.visit(first ?? (await this.#mailedLink(email)));
    await this.browser.submit(new URL(this.browser.url).pathname);
    return this;
  }

  async #mailedLink(email: string): Promise<string> {
    const mailbox = new Mailbox(this.#doors.baseUrl, email);
    const known = new Set(await mailbox.ids());
    await this.browser.visit('/console/sign-in');
    await this.browser.submit('/console/sign-in', { email });
    return eventually(
      async () => {
        for (const id of await mailbox.ids()) {
          const { text } = known.has(id) ? { text: '' } : await mailbox.read(id);
          const [link] = /https?:\/\/\S+\/console\/sign-in\/\S+/.exec(text) ?? [];
          if (link) return link;
        }
        return null;
      },
      () => 'no sign-in link came',
    );
  }

  /** Opens the case and waits until it has a form for this act. */
  mayDo(caseId: string, act: string): Promise<Browser> {
    return eventually(
      async () => {
        let { page } = await this.browser.visit(`/console/cases/${caseId}`);
        // The session has run out: sign in again, as one would.
        if (this.browser.url.includes('/sign-in')) {
          await this.signsIn(null);
          ({ page } = await this.browser.visit(`/console/cases/${caseId}`));
        }
        const forms = page.querySelectorAll('form');
        return forms.some((one) => one.getAttribute('action')?.endsWith(`/${act}`)) && this.browser;
      },
      () => `the console never offers ${act} for ${caseId}: ${this.browser.text}`,
    );
  }

  /** The stores by name, once each of them answers; a demo company has just been founded. */
  seesStoresAnswer(): Promise<string[]> {
    return eventually(
      async () => {
        const { page } = await this.browser.visit('/console/stores');
        const lines = page.querySelectorAll('table.stores tbody tr');
        const answering = lines.filter((line) => line.querySelector('.status.complete'));
        const names = lines.map((line) => line.querySelector('strong')?.text ?? '');
        return lines.length > 0 && answering.length === lines.length && names;
      },
      () => `a store does not answer: ${this.browser.text}`,
      30_000,
    );
  }

  async judges(
    caseId: string,
    verdict: 'accepted' | 'better' | 'refused',
    reason?: string,
  ): Promise<void> {
    await this.mayDo(caseId, 'judge');
    await this.browser.submit('/judge', {
      verdict,
      ...(reason && { [`reason-${verdict}`]: reason }),
    });
  }

  /** With what is proposed, or as told. */
  async decides(caseId: string, decisions: readonly OwnDecision[] = []): Promise<void> {
    await this.mayDo(caseId, 'decide');
    const entries = decisions.flatMap(({ right, outcome, grounds, reason }) => [
      [`outcome:${right}`, outcome] as const,
      ...(grounds.length > 0 ? [[`grounds:${right}:${outcome}`, grounds] as const] : []),
      ...(reason ? [[`reason:${right}:${outcome}`, reason] as const] : []),
    ]);
    await this.browser.submit('/decide', Object.fromEntries(entries));
    if (this.browser.status >= 400) throw new Error(`not decided: ${this.browser.text}`);
  }

  async collectsByHand(caseId: string, answer: Record<string, string>): Promise<void> {
    await this.mayDo(caseId, 'by-hand');
    await this.browser.submit('/by-hand', answer);
  }

  async unsticks(caseId: string, how: 'retry' | 'abandon'): Promise<void> {
    await this.mayDo(caseId, 'unstick');
    await this.browser.submit('/unstick', { how });
  }
}
