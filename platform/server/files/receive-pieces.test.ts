// A photo that comes in pieces, whatever happens on the way: out of order, twice, damaged, cut off at any
// step, finished by two at once. What was acknowledged is never asked for again, and the photo is the one
// that was sent. Held by the disk, by an S3-like store and by the fake alike.
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../../kernel/duration.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { PIECE_BYTES } from '../../protocol.ts';
import { testDatabase } from '../db/test-database.ts';
import type { Tx } from '../db/tx.ts';
import { makeTimerRunner } from '../jobs/runner.ts';
import { diskFiles } from './disk-files.ts';
import { FakeFiles } from './fake.ts';
import { FakeS3 } from './fake-s3.ts';
import type { PhotoFiles } from './photo-files.ts';
import { deleteUploads, findUpload } from './queries-uploads.ts';
import { findPhoto, type Photo } from './queries.ts';
import {
  beginUpload,
  finishUpload,
  MOST_OPEN_BYTES,
  MOST_OPEN_UPLOADS,
  putPiece,
  type UploadState,
} from './receive-pieces.ts';
import { DEFAULT_PHOTO_LIMITS } from './receive-photo.ts';
import { s3Files } from './s3-files.ts';
import { sweepUploads, UPLOADS_KEPT_MS } from './sweep-uploads.ts';

const store = testDatabase();
const WANG = 'person:wang';
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Noise, which no encoder makes small: some 700 KB, three pieces. No two are alike. */
let drawn = 0;
async function noise(width = 560, height = 420): Promise<Buffer> {
  drawn += 1;
  const pixels = Buffer.alloc(width * height * 3);
  let state = drawn * 7_919;
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[at] = state >>> 24;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

const cut = (bytes: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, number) =>
    bytes.subarray(number * PIECE_BYTES, (number + 1) * PIECE_BYTES),
  );

const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => store.database.read(work);
const codeOf = (value: unknown): string => (isRefusal(value) ? value.code : 'taken');
function taken<T>(value: T): Exclude<T, Refusal> {
  if (isRefusal(value)) throw new Error(value.code);
  return value as Exclude<T, Refusal>;
}

interface Phone {
  readonly id: string;
  readonly bytes: Buffer;
  readonly pieces: readonly Buffer[];
  begin(more?: Partial<Parameters<typeof beginUpload>[1]>): Promise<UploadState | Refusal>;
  put(number: number, bytes?: Buffer, uploadedBy?: string): Promise<readonly number[] | Refusal>;
  finish(uploadedBy?: string): Promise<Photo | Refusal>;
}

function phoneWith(files: PhotoFiles, bytes: Buffer, by = WANG, id: string = randomUUID()): Phone {
  const pieces = cut(bytes);
  const whole = { id, sha256: sha256(bytes), bytes: bytes.length, mediaType: 'image/jpeg', uploadedBy: by };
  return {
    id,
    bytes,
    pieces,
    begin: (more = {}) => read((tx) => beginUpload(tx, { ...whole, ...more })),
    put: (number, piece = pieces[number] ?? Buffer.alloc(0), uploadedBy = by) =>
      read((tx) => putPiece(tx, files, { uploadId: id, number, bytes: piece, uploadedBy })),
    finish: (uploadedBy = by) => read((tx) => finishUpload(tx, files, { uploadId: id, uploadedBy })),
  };
}

interface Place {
  readonly files: PhotoFiles;
  readonly names: () => string[];
  readonly close: () => Promise<void>;
}

async function onDisk(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'gridloop-pieces-'));
  return {
    files: diskFiles(join(folder, 'photos')),
    names: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name),
    close: async () => rmSync(folder, { recursive: true }),
  };
}

async function inS3(): Promise<Place> {
  const s3 = new FakeS3();
  const { bucket, region, accessKeyId, secretAccessKey } = s3;
  const endpoint = await s3.listen();
  return {
    files: s3Files({ endpoint, bucket, region, accessKeyId, secretAccessKey, prefix: 'city' }),
    names: () => [...s3.held.keys()].map((key) => key.split('/').at(-1) ?? ''),
    close: () => s3.stop(),
  };
}

async function inMemory(): Promise<Place> {
  const files = new FakeFiles();
  return { files, names: () => [...files.held.keys()], close: async () => undefined };
}

