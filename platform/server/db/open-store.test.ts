// The data of a private cluster belongs to one server at a time: whoever stops takes the cluster along.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../config/config.ts';
import { openPrivateCluster } from './open-store.ts';
import { lockStore, StoreLockedError } from './store-lock.ts';

test('a second server on the data of a private cluster is refused before it touches anything', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gridloop-private-'));
  const unlock = lockStore(dataDir);
  const before = readdirSync(dataDir);
  const config = readConfig({ DATA_DIR: dataDir }, ['--store=postgres']);
  await expect(openPrivateCluster(config, () => undefined)).rejects.toThrow(StoreLockedError);
  expect(readdirSync(dataDir)).toEqual(before);
  unlock();
  rmSync(dataDir, { recursive: true });
});
