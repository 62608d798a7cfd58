// Opens everything the server stands on, in order, and says what it does: key, store, people, photos.
import { join } from 'node:path';
import { type Ids, uuidV7 } from '../../kernel/id.ts';
import type { Clock } from '../../platform/server/clock/clock.ts';
import type { Config } from '../../platform/server/config/config.ts';
import type { Cipher } from '../../platform/server/crypto/cipher.ts';
import type { KeySource } from '../../platform/server/crypto/master-key.ts';
import { openStoreCipher } from '../../platform/server/crypto/store-key.ts';
import { openDatabase } from '../../platform/server/db/database.ts';
import { type OpenStore, openStore } from '../../platform/server/db/open-store.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import { diskFiles } from '../../platform/server/files/disk-files.ts';
import type { PhotoFiles } from '../../platform/server/files/photo-files.ts';
import { s3Files } from '../../platform/server/files/s3-files.ts';
import type { Log } from '../../platform/server/log/log.ts';
import type { PushChannel } from '../../platform/server/push/push-channel.ts';
import { openVapidKeys, type VapidKeys } from '../../platform/server/push/vapid-keys.ts';
import { webPushChannel } from '../../platform/server/push/web-push-channel.ts';
import { openPeople, type PeopleServices } from '../../slices/people/server/public.ts';
import { policy } from './parts.ts';
import { unitTies } from './unit-ties.ts';

export interface Services {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  readonly database: Database;
  readonly files: PhotoFiles;
  readonly people: PeopleServices;
  /** How phones are woken; left out where the configuration says that none are. */
  readonly push?: PushChannel;
  /** Where the data lies, in words for the banner. */
  readonly storeWords: string;
  close(): Promise<void>;
}

export interface ServiceParts {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly onProgress: (words: string) => void;
}

const RANDOM_BYTES_OF_AN_ID = 10;

export const idsFrom = (clock: Clock, random: (bytes: number) => Uint8Array): Ids => ({
  next: () => uuidV7(clock.now(), random(RANDOM_BYTES_OF_AN_ID)),
});

interface Keys {
  readonly cipher: Cipher;
  readonly vapid: VapidKeys;
}

/** Both are of the store: a server that comes without them, or with others, does not start. */
async function keysOf({ engine }: OpenStore, source: KeySource, clock: Clock): Promise<Keys> {
  const connection = await engine.acquire();
  const vapidSource = { configured: process.env.VAPID_PRIVATE_KEY, dataDir: source.dataDir };
  try {
    const cipher = await openStoreCipher(connection, source, clock.now());
    return { cipher, vapid: await openVapidKeys(connection, cipher, vapidSource, clock.now()) };
  } finally {
    engine.release(connection);
  }
}

const filesOf = ({ photos, dataDir }: Config): PhotoFiles =>
  photos.kind === 's3' ? s3Files(photos) : diskFiles(join(dataDir, 'photos'));

export async function openServices(parts: ServiceParts): Promise<Services> {
  const { config, log, clock, random } = parts;
  const store = await openStore({
    config,
    onIdleError: (error) => log.warn({ err: error }, 'an idle connection to the store was lost'),
    onProgress: parts.onProgress,
  });
  const source = { configured: process.env.GRIDLOOP_MASTER_KEY, dataDir: config.dataDir };
  const { cipher, vapid } = await keysOf(store, source, clock).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const database = openDatabase({ engine: store.engine, clock, ids: idsFrom(clock, random), random, cipher });
  return {
    config,
    log,
    clock,
    database,
    files: filesOf(config),
    people: openPeople({ database, clock, cipher, policy, ties: unitTies }),
    ...(config.push ? { push: webPushChannel({ clock, keys: vapid, ...config.push }) } : {}),
    storeWords: store.words,
    close: () => store.close(),
  };
}
