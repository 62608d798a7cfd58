// The key by which push services know this server (VAPID, RFC 8292). Browsers subscribe to it, so a new one
// makes every subscription void. It comes from the environment, from a file, or else is made at the first
// start and kept in the store, sealed under the master key: so all servers of one store have the same.
import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { assert } from '../../../kernel/assert.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Cipher } from '../crypto/cipher.ts';
import type { Connection } from '../db/connection.ts';

const FILE = 'vapid.key';
const SETTING = 'vapid_key_sealed';
const OTHERS = 0o077;
const CURVE = 'prime256v1';
const KEY = /^[A-Za-z0-9_-]{43}$/;

export interface VapidKeys {
  /** 65 bytes, base64url. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export interface VapidSource {
  /** 32 bytes as base64url, from the environment (`VAPID_PRIVATE_KEY`); wins over the file. */
  readonly configured?: string | undefined;
  readonly dataDir: string;
}

/** @param text 32 bytes as base64url, the form in which every tool prints a VAPID key */
export function vapidKeys(text: string, from: string): VapidKeys {
  const secret = text.trim();
  assert(KEY.test(secret), `${from} must hold a VAPID private key: 32 bytes as 43 letters of base64url`);
  const ecdh = createECDH(CURVE);
  ecdh.setPrivateKey(Buffer.from(secret, 'base64url'));
  const point = ecdh.getPublicKey();
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    d: secret,
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33, 65).toString('base64url'),
  };
  return {
    publicKey: point.toString('base64url'),
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
  };
}

function makeSecret(): string {
  const ecdh = createECDH(CURVE);
  ecdh.generateKeys();
  // The leading zeros of a small number count.
  return Buffer.concat([Buffer.alloc(32), ecdh.getPrivateKey()])
    .subarray(-32)
    .toString('base64url');
}

async function findKept(connection: Connection): Promise<string | undefined> {
  const { rows } = await connection.query(`select value #>> '{}' as sealed from setting where key = $1`, [
    SETTING,
  ]);
  return rows[0]?.sealed as string | undefined;
}

async function keptSecret(connection: Connection, cipher: Cipher, now: Instant): Promise<string> {
  const known = await findKept(connection);
  if (known === undefined) {
    const sealed = Buffer.from(cipher.seal(makeSecret())).toString('base64');
    await connection.query(
      `insert into setting (key, value, changed_at) values ($1, to_jsonb($2::text), $3)
       on conflict (key) do nothing`,
      [SETTING, sealed, toIso(now)],
    );
  }
  // Read again: of two servers that begin one store at once, the first one's key counts.
  const kept = known ?? (await findKept(connection));
  assert(kept !== undefined, 'the VAPID key was written and can be read');
  return cipher.open(Buffer.from(kept, 'base64'));
}

/** The one key of this store. */
export async function openVapidKeys(
  connection: Connection,
  cipher: Cipher,
  source: VapidSource,
  now: Instant,
): Promise<VapidKeys> {
  if (source.configured) return vapidKeys(source.configured, 'VAPID_PRIVATE_KEY');
  const file = path.join(source.dataDir, FILE);
  if (existsSync(file)) {
    assert((statSync(file).mode & OTHERS) === 0, `${file} can be read by others: run chmod 600 on it`);
    return vapidKeys(readFileSync(file, 'utf8'), file);
  }
  return vapidKeys(await keptSecret(connection, cipher, now), 'the store');
}
