import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/crash/*.crash.ts'],
    testTimeout: 1_000_000,
    hookTimeout: 300_000,
  },
});
