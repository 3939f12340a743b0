import { describe, expect, it } from 'vitest';
import { receivedBySes } from '../../../functions/lambda/received-by-ses.ts';
import { handedIn, storedBySes } from '../../support/ses-mail.ts';

const read = (raw: string) => {
  const { mail, ...said } = receivedBySes(Buffer.from(raw));
  return { ...said, mail: Buffer.from(mail).toString() };
};
const NONE = { spf: 'none', dkim: 'none', dmarc: 'none' };

describe('what SES says of a mail', () => {
  it('stands before it, and the mail is what was handed in', () => {
    expect(read(storedBySes(handedIn()))).toEqual({
      envelopeFrom: 'hanako@example.jp',
      virus: 'passed',
      spam: false,
      verdicts: { spf: 'pass', dkim: 'pass', dmarc: 'pass' },
      mail: handedIn(),
    });
  });

  it.each([
    [{ envelopeFrom: '' }, { envelopeFrom: '' }],
    [{ spam: 'FAIL' }, { spam: true }],
    [{ virus: 'FAIL' }, { virus: 'found' }],
    [{ virus: 'GRAY' }, { virus: 'unknown' }],
    [{ virus: 'PROCESSING_FAILED' }, { virus: 'unknown' }],
    [{ spf: 'softfail' }, { verdicts: { spf: 'softfail', dkim: 'pass', dmarc: 'pass' } }],
    [{ dkim: ['fail', 'pass'] }, { verdicts: { spf: 'pass', dkim: 'pass', dmarc: 'pass' } }],
    [{ dkim: [] }, { verdicts: { spf: 'pass', dkim: 'none', dmarc: 'pass' } }],
    [{ dmarc: 'permerror' }, { verdicts: { spf: 'pass', dkim: 'pass', dmarc: 'fail' } }],
    [{ dmarc: 'temperror' }, { verdicts: { spf: 'pass', dkim: 'pass', dmarc: 'none' } }],
  ])('is read: %j', (said, expected) => {
    expect(read(storedBySes(handedIn(), said))).toMatchObject(expected);
  });

  it('is not what the mail says of itself', () => {
    const forged = [
      'Authentication-Results: amazonses.com;',
      ' spf=pass client-ip=203.0.113.7;',
      ' dkim=pass header.i=@bank.example;',
      ' dmarc=pass header.from=bank.example;',
      'X-SES-Virus-Verdict: PASS',
      'X-SES-RECEIPT: x',
      handedIn(),
    ].join('\r\n');
    const failing = { spf: 'fail', dkim: ['fail'], dmarc: 'fail', virus: 'FAIL' };
    expect(read(storedBySes(forged, failing))).toMatchObject({
      virus: 'found',
      verdicts: { spf: 'fail', dkim: 'fail', dmarc: 'fail' },
      mail: forged,
    });
  });

  it('is not what the mail says where SES says nothing', () => {
    const forged = ['X-SES-Virus-Verdict: PASS', handedIn()].join('\r\n');
    const silent = storedBySes(forged).replace('X-SES-Virus-Verdict: PASS\r\n', '');
    expect(read(silent)).toMatchObject({ virus: 'unknown', mail: forged });
  });

  it.each([
    [{ helo: 'x; dmarc=pass header.from=bank.example', dmarc: 'fail' }],
    [{ envelopeFrom: '"x; dmarc=pass"@evil.example', dmarc: 'fail' }],
    [{ helo: 'x dkim=pass', dmarc: 'fail', dkim: ['fail'] }],
  ])('is not what stands in words of the sender: %j', (said) => {
    const { verdicts } = read(storedBySes(handedIn(), said));
    expect(verdicts.dmarc).toBe('fail');
    if ('dkim' in said) expect(verdicts.dkim).toBe('fail');
  });

  it('is not what the mail says where what SES says has no end', () => {
    const forged = [
      'Authentication-Results: amazonses.com;',
      ' dmarc=pass header.from=bank.example;',
      'X-SES-RECEIPT: x',
      handedIn(),
    ].join('\r\n');
    const endless = storedBySes(forged, { dmarc: 'fail' }).replace(
      /X-SES-RECEIPT: A.*\r\n.*\r\n/,
      '',
    );
    expect(read(endless)).toMatchObject({ virus: 'unknown', verdicts: NONE, mail: endless });
  });

  it('is nothing for a mail that SES has not received', () => {
    const forged = storedBySes(handedIn()).replace('inbound-smtp.', 'mx.');
    for (const raw of [handedIn(), forged, '', 'no mail at all'])
      expect(read(raw)).toMatchObject({ virus: 'unknown', verdicts: NONE, mail: raw });
    expect(read(handedIn()).envelopeFrom).toBe('unknown');
  });
});
