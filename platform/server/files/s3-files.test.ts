// One list of promises for every place where photos lie, held by the disk and by an S3-like store alike;
// then what only a store across a network can do: doubt the caller, be lost in the middle, be silent.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { testDatabase } from '../db/test-database.ts';
import { refusalOf } from '../http/problem.ts';
import { diskFiles } from './disk-files.ts';
import { FakeS3, signatureOf } from './fake-s3.ts';
import type { PhotoFiles, PhotoSize } from './photo-files.ts';
import { ANSWER_LIMIT_MS, s3Files } from './s3-files.ts';
import { storePhoto } from './store-photo.ts';

const database = testDatabase();
const picture = (width: number) =>
  sharp({ create: { width, height: 90, channels: 3, background: '#3060c0' } })
    .jpeg()
    .toBuffer();

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
async function read(files: PhotoFiles, id: string, size: PhotoSize): Promise<Buffer | undefined> {
  const opened = await files.open(id, size);
  if (!opened) return undefined;
  const bytes = await readAll(opened.stream);
  expect(opened.bytes).toBe(bytes.length);
  return bytes;
}
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.unreachable('it was told as done'),
    (error: unknown) => error,
  );
const isWeather = (error: unknown) => refusalOf(error)?.code === 'http.weather';

interface Place {
  readonly files: PhotoFiles;
  /** What it holds, by path. */
  names(): readonly string[];
  /** False where this machine does not let a test fill it. */
  fill(): boolean;
  makeRoom(): void;
  lose(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

async function onDisk(): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), 'gridloop-photo-place-'));
  // A small file system needs root; elsewhere only the full disk is left out.
  let isSmall = true;
  try {
    execFileSync('sh', ['-c', `mount -t tmpfs -o size=1m tmpfs ${root}`], { stdio: 'ignore' });
  } catch {
    isSmall = false;
  }
  const folder = join(root, 'photos');
  mkdirSync(folder);
  const filler = join(root, 'filler');
  return {
    files: diskFiles(folder),
    names: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !/^..(\/..)?$/.test(name)),
    fill() {
      // Written until nothing more goes in, which says so itself.
      if (isSmall) expect(() => writeFileSync(filler, randomBytes(2_000_000))).toThrow('ENOSPC');
      return isSmall;
    },
    makeRoom: () => rmSync(filler),
    async lose() {
      renameSync(folder, `${folder}.away`);
      writeFileSync(folder, '');
    },
    async mend() {
      rmSync(folder);
      renameSync(`${folder}.away`, folder);
    },
    async close() {
      if (isSmall) execFileSync('umount', [root]);
      rmSync(root, { recursive: true });
    },
  };
}

async function inStore(): Promise<Place> {
  const s3 = new FakeS3();
  const { bucket, region, accessKeyId, secretAccessKey } = s3;
  const endpoint = await s3.listen();
  return {
    files: s3Files({ endpoint, bucket, region, accessKeyId, secretAccessKey }),
    names: () => [...s3.held.keys()],
    fill() {
      s3.full = { status: 507, word: 'InsufficientStorage' };
      return true;
    },
    makeRoom() {
      s3.full = undefined;
    },
    lose: () => s3.stop(),
    mend: async () => void (await s3.listen()),
    close: () => s3.stop(),
  };
}

