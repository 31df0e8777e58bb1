import { defineConfig } from 'vitest/config';

/** tests/contract/test_vendor_client.py starts the server that these tests call, and runs them. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['contract/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
