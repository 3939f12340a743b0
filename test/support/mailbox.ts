/** Reads the demo's mailbox over HTTP, as the person at that address would. */
import { parse } from 'node-html-parser';
import PostalMime from 'postal-mime';
import { eventually } from './eventually.ts';

export interface ReadMail {
  id: string;
  subject: string;
  text: string;
  raw: Uint8Array;
}

export class Mailbox {
  readonly #origin: string;
  readonly #address: string;

  constructor(origin: string, address: string) {
    this.#origin = origin;
    this.#address = address;
  }

  /** Newest first. */
  async ids(): Promise<string[]> {
    const page = parse(await (await fetch(`${this.#origin}/mailbox`)).text());
    return page
      .querySelectorAll('ul.mails li')
      .filter((line) => line.querySelector('.faint')?.text.startsWith(`${this.#address} `))
      .flatMap((line) => line.querySelector('a')?.getAttribute('href')?.split('/').at(-1) ?? []);
  }

  async read(id: string): Promise<ReadMail> {
    const answer = await fetch(`${this.#origin}/mailbox/${id}/raw`);
    const raw = new Uint8Array(await answer.arrayBuffer());
    const { subject = '', text = '' } = await PostalMime.parse(raw);
    return { id, subject, text, raw };
  }

  async all(): Promise<ReadMail[]> {
    return Promise.all((await this.ids()).map((id) => this.read(id)));
  }

  /** The newest mail whose subject or text says so; waits for it. */
  waitFor(words: string | RegExp): Promise<ReadMail> {
    const says = ({ subject, text }: ReadMail) =>
      typeof words === 'string'
        ? `${subject}\n${text}`.includes(words)
        : words.test(`${subject}\n${text}`);
    let seen: ReadMail[] = [];
    return eventually(
      async () => {
        seen = await this.all();
        return seen.find(says);
      },
      () => `no mail says ${words}; there are: ${seen.map(({ subject }) => subject).join(' | ')}`,
    );
  }
}

/** The portal link in a mail. */
export function linkIn({ text }: ReadMail): string {
  const [link] = /https?:\/\/\S+\/p\/\S+/.exec(text) ?? [];
  if (!link) throw new Error(`no portal link in: ${text}`);
  return link;
}
