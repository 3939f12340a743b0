import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/crash/*.crash.ts'],
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
