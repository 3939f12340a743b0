/** The operator: looks at the queue, and does in each case what waits for them, until told to go home. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Mailbox } from '../support/mailbox.ts';
import type { Doors } from '../support/people.ts';
import { type Check, PatientBrowser, tried, untilAnswered } from './patience.ts';

const LOOK_EVERY_MS = 60;
const ADDRESS = 'officer@leverages.example';

export class PatientOfficer {
  readonly #doors: Doors;
  readonly #browser: PatientBrowser;
  readonly #firstSignIn: () => string | null;
  readonly #check: Check;
  #atWork = true;

  /** @param firstSignIn the link that the service printed when it last started */
  constructor(doors: Doors, firstSignIn: () => string | null, check: Check) {
    this.#doors = doors;
    this.#firstSignIn = firstSignIn;
    this.#check = check;
    this.#browser = new PatientBrowser(doors.baseUrl, 'en', check);
  }

  goesHome(): void {
    this.#atWork = false;
  }

  async works(): Promise<void> {
    while (this.#atWork) {
      this.#check();
      await this.#browser.visit('/console?show=mine');
      if (this.#browser.offers.has('sign-in')) await this.#signsIn();
      for (const address of this.#cases()) await this.#doesWhatWaits(address);
      await sleep(LOOK_EVERY_MS);
    }
  }

  #cases(): string[] {
    return this.#browser.page
      .querySelectorAll('a[href^="/console/cases/"]')
      .flatMap((a) => a.getAttribute('href') ?? []);
  }

  async #doesWhatWaits(address: string): Promise<void> {
    await this.#browser.visit(address);
    const { offers } = this.#browser;
    if (offers.has('judge'))
      await tried(() => this.#browser.submit('/judge', { verdict: 'accepted' }));
    else if (offers.has('decide')) await tried(() => this.#decides());
    else if (offers.has('carry-out')) await tried(() => this.#carriesOut());
    else if (offers.has('unstick'))
      throw new Error(`a case got stuck: ${address} ${this.#browser.text}`);
  }

  /** With what is proposed; a deletion, for which nothing is, is granted. */
  async #decides(): Promise<void> {
    const asked = this.#browser.page.querySelector('input[name="outcome:ccpa.delete"]');
    const granted = {
      'outcome:ccpa.delete': 'grant',
      'grounds:ccpa.delete:grant': 'ccpa.deleted',
    };
    await this.#browser.submit('/decide', asked ? granted : {});
  }

  /** In the first store that waits: all done, and nobody else to tell. */
  async #carriesOut(): Promise<void> {
    const form = this.#browser.page.querySelector('form[action$="/carry-out"]');
    const names = new Set(
      form?.querySelectorAll('input[type=radio]').map((input) => input.getAttribute('name') ?? ''),
    );
    const said = [...names].map((name) => [name, name.startsWith('how:') ? 'done' : 'none']);
    await this.#browser.submit('/carry-out', Object.fromEntries(said));
  }

  async #signsIn(): Promise<void> {
    const link = this.#firstSignIn() ?? (await this.#mailedLink());
    if (!link) return;
    await this.#browser.visit(link);
    // Used by a sign-in that nobody answered: the next start prints none, and one is mailed.
    if (this.#browser.status !== 200) return;
    await tried(() => this.#browser.submit(new URL(link).pathname));
  }

  /** The newest; an older one may have been used by a sign-in that nobody answered. */
  async #mailedLink(): Promise<string | null> {
    const mailbox = new Mailbox(this.#doors.baseUrl, ADDRESS);
    const known = new Set(await untilAnswered(() => mailbox.ids(), this.#check));
    await this.#browser.visit('/console/sign-in');
    await tried(() => this.#browser.submit('/console/sign-in', { email: ADDRESS }));
    for (let look = 0; look < 40; look += 1) {
      const [newest] = (await untilAnswered(() => mailbox.ids(), this.#check)).filter(
        (id) => !known.has(id),
      );
      if (newest) {
        const { text } = await untilAnswered(() => mailbox.read(newest), this.#check);
        return /https?:\/\/\S+\/console\/sign-in\/\S+/.exec(text)?.[0] ?? null;
      }
      await sleep(LOOK_EVERY_MS);
    }
    return null;
  }
}
