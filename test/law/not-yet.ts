/** Rules and traps that nothing carries out yet, or that no test names. It only ever gets shorter. */
export const NOT_YET: readonly string[] = [];
