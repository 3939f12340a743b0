/** Names that are safe as paths, whatever system unpacks them. */

/**
 * A name that is safe as one step of a path on every system: letters and digits of any
 * script, `.`, `_` and `-`; neither hidden nor reserved.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '_')
    .replace(/^[._]+|[._]+$/g, '')
    .slice(0, 80);
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain);
  return plain === '' || reserved ? `_${plain}` : plain;
}

/** Paths that differ only in case are one file on some systems: later ones get a number. */
export function distinctPaths(): (folder: string, name: string, ending: string) => string {
  const taken = new Set<string>();
  return (folder, name, ending) => {
    for (let count = 1; ; count += 1) {
      const path = `${folder}/${count === 1 ? name : `${name}-${count}`}${ending}`;
      const key = path.toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return path;
    }
  };
}
