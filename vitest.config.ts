import { defineConfig } from 'vitest/config';

/** Of code without any state: its files need no process of their own. */
const PURE = ['test/{core,law,workflows}/**/*.test.ts'];

export default defineConfig({
  test: {
    // Journeys wait more than they work: with more workers than cores the whole stays under five minutes on two.
    maxWorkers: '150%',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      { extends: true, test: { name: 'all else', include: ['test/**/*.test.ts'], exclude: PURE } },
    ],
  },
});
