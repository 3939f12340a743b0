import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/model/*.model.ts'],
    globalSetup: ['test/model/total.ts'],
    testTimeout: 3_000_000,
    maxWorkers: '100%',
  },
});
