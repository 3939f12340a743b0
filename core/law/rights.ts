/** The rights of the request-type table in `law.md`, and the words around them. */
import { z } from 'zod';

export const Regime = z.enum(['appi', 'ccpa']);
export type Regime = z.infer<typeof Regime>;

export const Right = z.enum([
  'appi.disclose',
  'appi.disclose-provision',
  'appi.purpose',
  'appi.correct',
  'appi.cease',
  'appi.cease-provision',
  'ccpa.know-categories',
  'ccpa.know-specific',
  'ccpa.delete',
  'ccpa.correct',
  'ccpa.opt-out',
  'ccpa.limit',
  'inquiry',
]);
export type Right = z.infer<typeof Right>;

export const Language = z.enum(['en', 'ja']);
export type Language = z.infer<typeof Language>;

/** Where the requester lives decides the regime: California → CCPA, otherwise APPI. */
export const Residence = z.enum(['california', 'japan', 'elsewhere']);
export type Residence = z.infer<typeof Residence>;

/** Words in both languages: nothing that a person reads exists in one only. */
export type Words = Record<Language, string>;
