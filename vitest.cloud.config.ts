import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/cloud/*.cloud.ts'],
    globalSetup: 'test/cloud/set-up.ts',
    // One cloud for all of them, and two cores.
    fileParallelism: false,
    env: { KAIJI_PATIENCE_MS: '60000' },
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
