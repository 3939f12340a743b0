/**
 * Who may use the console, in the words both sides share: embedded signs operators in by
 * mail, on AWS Cognito does it. The console asks this and knows nothing of either.
 */
import { z } from 'zod';

export const Role = z.enum([
  /** Works on cases. */
  'operator',
  /** Approves what another operator has decided. */
  'approver',
  /** Reads, and changes nothing. */
  'auditor',
]);

export const Operator = z.object({
  id: z.string().min(1),
  /** Normalised: trimmed, lower case. */
  email: z.email().max(254),
  name: z.string().min(1).max(200),
  roles: z.array(Role).min(1),
  language: z.enum(['en', 'ja']),
});
export type Operator = z.infer<typeof Operator>;

/** Whether they work on cases; whoever is an auditor alone does not. */
export const acts = ({ roles }: Pick<Operator, 'roles'>): boolean =>
  roles.some((role) => role !== 'auditor');

export interface ConsoleAccess {
  /** Where to send a browser that is not signed in. `back` is a path under `/console`. */
  signInPath(back?: string): string;
  /** Takes the form token by POST. */
  readonly signOutPath: string;
  /** Whoever is signed in; a call counts as activity. */
  authenticate(request: Request): Promise<Operator | null>;
  /** The name of an operator whose acts stand in a log, also of a former one; `null` when not known. */
  nameOf(operatorId: string): Promise<string | null>;
  /** Goes as a hidden field into every form of a signed-in page. `''` when nobody is signed in. */
  formToken(request: Request): string;
  /** Whether a form was sent by a page of ours in this session. Ask before acting on any POST. */
  acceptsForm(request: Request, formToken: unknown): boolean;
}
