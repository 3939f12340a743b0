/** What bytes are, told by the bytes alone: names and declared types are never believed. */
import { fileTypeFromBuffer } from 'file-type';

/** Enough of a file's beginning to recognise every type that is accepted anywhere. */
export const SNIFFED_BYTES = 4_100;

/** `image/jpeg`, `application/pdf`, …; `null` when the beginning is like nothing known. */
export async function sniffedType(beginning: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(beginning.subarray(0, SNIFFED_BYTES));
  return found?.mime ?? null;
}
