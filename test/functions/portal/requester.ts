/** What a requester does at the portal, for tests that begin further on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { decide } from '../../../core/case/answer.ts';
import type { CaseId } from '../../../core/ids.ts';
import { act } from '../../../functions/desk.ts';
import { caseIn, PortalRig } from '../../support/portal-rig.ts';

type Form = Record<string, string | readonly string[]>;

export const disclosure = { residence: 'japan', rights: ['appi.disclose'], language: 'ja' };
export const optOut = { residence: 'california', rights: ['ccpa.opt-out'] };
export const know = { residence: 'california', rights: ['ccpa.know-specific'], period: 'all' };

/** One of the demo's people, as the store knows her. */
export const emily = {
  name: 'Emily Tanaka',
  email: 'emily.tanaka@example.com',
  phone: '415-555-0142',
  dateOfBirth: '1994-09-30',
};

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const picture = () => new File([PNG], 'passport.png', { type: 'image/png' });

export const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

export class Requester {
  readonly rig: PortalRig;
  #count = 0;

  constructor(rig: PortalRig) {
    this.rig = rig;
  }

  /** What a person enters; each time another person unless said otherwise. */
  entered(more: Form) {
    this.#count += 1;
    return {
      language: 'en',
      name: 'Secret Name',
      email: `person${this.#count}@example.com`,
      nonce: `nonce-of-the-form-${String(this.#count).padStart(4, '0')}`,
      ...more,
    };
  }

  async ask(more: Form) {
    const form = this.entered(more);
    const caseId = caseIn(await this.rig.post('/request', form));
    return { caseId, form, link: await this.rig.link(caseId) };
  }

  async page(path: string, headers: Record<string, string> = {}): Promise<string> {
    return (await this.rig.get(path, headers)).text();
  }

  async toPoints(request: Form) {
    const asked = await this.ask(request);
    await this.rig.untilAsked(asked.caseId, 'confirm-contact');
    await this.rig.post(`${asked.link}/confirm`);
    await this.rig.untilAsked(asked.caseId, 'provide-points');
    return asked;
  }

  async toEvidence() {
    const asked = await this.toPoints({ ...disclosure, email: emily.email });
    await this.rig.post(`${asked.link}/points`, emily);
    await this.rig.untilAsked(asked.caseId, 'upload-evidence');
    return asked;
  }

  /** Where the browser goes next, or the page that says what is wrong with the file. */
  async sendDocument(link: string, file: File): Promise<string> {
    const form = await this.page(`${link}/evidence?kind=passport`);
    const response = await this.rig.upload(form, file);
    return response.headers.get('location') ?? (await response.text());
  }

  async toDecision() {
    const request = { ...know, rights: ['ccpa.know-categories'], email: emily.email };
    const asked = await this.toPoints(request);
    await this.rig.post(`${asked.link}/points`, emily);
    await this.rig.untilAsked(asked.caseId, 'decide');
    return asked;
  }

  async toAnswer() {
    const asked = await this.toDecision();
    await act(this.rig.context, asked.caseId, 'operator:test', (now) =>
      decide(now, [{ right: 'ccpa.know-categories', outcome: 'grant', grounds: ['ccpa.granted'] }]),
    );
    await this.rig.untilAsked(asked.caseId, 'fetch-answer');
    return asked;
  }

  /** The last code that was mailed for the case. */
  async codeFor(caseId: CaseId): Promise<string> {
    const { requester } = await this.rig.context.cases.read(caseId);
    const mails = await this.rig.mails(requester?.email ?? '');
    const mail = mails.findLast(
      ({ subject, text }) => subject.includes(caseId) && text.includes('Your code is'),
    );
    return /Your code is: (\d{6})/.exec(mail?.text ?? '')?.[1] ?? '';
  }
}

/** A portal of its own for a file of tests; the requester once it is open. */
export function openPortal(): () => Requester {
  let directory = '';
  let requester: Requester | undefined;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'kaiji-portal-'));
    const options = { evenTime: 0, limits: { requests: 1000, posts: 1000, downloads: 1000 } };
    requester = new Requester(await PortalRig.open(directory, options));
  });
  afterAll(async () => {
    await requester?.rig.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return () => {
    if (!requester) throw new Error('the portal is open within tests only');
    return requester;
  };
}
