// The embedded store in its own thread, so that a long query never stalls the server's event loop.
// Modes: opening → ready (one message at a time, in order) → closed. It answers every message once.
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { parentPort, workerData } from 'node:worker_threads';
import { READERS } from './values.ts';

export interface WorkerOptions {
  /** A folder, or undefined for a store in memory that is gone with the thread. */
  readonly dataDir?: string;
  /** A tarball of a migrated store to begin from, where the folder is empty. */
  readonly tarball?: Uint8Array;
}

export type WorkerRequest =
  | { readonly id: number; readonly kind: 'query'; readonly text: string; readonly values: (string | null)[] }
  | { readonly id: number; readonly kind: 'script'; readonly text: string }
  | { readonly id: number; readonly kind: 'dump' }
  | { readonly id: number; readonly kind: 'close' };

export interface WorkerReply {
  readonly id: number;
  readonly rows?: Record<string, unknown>[];
  readonly affected?: number;
  readonly dump?: Uint8Array;
  readonly error?: { readonly message: string; readonly code?: string; readonly constraint?: string };
}

const asText = (value: unknown): string => value as string;
// Parameters arrive as text in PostgreSQL's own form: no type may be re-formatted on the way.
const TEXT_OIDS = [
  16, 17, 20, 21, 23, 25, 114, 700, 701, 1042, 1043, 1082, 1083, 1114, 1184, 1186, 1700, 2950, 3802,
];

async function open(options: WorkerOptions): Promise<PGlite> {
  const db = await PGlite.create({
    ...(options.dataDir ? { dataDir: options.dataDir } : {}),
    ...(options.tarball ? { loadDataDir: new Blob([options.tarball as Uint8Array<ArrayBuffer>]) } : {}),
    extensions: { postgis },
    parsers: READERS as Record<number, (value: string) => unknown>,
    serializers: Object.fromEntries(TEXT_OIDS.map((oid) => [oid, asText])),
  });
  await db.exec("set timezone = 'UTC'; set datestyle = 'ISO'; set jit = off");
  return db;
}

async function answer(db: PGlite, request: WorkerRequest): Promise<WorkerReply> {
  switch (request.kind) {
    case 'query': {
      const reply = await db.query<Record<string, unknown>>(request.text, request.values);
      return { id: request.id, rows: reply.rows, affected: reply.affectedRows ?? 0 };
    }
    case 'script':
      await db.exec(request.text);
      return { id: request.id };
    case 'dump': {
      const file = await db.dumpDataDir('gzip');
      return { id: request.id, dump: new Uint8Array(await file.arrayBuffer()) };
    }
    case 'close':
      await db.close();
      return { id: request.id };
  }
}

const port = parentPort;
if (port) {
  const opening = open(workerData as WorkerOptions);
  opening.then(
    () => port.postMessage({ id: 0 } satisfies WorkerReply),
    (error: Error) => port.postMessage({ id: 0, error: { message: error.message } } satisfies WorkerReply),
  );
  let queue: Promise<unknown> = opening;
  port.on('message', (request: WorkerRequest) => {
    queue = queue.then(async () => {
      try {
        port.postMessage(await answer(await opening, request));
      } catch (error) {
        const { message, code, constraint } = error as Error & { code?: string; constraint?: string };
        port.postMessage({
          id: request.id,
          error: { message, ...(code ? { code } : {}), ...(constraint ? { constraint } : {}) },
        } satisfies WorkerReply);
      }
      if (request.kind === 'close') port.close();
    });
  });
}