describe.each([
  ['on the disk', onDisk],
  ['in an S3-like store', inS3],
  ['in memory', inMemory],
] as const)('%s', (_where, open) => {
  let place: Place;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  const held = (id: string) => place.names().filter((name) => name.startsWith(id));
  const phone = async (by?: string) => phoneWith(place.files, await noise(), by);

  test('pieces in any order, each of them twice, are the photo that was sent', async () => {
    const wang = await phone();
    const begun = taken(await wang.begin());
    expect(begun).toEqual({ id: wang.id, pieceBytes: PIECE_BYTES, pieces: 3, have: [], photo: null });
    for (const number of [2, 0, 2, 1, 0]) taken(await wang.put(number));
    expect(taken(await wang.begin()).have).toEqual([0, 1, 2]);
    const photo = taken(await wang.finish());
    expect([photo.originalSha256, photo.uploadedBy]).toEqual([sha256(wang.bytes), WANG]);
    const opened = await place.files.open(photo.id, 'full');
    opened?.stream.destroy();
    expect(opened?.bytes).toBe(photo.bytes);
    expect(held(wang.id)).toEqual([]);
  });

  test('however often it is finished, also at once and by two servers, it is the same photo', async () => {
    const wang = await phone();
    await wang.begin();
    for (const number of [0, 1, 2]) await wang.put(number);
    const photos = await Promise.all([wang.finish(), wang.finish(), wang.finish()]);
    const again = taken(await wang.finish());
    expect(new Set(photos.map((photo) => taken(photo).id))).toEqual(new Set([again.id]));
    expect(taken(await wang.begin()).photo?.id).toBe(again.id);
    // A piece that comes late, from a sending that was thought lost, leaves nothing behind.
    expect(taken(await wang.put(1))).toEqual([0, 1, 2]);
    expect(held(wang.id)).toEqual([]);
  });

  test('what is missing is named, and only that must be sent', async () => {
    const wang = await phone();
    await wang.begin();
    await wang.put(1);
    const refusal = await wang.finish();
    expect(refusal).toMatchObject({ code: 'files.pieces_missing', data: { missing: [0, 2], count: 2 } });
  });

  test('a piece whose bytes were lost behind our back is asked for again', async () => {
    const wang = await phone();
    await wang.begin();
    for (const number of [0, 1, 2]) await wang.put(number);
    await place.files.removePieces(wang.id, 3);
    expect(await wang.finish()).toMatchObject({ code: 'files.pieces_missing', data: { missing: [0, 1, 2] } });
    expect(taken(await wang.begin()).have).toEqual([]);
    for (const number of [0, 1, 2]) await wang.put(number);
    expect(taken(await wang.finish()).originalSha256).toBe(sha256(wang.bytes));
  });

  test('pieces that are not the announced photo are given up, so that all are sent again', async () => {
    const wang = await phone();
    const other = cut(await noise());
    await wang.begin();
    await wang.put(0);
    await wang.put(1, other[1]);
    await wang.put(2);
    expect(codeOf(await wang.finish())).toBe('files.upload_broken');
    expect(taken(await wang.begin()).have).toEqual([]);
    for (const number of [0, 1, 2]) await wang.put(number);
    expect(taken(await wang.finish()).originalSha256).toBe(sha256(wang.bytes));
  });

  test('after two weeks without a sign an upload is swept, once though two servers do it', async () => {
    const [given, goneOn] = [await phone('person:given'), await phone('person:on')];
    for (const one of [given, goneOn]) {
      await one.begin();
      await one.put(0);
    }
    const done = await phone('person:done');
    await done.begin();
    for (const number of [0, 1, 2]) await done.put(number);
    const photo = taken(await done.finish());
    const errors: unknown[] = [];
    const runners = [0, 1].map(() =>
      makeTimerRunner({
        database: store.database,
        clock: store.clock,
        handlers: [],
        periodic: [sweepUploads(place.files)],
        onError: (error) => void errors.push(error),
      }),
    );
    for (const runner of runners) await runner.start();
    for (const runner of runners) await runner.stop();
    store.clock.advance(UPLOADS_KEPT_MS - HOUR);
    await Promise.all(runners.map((runner) => runner.runDue()));
    expect(taken(await goneOn.begin()).have).toEqual([0]);
    store.clock.advance(2 * HOUR);
    await Promise.all(runners.map((runner) => runner.runDue()));
    expect(errors).toEqual([]);
    expect(held(given.id)).toEqual([]);
    expect(codeOf(await given.put(1))).toBe('files.upload_unknown');
    expect(taken(await goneOn.begin()).have).toEqual([0]);
    // The photo outlives the memory of how it came, and is known by its bytes.
    expect(await read((tx) => findUpload(tx, done.id))).toBeUndefined();
    expect(taken(await done.begin()).photo?.id).toBe(photo.id);
    expect(taken(await given.begin()).have).toEqual([]);
  });

  /** Stops the process, as it were, at the n-th touch of the files or the store, before or after it. */
  function dyingAt(step: number, isAfter: boolean) {
    let steps = 0;
    const dying = <T extends object>(of: T): T =>
      new Proxy(of, {
        get(target, name) {
          const value = Reflect.get(target, name) as unknown;
          if (typeof value !== 'function') return value;
          return async (...given: unknown[]) => {
            steps += 1;
            const isTime = steps === step;
            if (isTime && !isAfter) throw new Error('killed');
            const answer = await (value as (...given: unknown[]) => unknown).apply(target, given);
            if (isTime) throw new Error('killed');
            return answer;
          };
        },
      });
    return { files: dying(place.files), tx: (tx: Tx): Tx => ({ ...tx, query: dying(tx).query }) as Tx };
  }

  test('a process that dies at any step loses nothing that was acknowledged', async () => {
    const bytes = await noise();
    const pieces = cut(bytes);
    let deaths = 0;
    for (let run = 0; run < 44; run++) {
      const by = `person:dies-${run}`;
      const id = randomUUID();
      const whole = {
        id,
        sha256: sha256(bytes),
        bytes: bytes.length,
        mediaType: 'image/png',
        uploadedBy: by,
      };
      const dying = dyingAt(1 + (run >> 1), run % 2 === 1);
      const acknowledged: number[] = [];
      try {
        await read((tx) => beginUpload(dying.tx(tx), whole));
        for (const [number, piece] of pieces.entries()) {
          taken(
            await read((tx) =>
              putPiece(dying.tx(tx), dying.files, { uploadId: id, number, bytes: piece, uploadedBy: by }),
            ),
          );
          acknowledged.push(number);
        }
        await read((tx) => finishUpload(dying.tx(tx), dying.files, { uploadId: id, uploadedBy: by }));
      } catch (error) {
        expect(String(error)).toContain('killed');
        deaths += 1;
      }
      // Another process goes on where the phone asks it to.
      const wang = phoneWith(place.files, bytes, by, id);
      const { have } = taken(await wang.begin());
      expect(have, `run ${run}`).toEqual(expect.arrayContaining(acknowledged));
      for (const number of [0, 1, 2].filter((each) => !have.includes(each))) taken(await wang.put(number));
      const photo = taken(await wang.finish());
      expect(photo).toMatchObject({ originalSha256: sha256(bytes), uploadedBy: by });
      expect(await read((tx) => findPhoto(tx, photo.id))).toBeDefined();
    }
    // Every step of the whole way was the last one twice.
    expect(deaths).toBeGreaterThan(32);
  });
});

