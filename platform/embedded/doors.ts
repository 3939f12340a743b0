/** The doors of the service: HTTP and SMTP, both on loopback, both leading to the same cases. */
import { randomBytes } from 'node:crypto';
import { notice } from '../../core/notices/index.ts';
import { evidenceStored } from '../../functions/acts/evidence.ts';
import type { Context } from '../../functions/context.ts';
import { mailArrived } from '../../functions/intake/email.ts';
import {
  type InboundMail,
  readInboundMail,
  UnreadableMail,
} from '../../functions/intake/inbound-mail.ts';
import { verdictsOn } from '../../functions/intake/mail-authentication.ts';
import { send } from '../../functions/notify.ts';
import { peerAddress } from '../../functions/pages/rate-limit.ts';
import { type ConsoleSignIn, consoleSignIn } from './console-signin.ts';
import type { Database } from './database.ts';
import type { HttpDoor } from './http.ts';
import { httpApp } from './http-app.ts';
import type { Made, MakeOptions } from './make-context.ts';
import type { Operators } from './operators.ts';
import { MailRefused, type MailSession, openSmtpDoor } from './smtp.ts';
import { VaultUploads } from './vault-upload.ts';

export interface Doors {
  uploads: VaultUploads;
  signIn: ConsoleSignIn;
  smtpPort: number;
  /** Lets no one in any more; what is under way is answered. */
  close(): Promise<void>;
}

export async function openDoors(
  http: HttpDoor,
  { context, opened }: Made,
  { installation, clock, baseUrl, onTrouble }: MakeOptions,
): Promise<Doors> {
  const { database, operators, vault } = opened;
  const { requestLimit, serviceSecret, smtpPort, contactAddress, fromAddress } = installation;
  const uploads = new VaultUploads({
    vault,
    database,
    clock,
    keyring: context.ports.keyring,
    onStored: (key) => evidenceStored(context, key),
  });
  const signIn = signInFor(context, { database, operators, baseUrl, onTrouble });
  http.serve(httpApp(context, { opened, uploads, signIn, requestLimit, serviceSecret }));
  const smtp = await openSmtpDoor({
    port: smtpPort,
    // Who answers one of our mails is heard, wherever it was sent from (L-31).
    addresses: [contactAddress, fromAddress],
    clock,
    onMail: async (raw, session) => mailArrived(context, await readable(context, raw, session)),
    onTrouble,
    ...(requestLimit && { mailsPerMinute: requestLimit }),
  });
  return {
    uploads,
    signIn,
    smtpPort: smtp.port,
    close: async () => {
      await smtp.close();
      await http.close();
      await signIn.settled();
    },
  };
}

/** @throws {MailRefused} in words for the sender's mail server, which tells the sender */
async function readable(
  { settings }: Context,
  raw: Uint8Array,
  session: MailSession,
): Promise<InboundMail> {
  try {
    return await readInboundMail(raw, session, (signatures) =>
      verdictsOn(raw, signatures, session, {}),
    );
  } catch (error) {
    if (!(error instanceof UnreadableMail)) throw error;
    // Directions, as far as an answer of SMTP reaches (L-31).
    throw new MailRefused(
      `This mail cannot be read (${error.reason}). Please use ${settings.baseUrl}/request`,
      { cause: error },
    );
  }
}

/** Operators sign in by mailed links; the mail is signed like any other. */
function signInFor(
  context: Context,
  parts: {
    database: Database;
    operators: Operators;
    baseUrl: string;
    onTrouble: (error: unknown) => void;
  },
): ConsoleSignIn {
  const { database, operators, baseUrl, onTrouble } = parts;
  const { settings, ports } = context;
  return consoleSignIn({
    database,
    operators,
    clock: ports.clock,
    randomBytes,
    origin: () => baseUrl,
    sendLink: async ({ email, language }, url) => {
      const organisation = settings.organisation.name[language];
      const facts = { organisation, contactAddress: settings.contactAddress, url };
      await send(context, {
        messageId: `sign-in.${randomBytes(12).toString('hex')}@${settings.mailDomain}`,
        to: email,
        words: notice('operator-sign-in', facts, language),
      });
    },
    onSendFailed: onTrouble,
    remoteOf: peerAddress,
    stylesheet: '/assets/console.css',
  });
}
