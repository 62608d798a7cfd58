// Every setting of the server, read once at start from the environment and the command line.
// A wrong value stops the start with words that say which and what is allowed.

import { join, resolve } from 'node:path';
import { ROOT_FOLDER } from '../db/folders.ts';
import type { S3Store } from '../files/s3-files.ts';
import { isOutsideHost } from '../http/outside-hosts.ts';
import { BROWSER_PUSH_HOSTS } from '../push/push-hosts.ts';

export type Role = 'http' | 'jobs' | 'live';
const ALL_ROLES: readonly Role[] = ['http', 'jobs', 'live'];

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Everything the server keeps outside the database: embedded store, photos, keys. */
  readonly dataDir: string;
  readonly store: { readonly kind: 'url'; readonly url: string } | { readonly kind: 'postgres' | 'pglite' };
  readonly roles: readonly Role[];
  /** Processes that answer on the one port. The embedded store lets in one alone. */
  readonly workers: number;
  readonly logLevel: string;
  readonly poolSize: number;
  readonly photoLimitBytes: number;
  readonly photos: { readonly kind: 'disk' } | ({ readonly kind: 's3' } & S3Store);
  /** The push services that may be called, and whom they may write to; left out, no phone is woken. */
  readonly push?: { readonly services: readonly string[]; readonly subject: string };
  /** Servers of map tiles that administrators may choose from: hosts, `*.host` or origins. None by
   * default. */
  readonly tileHosts: readonly string[];
  readonly isBehindProxy: boolean;
  readonly hasRateLimits: boolean;
  /** Whether an empty store is filled with the demo district. */
  readonly hasDemo: boolean;
  readonly webFolder: string;
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigError(`PORT is ${text}: give a number from 0 to 65535 (0 takes any free port).`);
  }
  return port;
}

function readRoles(text: string): Role[] {
  const roles = text.split(',').map((word) => word.trim());
  const isRole = (word: string): word is Role => ALL_ROLES.includes(word as Role);
  const wrong = roles.filter((word) => !isRole(word));
  if (wrong.length > 0)
    throw new ConfigError(`--roles knows ${ALL_ROLES.join(', ')}, not ${wrong.join(', ')}.`);
  return roles.filter(isRole);
}

function readWorkers(text: string | undefined, store: Config['store']): number {
  if (text === undefined) return 1;
  const workers = Number(text);
  if (!Number.isInteger(workers) || workers < 1 || workers > 64) {
    throw new ConfigError(`WORKERS is ${text}: give a number of processes from 1 to 64.`);
  }
  if (store.kind === 'pglite' && workers > 1) {
    throw new ConfigError('The embedded store takes one process: leave WORKERS out, or use PostgreSQL.');
  }
  return workers;
}

function readPoolSize(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1 || size > 200) {
    throw new ConfigError(`POOL_SIZE is ${text}: give a number of connections from 1 to 200.`);
  }
  return size;
}

function readStore(env: NodeJS.ProcessEnv, flag: string | undefined): Config['store'] {
  if (env.DATABASE_URL) return { kind: 'url', url: env.DATABASE_URL };
  if (flag === undefined || flag === 'pglite') return { kind: 'pglite' };
  if (flag === 'postgres') return { kind: 'postgres' };
  throw new ConfigError(`--store is ${flag}: give postgres or pglite, or set DATABASE_URL.`);
}

const S3_NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
/** Where the disk has the folder `photos`: one can be copied to the other, and the bucket shared. */
const S3_PREFIX = 'photos';

function readEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && /^https?:$/.test(url.protocol) && !(url.username || url.search || url.hash);
  // The text itself is not repeated: somebody may have put the secret into it.
  if (!isPlain) throw new ConfigError('S3_ENDPOINT: give an address like https://photos.example:9000.');
  return text;
}

function readPhotos(env: NodeJS.ProcessEnv): Config['photos'] {
  const kind = env.PHOTO_STORE;
  if (kind === 's3') {
    const missing = S3_NAMES.filter((name) => !env[name]);
    if (missing.length > 0) throw new ConfigError(`PHOTO_STORE is s3: set ${missing.join(', ')} as well.`);
    const bucket = env.S3_BUCKET ?? '';
    if (!/^[\w.-]{3,63}$/.test(bucket)) throw new ConfigError(`S3_BUCKET is ${bucket}: give its name alone.`);
    return {
      kind,
      endpoint: readEndpoint(env.S3_ENDPOINT ?? ''),
      bucket,
      region: env.S3_REGION || 'us-east-1',
      accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
      prefix: S3_PREFIX,
    };
  }
  if (kind !== undefined && kind !== 'disk') {
    throw new ConfigError(`PHOTO_STORE is ${kind}: give disk or s3.`);
  }
  const idle = S3_NAMES.filter((name) => env[name]);
  // Who names a bucket believes that photos go there.
  if (kind === undefined && idle.length > 0) {
    throw new ConfigError(`${idle.join(', ')} is set but PHOTO_STORE is not: set it to s3 or to disk.`);
  }
  return { kind: 'disk' };
}

const HOME_PAGE = 'https://github.com/gridloop/gridloop';

function readHosts(name: string, text: string | undefined): string[] {
  const hosts = (text ?? '').split(',').flatMap((word) => word.trim() || []);
  const wrong = hosts.filter((word) => !isOutsideHost(word));
  if (wrong.length > 0) {
    const kind = name.startsWith('PUSH') ? 'push' : 'tiles';
    throw new ConfigError(
      `${name} has ${wrong.join(', ')}: give hosts like ${kind}.example.org, *.${kind}.example.org, ` +
        `or origins like https://${kind}.example.org:8443.`,
    );
  }
  return hosts;
}

/** PUSH=0 sends none; PUSH_SERVICES adds services to those of the browsers. */
function readPush(env: NodeJS.ProcessEnv): Pick<Config, 'push'> {
  if (env.PUSH === '0') return {};
  const added = readHosts('PUSH_SERVICES', env.PUSH_SERVICES);
  const subject = env.VAPID_SUBJECT || HOME_PAGE;
  if (!/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/.test(subject)) {
    throw new ConfigError(
      `VAPID_SUBJECT is ${subject}: give mailto:somebody@example.org or an https address.`,
    );
  }
  return { push: { services: [...BROWSER_PUSH_HOSTS, ...added], subject } };
}

export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): Config {
  const flag = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const store = readStore(env, flag('store'));
  return {
    host: env.HOST ?? '127.0.0.1',
    port: readPort(flag('port') ?? env.PORT ?? '8080'),
    dataDir: resolve(flag('data') ?? env.DATA_DIR ?? join(ROOT_FOLDER, 'data')),
    store,
    roles: readRoles(flag('roles') ?? env.ROLES ?? ALL_ROLES.join(',')),
    logLevel: env.LOG_LEVEL ?? 'warn',
    workers: readWorkers(flag('workers') ?? env.WORKERS, store),
    poolSize: readPoolSize(env.POOL_SIZE ?? '12'),
    photoLimitBytes: 15 * 1024 * 1024,
    photos: readPhotos(env),
    ...readPush(env),
    tileHosts: readHosts('TILE_HOSTS', env.TILE_HOSTS),
    isBehindProxy: env.BEHIND_PROXY === '1',
    hasRateLimits: env.RATE_LIMITS !== '0',
    hasDemo: (flag('demo') ?? env.DEMO ?? '1') !== '0',
    webFolder: resolve(flag('web') ?? join(ROOT_FOLDER, 'dist', 'web')),
  };
}
