import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['bench/cost/*.measure.ts'], testTimeout: 120_000, hookTimeout: 60_000 },
});