for (const [where, open] of [
  ['on the disk', onDisk],
  ['in an S3-like store', inStore],
] as const) {
  describe(`photos ${where}`, () => {
    const id = '00000000-0000-7000-8000-00000000abcd';
    let place: Place;
    beforeAll(async () => {
      place = await open();
    });
    afterAll(() => place.close());
    const keep = (bytes: Uint8Array) =>
      database.database.read((tx) => storePhoto(tx, place.files, { bytes, uploadedBy: `person:${where}` }));

    test('what was put is read back equal, photo and thumbnail, under the end of its id', async () => {
      const full = randomBytes(150_000);
      const thumb = randomBytes(9_000);
      await place.files.put(id, 'full', full);
      await place.files.put(id, 'thumb', thumb);
      expect((await read(place.files, id, 'full'))?.equals(full)).toBe(true);
      expect((await read(place.files, id, 'thumb'))?.equals(thumb)).toBe(true);
      expect([...place.names()].sort()).toEqual([`ab/cd/${id}.jpg`, `ab/cd/${id}.thumb.jpg`]);
    });

    test('a photo is gone after it was removed, and removing it again is no error', async () => {
      await place.files.put(id, 'full', randomBytes(10));
      await place.files.put(id, 'thumb', randomBytes(10));
      await place.files.remove(id);
      expect(await read(place.files, id, 'full')).toBeUndefined();
      expect(await read(place.files, id, 'thumb')).toBeUndefined();
      await place.files.remove(id);
      expect(place.names()).toEqual([]);
    });

    test('there is no photo under an id that nobody put', async () => {
      expect(await place.files.open('00000000-0000-7000-8000-00000000eeee', 'full')).toBeUndefined();
    });

    test('what is no id is refused', async () => {
      for (const broken of ['../../../etc/passwd', '', `${id}/../x`, `${id}?acl`]) {
        await expect(place.files.put(broken, 'full', randomBytes(3))).rejects.toThrow('uuid');
        await expect(place.files.open(broken, 'full')).rejects.toThrow('uuid');
        await expect(place.files.remove(broken)).rejects.toThrow('uuid');
      }
    });

    test('a full place is told as such and keeps nothing; with room it is saved', async (context) => {
      const bytes = await picture(120);
      if (!place.fill()) context.skip('no right to mount a small tmpfs here: run it as root');
      expect(await keep(bytes)).toMatchObject({ refused: true, code: 'files.storage_full' });
      expect(place.names()).toEqual([]);
      place.makeRoom();
      const photo = await keep(bytes);
      if (isRefusal(photo)) throw new Error(photo.code);
      expect((await read(place.files, photo.id, 'full'))?.length).toBe(photo.bytes);
      await place.files.remove(photo.id);
    });

    test('in a place that is gone nothing is ever saved; when it is back the same photo is', async () => {
      const bytes = await picture(130);
      await place.lose();
      await failureOf(keep(bytes));
      await failureOf(place.files.open(id, 'full'));
      await place.mend();
      expect(place.names()).toEqual([]);
      const photo = await keep(bytes);
      if (isRefusal(photo)) throw new Error(photo.code);
      expect((await read(place.files, photo.id, 'thumb'))?.length).toBeGreaterThan(100);
    });
  });
}

