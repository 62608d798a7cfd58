// A PostgreSQL cluster of our own under a folder, from the machine's own binaries: `--store=postgres`
// and the tests. PostgreSQL refuses to run as root, so root hands the cluster to the user `postgres`. It
// listens on this machine only, yet others may work here: all but the tests' clusters ask for a password.
import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START_PATIENCE_MS = 15_000;
const PAUSE_MS = 250;

/** The folder of the newest PostgreSQL on this machine, or undefined where there is none. */
export function findPostgresBinaries(): string | undefined {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base) : [];
  const newest = versions
    .map(Number)
    .filter(Number.isFinite)
    .sort((a, b) => b - a)[0];
  const folder = newest === undefined ? undefined : join(base, String(newest), 'bin');
  return folder && existsSync(join(folder, 'initdb')) ? folder : undefined;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

function owner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

export interface Cluster {
  /** A connection string for a database of this cluster. */
  url(database: string): string;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  readonly folder: string;
  /** Faster and not durable: for tests that never pull the plug. */
  readonly isThrowaway?: boolean;
  /** Server settings beside or instead of the default ones, by name. */
  readonly settings?: Readonly<Record<string, string>>;
}

function settingsText(port: number, options: ClusterOptions): string {
  const own = Object.entries(options.settings ?? {}).map(([name, value]) => `${name} = '${value}'\n`);
  const durable = options.isThrowaway
    ? 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n'
    : '';
  return `listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
max_connections = 200
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
random_page_cost = 1.1
jit = off
${durable}${own.join('')}`;
}

const passwordFile = (folder: string): string => join(folder, 'password');

/** Kept in a file that only the cluster's owner may read; it goes into every connection string. */
function writePassword(folder: string, user: Owner | undefined): void {
  writeFileSync(passwordFile(folder), randomBytes(24).toString('hex'), { mode: 0o600 });
  if (user) chownSync(passwordFile(folder), user.uid, user.gid);
}

/** None for the tests' clusters, and for those that were made before there was one. */
const readPassword = (folder: string): string | undefined =>
  existsSync(passwordFile(folder)) ? readFileSync(passwordFile(folder), 'utf8') : undefined;

/** Makes the cluster if the folder is empty, starts it (or joins the one that runs) and waits for it. */
export async function startPrivateCluster(options: ClusterOptions): Promise<Cluster> {
  const bin = findPostgresBinaries();
  if (!bin)
    throw new Error('PostgreSQL is not installed: apt-get install postgresql postgresql-15-postgis-3');
  const user = owner();
  const { folder } = options;
  const data = join(folder, 'cluster');
  const as = user ? { uid: user.uid, gid: user.gid } : {};
  mkdirSync(folder, { recursive: true });
  if (user) chownSync(folder, user.uid, user.gid);
  const pg = (program: string, args: string[]) => run(join(bin, program), args, { ...as, cwd: folder });
  if (!existsSync(join(data, 'PG_VERSION'))) {
    const encoding = ['-E', 'UTF8', '--locale=C.UTF-8'];
    if (!options.isThrowaway) writePassword(folder, user);
    const auth = options.isThrowaway
      ? ['--auth=trust']
      : ['--auth=scram-sha-256', `--pwfile=${passwordFile(folder)}`];
    await pg('initdb', ['-D', data, '-U', 'gridloop', ...auth, ...encoding]);
    writeFileSync(join(data, 'port'), String(await freePort()));
  }
  const port = Number(readFileSync(join(data, 'port'), 'utf8'));
  writeFileSync(join(data, 'gridloop.conf'), settingsText(port, options));
  const main = readFileSync(join(data, 'postgresql.conf'), 'utf8');
  if (!main.includes('gridloop.conf')) {
    writeFileSync(join(data, 'postgresql.conf'), `${main}\ninclude 'gridloop.conf'\n`);
  }
  await startServer(pg, data, folder, port);
  const password = readPassword(folder);
  const who = password === undefined ? 'gridloop' : `gridloop:${password}`;
  return {
    url: (database) => `postgres://${who}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await pg('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop']);
    },
  };
}

async function startServer(
  pg: (program: string, args: string[]) => Promise<unknown>,
  data: string,
  folder: string,
  port: number,
): Promise<void> {
  // Not pg_ctl status: it takes a killed server whose process nobody has collected yet for a running one.
  const answers = () =>
    pg('pg_isready', ['-q', '-h', '127.0.0.1', '-p', String(port)]).then(
      () => true,
      () => false,
    );
  // After a crash the old server may hold its lock and shared memory for a moment: try again for a while.
  for (let waited = 0; ; waited += PAUSE_MS) {
    if (await answers()) return;
    try {
      await pg('pg_ctl', ['-D', data, '-l', join(folder, 'postgres.log'), '-w', 'start']);
      return;
    } catch (error) {
      if (waited >= START_PATIENCE_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
