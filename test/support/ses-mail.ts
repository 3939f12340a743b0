/** Mail as SES stores it in S3: taken down from what such objects hold, with other names in it. */

interface Said {
  /** MAIL FROM. */
  envelopeFrom?: string;
  helo?: string;
  spam?: string;
  virus?: string;
  spf?: string;
  dkim?: readonly string[];
  dmarc?: string;
  from?: string;
}

/** @param mail as its sender handed it in, lines ending as in SMTP */
export function storedBySes(mail: string, said: Said = {}): string {
  const from = said.from ?? 'hanako@example.jp';
  const { envelopeFrom = from, helo = 'mx.example.jp', spf = 'pass', dkim = ['pass'] } = said;
  const { spam = 'PASS', virus = 'PASS', dmarc = 'pass' } = said;
  const properties = `client-ip=203.0.113.7; envelope-from=${envelopeFrom}; helo=${helo};`;
  const checked = `${spf} (spfCheck: domain of ${helo} designates 203.0.113.7 as permitted sender) ${properties}`;
  return [
    `Return-Path: <${envelopeFrom}>`,
    `Received: from ${helo} (${helo} [203.0.113.7])`,
    ' by inbound-smtp.ap-northeast-1.amazonaws.com with SMTP id 2f5o7drgukqhmg1aff9de61r6b9mtpe4lkuqr4o1',
    ' for privacy@example.com;',
    ' Sun, 22 Nov 2026 08:00:00 +0000 (UTC)',
    `X-SES-Spam-Verdict: ${spam}`,
    `X-SES-Virus-Verdict: ${virus}`,
    `Received-SPF: ${checked}`,
    'Authentication-Results: amazonses.com;',
    ` spf=${checked}`,
    ...dkim.map((result) => ` dkim=${result} header.i=@example.jp;`),
    ` dmarc=${dmarc} header.from=example.jp;`,
    'X-SES-RECEIPT: AEFBQUFBQUFBQUFFL1duUTUrVXFTU2tPNCtm',
    'X-SES-DKIM-SIGNATURE: a=rsa-sha256; q=dns/txt; b=e5KfJ/TahP5Yxni; c=relaxed/simple; s=x; d=amazonses.com; t=1795334400; v=1; bh=x; h=From:To:Subject;',
    mail,
  ].join('\r\n');
}

/** A mail of somebody who asks. */
export const handedIn = (
  headers: Readonly<Record<string, string>> = {},
  text = '私の個人情報を開示してください。',
): string => {
  const all = {
    From: 'Hanako <hanako@example.jp>',
    To: 'privacy@example.com',
    Subject: 'Request',
    'Message-ID': '<1@example.jp>',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [...lines, '', text, ''].join('\r\n');
};
