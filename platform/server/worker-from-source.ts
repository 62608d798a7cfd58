// Starts a thread from a TypeScript file, in development and in tests: it needs the loader that strips types.
import { Worker } from 'node:worker_threads';

export function workerFromSource(url: URL, workerData: unknown): Worker {
  const file = JSON.stringify(url.href);
  const source = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${file}, ${file}))`;
  return new Worker(source, { eval: true, workerData, execArgv: [] });
}