describe('an S3-like store', () => {
  const id = '00000000-0000-7000-8000-00000000abcd';
  const s3 = new FakeS3();
  const { bucket, region, accessKeyId, secretAccessKey } = s3;
  const right = { endpoint: '', bucket, region, accessKeyId, secretAccessKey, prefix: 'photos' };
  beforeAll(async () => {
    right.endpoint = await s3.listen();
  });
  afterAll(() => s3.stop());
  afterEach(() => {
    vi.useRealTimers();
    Object.assign(s3, { full: undefined, lost: undefined, silent: undefined });
    s3.held.clear();
    s3.asked.length = 0;
  });

  test('the signature it expects is the one that S3’s own documentation gives for its example', () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const headers = {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': empty,
      'x-amz-date': '20130524T000000Z',
    };
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const scope = '20130524/us-east-1/s3/aws4_request';
    const request = { method: 'GET', url: '/test.txt', headers };
    expect(signatureOf(request, Object.keys(headers), scope, secret)).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });

  test('photos lie under the prefix, and an endpoint may end with a slash', async () => {
    await s3Files({ ...right, endpoint: `${right.endpoint}/` }).put(id, 'full', randomBytes(5));
    expect([...s3.held.keys()]).toEqual([`photos/ab/cd/${id}.jpg`]);
    expect(s3.asked).toEqual([`PUT /${bucket}/photos/ab/cd/${id}.jpg`]);
  });

  test('what is no id is refused before anything is sent', async () => {
    await expect(s3Files(right).put('../secrets', 'full', randomBytes(3))).rejects.toThrow('uuid');
    expect(s3.asked).toEqual([]);
  });

  test('a wrong key, secret, region or bucket is neither weather nor a missing photo', async () => {
    await s3Files(right).put(id, 'full', randomBytes(5));
    for (const [wrong, word] of [
      [{ accessKeyId: 'OTHER' }, 'InvalidAccessKeyId'],
      [{ secretAccessKey: 'another secret' }, 'SignatureDoesNotMatch'],
      [{ region: 'us-east-1' }, 'SignatureDoesNotMatch'],
      [{ bucket: 'elsewhere' }, 'NoSuchBucket'],
    ] as const) {
      const files = s3Files({ ...right, ...wrong });
      for (const error of [
        await failureOf(files.put(id, 'thumb', randomBytes(5))),
        await failureOf(files.open(id, 'full')),
      ]) {
        expect(String(error)).toContain(word);
        expect(String(error)).not.toContain(secretAccessKey);
        expect(refusalOf(error)).toBeUndefined();
      }
    }
    expect(s3.held.size).toBe(1);
  });

  test('every store’s own word for full is understood; one that is busy is weather', async () => {
    const files = s3Files(right);
    for (const [status, word] of [
      [507, 'XMinioStorageFull'],
      [403, 'QuotaExceeded'],
      [400, 'XMinioAdminBucketQuotaExceeded'],
      [500, 'InsufficientStorage'],
    ] as const) {
      s3.full = { status, word };
      expect(await failureOf(files.put(id, 'full', randomBytes(5)))).toMatchObject({ code: 'ENOSPC' });
    }
    for (const [status, word] of [
      [503, 'SlowDown'],
      [429, 'TooManyRequests'],
      [500, 'InternalError'],
    ] as const) {
      s3.full = { status, word };
      expect(isWeather(await failureOf(files.put(id, 'full', randomBytes(5))))).toBe(true);
    }
    s3.full = { status: 202, word: 'Accepted' };
    await failureOf(files.put(id, 'full', randomBytes(5)));
    s3.full = { status: 307, word: 'TemporaryRedirect' };
    await failureOf(files.put(id, 'full', randomBytes(5)));
  });

  test('a connection that is lost in the middle of a photo is weather and never "saved"', async () => {
    const files = s3Files(right);
    s3.lost = 'coming in';
    expect(isWeather(await failureOf(files.put(id, 'full', randomBytes(4_000_000))))).toBe(true);
    expect(s3.held.size).toBe(0);
    s3.lost = 'before the answer';
    expect(isWeather(await failureOf(files.put(id, 'full', randomBytes(50_000))))).toBe(true);
  });

  test('a photo whose answers are lost is weather, leaves nothing and is saved next time', async () => {
    const bytes = await picture(140);
    const keep = () =>
      database.database.read((tx) => storePhoto(tx, s3Files(right), { bytes, uploadedBy: 'person:lost' }));
    s3.lost = 'before the answer';
    expect(isWeather(await failureOf(keep()))).toBe(true);
    // The store had kept it without being able to say so: it was asked to drop it.
    expect(s3.held.size).toBe(0);
    s3.lost = undefined;
    expect(isRefusal(await keep())).toBe(false);
    expect(s3.held.size).toBe(2);
  });

  test('a photo that breaks off on its way out is an error, never a shorter photo', async () => {
    const files = s3Files(right);
    await files.put(id, 'full', randomBytes(900_000));
    s3.lost = 'going out';
    await failureOf(read(files, id, 'full'));
    s3.lost = undefined;
    expect((await read(files, id, 'full'))?.length).toBe(900_000);
  });

  test('a reader may go away in the middle', async () => {
    const files = s3Files(right);
    await files.put(id, 'full', randomBytes(3_000_000));
    const opened = await files.open(id, 'full');
    for await (const chunk of opened?.stream ?? []) {
      expect((chunk as Buffer).length).toBeGreaterThan(0);
      break;
    }
    expect(opened?.stream.destroyed).toBe(true);
    expect((await read(files, id, 'full'))?.length).toBe(3_000_000);
  });

  test('a store that says nothing is left after its time, as weather', async () => {
    const files = s3Files(right);
    for (const ask of [() => files.put(id, 'full', randomBytes(5)), () => files.open(id, 'full')]) {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const arrived = new Promise<void>((resolve) => {
        s3.silent = resolve;
      });
      const failure = failureOf(ask());
      await arrived;
      vi.advanceTimersByTime(ANSWER_LIMIT_MS);
      const error = await failure;
      expect(error).toMatchObject({ code: 'ETIMEDOUT' });
      expect(isWeather(error)).toBe(true);
      vi.useRealTimers();
    }
  });
});
