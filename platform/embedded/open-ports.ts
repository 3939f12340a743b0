/** Everything that needs no handler: the database, and each port but the workflow on top of it. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock, Ports } from '../ports.ts';
import { timeStampsFrom } from '../time-stamps.ts';
import { EmbeddedCaseIndex } from './case-index.ts';
import { EmbeddedCaseLog } from './case-log.ts';
import { Database } from './database.ts';
import { EmbeddedKeyring } from './keyring.ts';
import { MailRelay, smtpDelivery, type Undeliverable } from './mail-relay.ts';
import { EmbeddedMailer } from './mailer.ts';
import { Operators } from './operators.ts';
import { embeddedPayments } from './payments.ts';
import type { Installation } from './settings.ts';
import { createSigner } from './signer.ts';
import type { StripeStandIn } from './stripe-stand-in/stand-in.ts';
import { EmbeddedTasks } from './tasks.ts';
import { EmbeddedVault } from './vault.ts';

export interface OpenPorts {
  database: Database;
  ports: Omit<Ports, 'workflow'>;
  vault: EmbeddedVault;
  operators: Operators;
  outbox: EmbeddedMailer;
  relay: MailRelay | null;
  standIn: StripeStandIn | null;
}

export async function openPorts(parts: {
  installation: Installation;
  clock: Clock;
  baseUrl: string;
  organisation: string;
  onUndeliverable: (mail: Undeliverable) => Promise<void>;
  onTrouble: (error: unknown) => void;
}): Promise<OpenPorts> {
  const { installation, clock, baseUrl } = parts;
  const directory = installation.dataDirectory;
  const database = new Database(join(directory, 'kaiji.db'));
  const keyring = await EmbeddedKeyring.open(database, join(directory, 'keys', 'master.key'));
  const vault = await EmbeddedVault.open({
    database,
    keyring,
    clock,
    directory: join(directory, 'vault'),
    uploadUrl: `${baseUrl}/vault/upload`,
  });
  const { smtpRelay } = installation;
  const outbox = new EmbeddedMailer({
    database,
    directory: join(directory, 'mailbox'),
    clock,
    relayed: smtpRelay !== null,
  });
  const relay = smtpRelay
    ? new MailRelay({ ...parts, outbox, database, deliver: smtpDelivery(smtpRelay) })
    : null;
  const { payments, standIn } = await embeddedPayments({
    settings: installation,
    database,
    dataDirectory: directory,
    clock,
    origin: () => baseUrl,
  });
  const signer = await createSigner({
    dir: join(directory, 'keys', 'signing'),
    organisation: parts.organisation,
    email: installation.fromAddress,
    algorithm: installation.signature,
    clock,
  });
  const operators = new Operators(database, randomBytes);
  const ports = {
    clock,
    caseLog: new EmbeddedCaseLog(database),
    caseIndex: new EmbeddedCaseIndex(database),
    tasks: new EmbeddedTasks(database),
    vault,
    mailer: relay ?? outbox,
    payments,
    signer,
    ...(installation.timeStampUrl && { timeStamps: timeStampsFrom(installation.timeStampUrl) }),
    keyring,
    operators,
  };
  return { database, ports, vault, operators, outbox, relay, standIn };
}
