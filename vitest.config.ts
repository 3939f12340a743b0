import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Journeys wait more than they work: with every core the whole stays under five minutes on two.
    maxWorkers: '100%',
  },
});
