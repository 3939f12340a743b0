/** What people do differently on AWS: files go to S3 itself, operators sign in with Cognito. */
import { Officer, type Requester } from '../support/people.ts';
import { looksThroughUploads } from './aws.ts';
import { doors, OFFICER, outputs } from './cloud.ts';

/** Where a page leads by itself. */
const ONWARD = /http-equiv="refresh" content="0;url=([^"]+)"/;

/** Posted to S3 by the form that the portal gave out, and found harmless there. */
export async function uploads(who: Requester, kind: string, file: File): Promise<void> {
  await who.mayDo('evidence');
  await who.browser.visit(`${new URL(who.link).pathname}/evidence?kind=${kind}`);
  await who.browser.submit(`/${outputs.VaultBucket}`, { file });
  await looksThroughUploads('NO_THREATS_FOUND');
}

export class CloudOfficer extends Officer {
  constructor() {
    super(doors);
  }

  /** At Cognito's own page; it leads back. */
  override async signsIn(): Promise<this> {
    await this.#leads(await this.browser.visit('/console'));
    await this.browser.submit('/login', OFFICER);
    await this.#leads(this.browser);
    return this;
  }

  async #leads({ page }: Officer['browser']): Promise<void> {
    const [, onward] = ONWARD.exec(page.toString()) ?? [];
    if (onward) await this.#leads(await this.browser.visit(onward.replaceAll('&amp;', '&')));
  }
}
