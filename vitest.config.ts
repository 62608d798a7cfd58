// The test run: pure cores and web once, server rooms on each store. tools/test.ts runs all and sums up.
import { existsSync } from 'node:fs';
import { configDefaults, defineConfig } from 'vitest/config';
import { REAL_DATA_FOLDER } from './platform/server/db/real-data.ts';

/** Tests over real data stand aside where the data is not: nothing that a machine installs brings it. */
const aside = existsSync(REAL_DATA_FOLDER) ? [] : ['**/*.real.test.ts'];
const server = [
  'slices/*/server/**/*.test.ts',
  'platform/server/**/*.test.ts',
  'apps/server/**/*.test.ts',
  'db/seed/**/*.server.test.ts',
  'db/seed/**/*.real.test.ts',
  'bench/**/*.server.test.ts',
];
const onStore = (name: 'postgres' | 'pglite') => ({
  extends: true as const,
  test: {
    name,
    include: server,
    exclude: [...configDefaults.exclude, ...aside],
    env: { GRIDLOOP_TEST_STORE: name },
    // Against what hangs, not against what is slow: a walk over every door takes a minute on a busy machine.
    testTimeout: 240_000,
    hookTimeout: 300_000,
  },
});

export default defineConfig({
  test: {
    // Two cores: more workers would only wait for each other.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: [
            'kernel/**/*.test.ts',
            'slices/*/core/**/*.test.ts',
            'db/seed/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          exclude: ['**/*.server.test.ts', '**/*.real.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          include: [
            'ui/**/*.test.{ts,tsx}',
            'platform/web/**/*.test.{ts,tsx}',
            'slices/*/web/**/*.test.{ts,tsx}',
            'apps/{command,field,portal}/**/*.test.{ts,tsx}',
          ],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: 'tools', include: ['tools/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      onStore('postgres'),
      onStore('pglite'),
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // A screen follows what was done at its own pace, and machines are shared.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
