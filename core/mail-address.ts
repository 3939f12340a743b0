/** An address that a mail can be written to, as we take them from outside and write them into headers. */
import { z } from 'zod';

/**
 * Practical, not RFC 5322 whole: no quoted or bracketed parts, any letters, 254 bytes at most
 * (RFC 5321). Nothing in it can end a header, add a receiver or stand for more than one.
 */
export const MailAddress = z
  .string()
  .max(254)
  .regex(/^[^\s@<>"(),:;\\[\]\p{C}]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u);
