import { defineConfig } from 'vitest/config';

/** Whole cases through the functions of AWS, with servers of this machine behind them. */
export default defineConfig({
  test: {
    include: ['test/functions/lambda/*.whole.ts'],
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});