describe('whoever asks', () => {
  const files = new FakeFiles();

  test('only the one who began may go on; nothing is told to others', async () => {
    const wang = phoneWith(files, await noise());
    await wang.begin();
    expect(codeOf(await wang.put(0, wang.pieces[0], 'person:li'))).toBe('files.upload_unknown');
    expect(codeOf(await wang.finish('person:li'))).toBe('files.upload_unknown');
    expect(codeOf(await wang.begin({ uploadedBy: 'person:li' }))).toBe('files.upload_mismatch');
    expect(taken(await wang.begin()).have).toEqual([]);
  });

  test('an upload is of one photo: the same id with another hash or size is refused', async () => {
    const wang = phoneWith(files, await noise());
    await wang.begin();
    expect(codeOf(await wang.begin({ sha256: '0'.repeat(64) }))).toBe('files.upload_mismatch');
    expect(codeOf(await wang.begin({ bytes: 5 }))).toBe('files.upload_mismatch');
  });

  test('a photo that is known is answered before a byte is sent', async () => {
    const bytes = await noise();
    const first = phoneWith(files, bytes);
    await first.begin();
    for (const number of [0, 1, 2]) await first.put(number);
    const photo = taken(await first.finish());
    const second = phoneWith(files, bytes);
    expect(taken(await second.begin())).toMatchObject({ have: [0, 1, 2], photo: { id: photo.id } });
  });

  test('a piece that is too long, too short or not of this photo is refused', async () => {
    const wang = phoneWith(files, await noise());
    await wang.begin();
    const [first = Buffer.alloc(0)] = wang.pieces;
    expect(codeOf(await wang.put(0, first.subarray(1)))).toBe('files.piece_broken');
    expect(codeOf(await wang.put(2, first))).toBe('files.piece_broken');
    expect(await wang.put(3)).toMatchObject({ code: 'files.piece_unknown', data: { number: 3, pieces: 3 } });
  });

  test('what can not become a photo is told before a byte is sent', async () => {
    const wang = phoneWith(files, await noise());
    expect(codeOf(await wang.begin({ bytes: DEFAULT_PHOTO_LIMITS.bytes + 1 }))).toBe('files.too_large');
    expect(codeOf(await wang.begin({ mediaType: 'image/heic' }))).toBe('files.heic');
    const words = phoneWith(files, Buffer.from('no picture'));
    await words.begin();
    await words.put(0);
    expect(codeOf(await words.finish())).toBe('files.not_an_image');
  });

  test('a shift fits beside what is on its way; a phone gone mad is told to finish first', async () => {
    const by = 'person:mad';
    const begin = (id: string) => phoneWith(files, Buffer.from(id), by, id).begin();
    const ids: string[] = Array.from({ length: MOST_OPEN_UPLOADS }, () => randomUUID());
    for (const id of ids) taken(await begin(id));
    const refusal = await begin(randomUUID());
    expect(refusal).toMatchObject({
      code: 'files.too_many_uploads',
      data: { open: MOST_OPEN_UPLOADS, most: MOST_OPEN_UPLOADS },
    });
    taken(await begin(ids[0] ?? ''));
    expect(MOST_OPEN_UPLOADS).toBeGreaterThanOrEqual(60 * 2);
  });

  test('a phone that announces the largest photos is stopped by their bytes', async () => {
    const by = 'person:greedy';
    const { bytes } = DEFAULT_PHOTO_LIMITS;
    const fit = Math.floor(MOST_OPEN_BYTES / bytes);
    const begin = (size: number) => phoneWith(files, Buffer.from('x'), by).begin({ bytes: size });
    for (let n = 0; n < fit; n += 1) taken(await begin(bytes));
    expect(await begin(bytes)).toMatchObject({
      code: 'files.too_many_uploads',
      data: { open: fit, openBytes: fit * bytes, mostBytes: MOST_OPEN_BYTES },
    });
    taken(await begin(1_000));
    expect(fit).toBeLessThan(MOST_OPEN_UPLOADS);
  });

  test('what is given up while a piece is written leaves no bytes behind', async () => {
    const wang = phoneWith(files, await noise());
    await wang.begin();
    const slow: PhotoFiles = Object.assign(Object.create(files) as PhotoFiles, {
      putPiece: async (id: string, number: number, bytes: Uint8Array) => {
        await read((tx) => deleteUploads(tx, [wang.id]));
        await files.putPiece(id, number, bytes);
      },
    });
    expect(codeOf(await phoneWith(slow, wang.bytes, WANG, wang.id).put(0))).toBe('files.upload_unknown');
    expect([...files.held.keys()].filter((name) => name.startsWith(wang.id))).toEqual([]);
  });

  test('a full store is told as such, acknowledges nothing, and heals itself', async () => {
    const small = new FakeFiles();
    const wang = phoneWith(small, await noise());
    await wang.begin();
    small.room = 1;
    taken(await wang.put(0));
    expect(codeOf(await wang.put(1))).toBe('files.storage_full');
    expect(taken(await wang.begin()).have).toEqual([0]);
    small.room = -1;
    for (const number of [1, 2]) taken(await wang.put(number));
    expect(taken(await wang.finish()).originalSha256).toBe(sha256(wang.bytes));
  });

  test('an upload that is gone on with every few days is never given up', async () => {
    const wang = phoneWith(files, await noise());
    const sweep = makeTimerRunner({
      database: store.database,
      clock: store.clock,
      handlers: [],
      periodic: [sweepUploads(files)],
      onError: (error) => {
        throw error;
      },
    });
    await sweep.start();
    await sweep.stop();
    for (let day = 0; day < 40; day += 5) {
      taken(await wang.begin());
      if (day === 0) await wang.put(0);
      store.clock.advance(5 * DAY);
      await sweep.runDue();
    }
    expect(taken(await wang.begin()).have).toEqual([0]);
  });
});
