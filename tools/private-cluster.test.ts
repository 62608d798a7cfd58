// The store that `--store=postgres` makes for itself: whoever else works on the machine does not get in.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cluster, startPrivateCluster } from '../platform/server/db/private-cluster.ts';

const folder = `/tmp/gridloop-own-cluster-${process.pid}`;
let cluster: Cluster;
beforeAll(async () => {
  cluster = await startPrivateCluster({ folder });
});
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

async function ask(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query('select 1 as one')).rows[0];
  } finally {
    await client.end();
  }
}

test('its own server gets in, and again after a new start', async () => {
  expect(await ask(cluster.url('postgres'))).toEqual({ one: 1 });
  await cluster.stop();
  cluster = await startPrivateCluster({ folder });
  expect(await ask(cluster.url('postgres'))).toEqual({ one: 1 });
});

test('without the password nobody does, and only the owner may read it', async () => {
  const url = new URL(cluster.url('postgres'));
  url.password = '';
  await expect(ask(url.href)).rejects.toThrow(/password/);
  url.password = 'guessed';
  await expect(ask(url.href)).rejects.toThrow(/password authentication failed/);
  expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
});
