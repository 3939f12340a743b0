/** A downloaded package, unzipped in memory. */
import { text } from 'node:stream/consumers';
import { fromBufferPromise, type ZipFile } from 'yauzl';

export async function unzipped(zip: Uint8Array): Promise<Map<string, string>> {
  const file: ZipFile = await fromBufferPromise(Buffer.from(zip), { lazyEntries: true });
  const entries = new Map<string, string>();
  for await (const entry of file.eachEntry())
    entries.set(entry.fileName, await text(await file.openReadStreamPromise(entry)));
  return entries;
}
