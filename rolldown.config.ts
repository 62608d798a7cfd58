// Bundles the server: one file for the program, one for the embedded store's thread. Packages stay outside.
import { defineConfig } from 'rolldown';

export default defineConfig({
  input: {
    main: 'apps/server/main.ts',
    'pglite-worker': 'platform/server/db/pglite-worker.ts',
    'paper-worker': 'platform/server/paper/paper-worker.ts',
    'make-tarball': 'tools/make-tarball.ts',
  },
  platform: 'node',
  external: [/^[^./]/],
  output: {
    dir: 'dist/server',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    sourcemap: true,
  },
});
