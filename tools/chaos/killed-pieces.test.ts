// kill -9 while pieces of a photo come in: what was called safe is there for the next process, on a real disk
// and a real store, and the photo that comes of it is the one that was sent.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { isRefusal } from '../../kernel/refusal.ts';
import { PIECE_BYTES } from '../../platform/protocol.ts';
import { ROOT_FOLDER } from '../../platform/server/db/folders.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { dice } from '../../platform/server/db/test-dice.ts';
import { diskFiles } from '../../platform/server/files/disk-files.ts';
import { beginUpload, finishUpload } from '../../platform/server/files/receive-pieces.ts';

const PIECES = 40;
/** Sent at once to one process: many are half done when it dies, and none is quick enough to get all. */
const AT_ONCE = 13;
const store = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'gridloop-killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A real picture; what follows its end is never looked at. */
async function largePhoto(): Promise<Buffer> {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#308050' } })
    .jpeg()
    .toBuffer();
  const tail = Buffer.alloc((PIECES - 1) * PIECE_BYTES + 777);
  for (let at = 0; at < tail.length; at += 4) tail.writeUInt32LE(at, Math.min(at, tail.length - 4));
  return Buffer.concat([picture, tail]);
}

interface Taker {
  readonly child: ChildProcess;
  readonly safe: Set<number>;
  /** Resolves when so many pieces were called safe by this process. */
  readonly after: (count: number) => Promise<void>;
  readonly gone: Promise<void>;
}

async function start(args: readonly string[]): Promise<Taker> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/chaos/piece-taker.ts', ...args], {
    cwd: ROOT_FOLDER,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const safe = new Set<number>();
  const waiting: { count: number; tell: () => void }[] = [];
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((isReady) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'ready') isReady();
      if (line.startsWith('safe ')) safe.add(Number(line.slice(5)));
      for (const one of waiting) if (safe.size >= one.count) one.tell();
    });
  });
  const after = (count: number) =>
    safe.size >= count ? Promise.resolve() : new Promise<void>((tell) => void waiting.push({ count, tell }));
  return { child, safe, after, gone };
}

test('no piece that was called safe is lost when its process is killed, and the photo is whole', async () => {
  const photo = await largePhoto();
  const id = randomUUID();
  const file = join(folder, 'photo.jpg');
  writeFileSync(file, photo);
  const claim = { id, sha256: sha256(photo), bytes: photo.length, mediaType: 'image/jpeg' };
  const begin = async () => {
    const state = await store.database.read((tx) => beginUpload(tx, { ...claim, uploadedBy: 'person:wang' }));
    if (isRefusal(state)) throw new Error(state.code);
    return state.have;
  };
  const roll = dice(20_260_805);
  const safe = new Set<number>();
  let kills = 0;
  for (let have = await begin(); have.length < PIECES; have = await begin()) {
    expect([...safe].filter((number) => !have.includes(number))).toEqual([]);
    const taker = await start([store.url ?? '', join(folder, 'photos'), id, file]);
    const missing = Array.from({ length: PIECES }, (_, number) => number).filter((n) => !have.includes(n));
    const sent = missing.slice(0, AT_ONCE);
    taker.child.stdin?.write(sent.map((number) => `${number}\n`).join(''));
    await taker.after(Math.min(sent.length, 1 + roll(AT_ONCE)));
    taker.child.kill('SIGKILL');
    await taker.gone;
    kills += 1;
    for (const number of taker.safe) safe.add(number);
  }
  expect(kills).toBeGreaterThan(2);
  const done = await store.database.read((tx) =>
    finishUpload(tx, diskFiles(join(folder, 'photos')), { uploadId: id, uploadedBy: 'person:wang' }),
  );
  expect(done).toMatchObject({ originalSha256: sha256(photo), width: 40, height: 30 });
}, 120_000);
