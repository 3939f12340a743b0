/** The one call of SES that we make, over the wire (form-encoded in, XML out); what was taken is kept. */
import { randomUUID } from 'node:crypto';
import { SESClient } from '@aws-sdk/client-ses';
import { onTestFinished } from 'vitest';
import { SDK_ONCE } from '../../platform/aws/clients.ts';
import { LOCAL } from './aws-table.ts';
import { wireServer } from './aws-wire.ts';

interface TakenMail {
  sesId: string;
  from: string;
  to: string;
  raw: string;
  /** As SES would give it back with its events. */
  tags: Record<string, string[]>;
}

/** `taken, no reply`: the mail is on its way, and the connection breaks. */
type Mood = 'well' | 'throttled' | 'rejects' | 'taken, no reply';

export class TestSes {
  readonly taken: TakenMail[] = [];
  /** How the next calls go, one each; after them all is well. */
  readonly moods: Mood[] = [];
  readonly client: SESClient;
  readonly endpoint: string;

  private constructor(endpoint: string) {
    this.endpoint = endpoint;
    this.client = new SESClient({ ...LOCAL, ...SDK_ONCE, endpoint });
    onTestFinished(() => this.client.destroy());
  }

  static async open(): Promise<TestSes> {
    const later: { ses?: TestSes } = {};
    const endpoint = await wireServer(async (_, body, breakOff) => {
      const ses = later.ses;
      const mood = ses?.moods.shift() ?? 'well';
      if (mood === 'throttled') return refusal('Throttling', 'Maximum sending rate exceeded.');
      if (mood === 'rejects')
        return refusal('MessageRejected', 'Address hanako@example.jp is not verified.');
      const sesId = `0100${randomUUID()}`;
      ses?.take(new URLSearchParams(body.toString('utf8')), sesId);
      if (mood === 'taken, no reply') breakOff();
      const result = `<SendRawEmailResult><MessageId>${sesId}</MessageId></SendRawEmailResult>`;
      return xml(200, `<SendRawEmailResponse xmlns="${XMLNS}">${result}</SendRawEmailResponse>`);
    });
    later.ses = new TestSes(endpoint);
    return later.ses;
  }

  take(form: URLSearchParams, sesId: string): void {
    this.taken.push({
      sesId,
      from: form.get('Source') ?? '',
      to: form.get('Destinations.member.1') ?? '',
      raw: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString('utf8'),
      tags: { [form.get('Tags.member.1.Name') ?? '']: [form.get('Tags.member.1.Value') ?? ''] },
    });
  }
}

const XMLNS = 'http://ses.amazonaws.com/doc/2010-12-01/';

const xml = (status: number, body: string) => ({ status, type: 'text/xml', body });

const refusal = (code: string, message: string) =>
  xml(
    400,
    `<ErrorResponse xmlns="${XMLNS}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  );
