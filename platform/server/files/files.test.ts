// The promises about photos: checked by content, upright, small, bare of metadata, on disk before "saved".
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { testDatabase } from '../db/test-database.ts';
import { diskFiles } from './disk-files.ts';
import { readPhotoFacts } from './exif-facts.ts';
import { FakeFiles } from './fake.ts';
import { OneByOne } from './one-by-one.ts';
import { findPhoto, listUploaders } from './queries.ts';
import { DEFAULT_PHOTO_LIMITS, receivePhoto, type ReceivedPhoto } from './receive-photo.ts';
import { openPhoto, storePhoto } from './store-photo.ts';

const store = testDatabase();
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridloop-photos-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A picture with a red left half, so that turning can be seen. */
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#3060c0' } }).composite([
    {
      input: { create: { width: Math.floor(width / 2), height, channels: 3, background: '#e02020' } },
      left: 0,
      top: 0,
    },
  ]);
const exif = {
  IFD0: { Make: 'CANARY-MAKE', Artist: 'CANARY-NAME' },
  IFD2: {
    DateTimeOriginal: '2026:08:05 12:08:00',
    OffsetTimeOriginal: '+08:00',
    BodySerialNumber: 'CANARY-SERIAL',
  },
  IFD3: {
    GPSLatitude: '29/1 50/1 3060/100',
    GPSLatitudeRef: 'N',
    GPSLongitude: '106/1 3/1 0/1',
    GPSLongitudeRef: 'E',
  },
};
async function received(bytes: Uint8Array): Promise<ReceivedPhoto> {
  const photo = await receivePhoto(bytes);
  if (isRefusal(photo)) throw new Error(photo.code);
  return photo;
}
async function refusal(bytes: Uint8Array, limits = DEFAULT_PHOTO_LIMITS): Promise<Refusal | undefined> {
  const photo = await receivePhoto(bytes, limits);
  return isRefusal(photo) ? photo : undefined;
}
async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

test('a photo is kept upright, small and without its metadata; place and time become data', async () => {
  const sent = await picture(4_000, 3_000).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const withBoth = await sharp(sent).keepExif().toBuffer();
  const photo = await received(withBoth);
  const kept = await sharp(photo.full).metadata();
  expect([photo.width, photo.height]).toEqual([1_920, 2_560]);
  expect([kept.width, kept.height, kept.orientation, kept.exif]).toEqual([
    1_920,
    2_560,
    undefined,
    undefined,
  ]);
  const thumb = await sharp(photo.thumb).metadata();
  expect([thumb.width, thumb.height, thumb.exif]).toEqual([240, 320, undefined]);
  expect(Buffer.from(photo.full).includes('CANARY')).toBe(false);
  expect(Buffer.from(photo.thumb).includes('CANARY')).toBe(false);
});

test('GPS and time are read from EXIF, with the zone it names or China’s stated as assumed', async () => {
  const withZone = await received(await picture(64, 48).withExif(exif).jpeg().toBuffer());
  expect(withZone.facts).toEqual({
    takenAt: fromIso('2026-08-05T12:08:00+08:00'),
    takenAtZone: 'stated',
    lon: expect.closeTo(106.05, 6),
    lat: expect.closeTo(29.8418333, 6),
  });
  const other = { ...exif, IFD2: { DateTimeOriginal: '2026:08:05 12:08:00', OffsetTimeOriginal: '+02:00' } };
  const rome = await received(await picture(64, 48).withExif(other).jpeg().toBuffer());
  expect(rome.facts.takenAt).toBe(fromIso('2026-08-05T12:08:00+02:00'));
  const bare = { IFD2: { DateTimeOriginal: '2026:08:05 12:08:00' } };
  const assumed = await received(await picture(64, 48).withExif(bare).jpeg().toBuffer());
  expect(assumed.facts).toEqual({ takenAt: fromIso('2026-08-05T12:08:00+08:00'), takenAtZone: 'assumed' });
});

test('EXIF nonsense is no fact and no error', async () => {
  const zeros = {
    IFD3: {
      GPSLatitude: '0/1 0/1 0/1',
      GPSLatitudeRef: 'N',
      GPSLongitude: '0/1 0/1 0/1',
      GPSLongitudeRef: 'E',
    },
  };
  const nowhere = await received(await picture(64, 48).withExif(zeros).jpeg().toBuffer());
  expect(nowhere.facts).toEqual({});
  expect(readPhotoFacts(new Uint8Array([1, 2, 3]))).toEqual({});
  expect(readPhotoFacts(undefined)).toEqual({});
});

test('PNG and WebP become JPEG; a small picture is not blown up', async () => {
  for (const bytes of [await picture(100, 60).png().toBuffer(), await picture(100, 60).webp().toBuffer()]) {
    const photo = await received(bytes);
    expect((await sharp(photo.full).metadata()).format).toBe('jpeg');
    expect([photo.width, photo.height]).toEqual([100, 60]);
  }
});

test('what is not a photo is refused by its content, whatever it is called', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>');
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(100)]);
  expect((await refusal(svg))?.code).toBe('files.not_an_image');
  expect((await refusal(await picture(9, 9).gif().toBuffer()))?.code).toBe('files.not_an_image');
  expect((await refusal(new Uint8Array()))?.code).toBe('files.not_an_image');
  expect((await refusal(heic))?.code).toBe('files.heic');
});

test('too many bytes, a flood of pixels and a cut file are refused, each in its own words', async () => {
  const small = await picture(64, 48).jpeg().toBuffer();
  expect(await refusal(small, { ...DEFAULT_PHOTO_LIMITS, bytes: 100 })).toMatchObject({
    code: 'files.too_large',
    data: { bytes: small.length, limitBytes: 100 },
  });
  const flood = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(flood.length).toBeLessThan(1_000_000);
  expect(await refusal(flood)).toMatchObject({ code: 'files.too_many_pixels', data: { width: 9_000 } });
  const noise = await sharp({
    create: {
      width: 600,
      height: 600,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer();
  expect((await refusal(noise.subarray(0, noise.length / 2)))?.code).toBe('files.broken');
  expect((await refusal(noise.subarray(0, 30)))?.code).toBe('files.broken');
});

test('the same bytes from the same person are one photo, also when they arrive at once', async () => {
  const files = new FakeFiles();
  const bytes = await picture(200, 100).withExif(exif).jpeg().toBuffer();
  const keep = (uploadedBy: string) =>
    store.database.read((tx) => storePhoto(tx, files, { bytes, uploadedBy }));
  const photos = await Promise.all([keep('person:1'), keep('person:1'), keep('person:1')]);
  const again = await keep('person:1');
  const other = await keep('person:2');
  const ids = new Set([...photos, again].map((photo) => (isRefusal(photo) ? photo.code : photo.id)));
  expect(ids.size).toBe(1);
  expect(isRefusal(other) || ids.has(other.id)).toBe(false);
  // Two photos with two sizes each; what the losers of the race wrote is gone.
  expect(files.held.size).toBe(4);
  const id = [...ids][0] ?? '';
  const found = await store.database.read((tx) => findPhoto(tx, id));
  expect(found).toMatchObject({ id, width: 200, height: 100, uploadedBy: 'person:1', takenAtZone: 'stated' });
  const uploaders = await store.database.read((tx) =>
    listUploaders(tx, [id, '00000000-0000-7000-8000-00000000ffff']),
  );
  expect([...uploaders]).toEqual([[id, 'person:1']]);
});

test('a full store is told as such, keeps nothing, and heals itself', async () => {
  const files = new FakeFiles();
  files.room = 1;
  const bytes = await picture(210, 100).jpeg().toBuffer();
  const keep = () => store.database.read((tx) => storePhoto(tx, files, { bytes, uploadedBy: 'person:3' }));
  expect(await keep()).toMatchObject({ refused: true, code: 'files.storage_full' });
  expect(files.held.size).toBe(0);
  files.room = -1;
  expect(isRefusal(await keep())).toBe(false);
});

test('on the disk a photo is whole, spread over folders, and its hash is the one on record', async () => {
  const files = diskFiles(folder);
  const bytes = await picture(300, 200).jpeg().toBuffer();
  const photo = await store.database.read((tx) => storePhoto(tx, files, { bytes, uploadedBy: 'person:4' }));
  if (isRefusal(photo)) throw new Error(photo.code);
  const opened = await openPhoto(files, photo.id, 'full');
  if (!opened) throw new Error('not there');
  const read = await readAll(opened.stream);
  expect([sha(read), read.length, opened.bytes]).toEqual([photo.sha256, photo.bytes, photo.bytes]);
  expect(
    (
      await sharp(
        await readAll((await openPhoto(files, photo.id, 'thumb'))?.stream ?? opened.stream),
      ).metadata()
    ).width,
  ).toBe(300);
  const place = join(folder, photo.id.slice(-4, -2), photo.id.slice(-2));
  expect(readdirSync(place).sort()).toEqual([`${photo.id}.jpg`, `${photo.id}.thumb.jpg`]);
  await files.remove(photo.id);
  expect(await openPhoto(files, photo.id, 'full')).toBeUndefined();
  await expect(openPhoto(files, '../../../etc/passwd', 'full')).rejects.toThrow();
});

test('a full disk leaves no half file behind', async (context) => {
  // A small file system needs root: it is tried where it is allowed.
  const small = join(folder, 'small');
  try {
    execFileSync('sh', ['-c', `mkdir -p ${small} && mount -t tmpfs -o size=64k tmpfs ${small}`], {
      stdio: 'ignore',
    });
  } catch {
    context.skip('no right to mount a small tmpfs here: run it as root');
  }
  try {
    const files = diskFiles(small);
    const id = '00000000-0000-7000-8000-00000000abcd';
    await expect(files.put(id, 'full', new Uint8Array(200_000))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readdirSync(join(small, 'ab', 'cd'))).toEqual([]);
    await files.put(id, 'full', new Uint8Array(20_000));
    const opened = await files.open(id, 'full');
    expect(opened && (await readAll(opened.stream)).length).toBe(20_000);
  } finally {
    execFileSync('umount', [small]);
  }
});

test('heavy work stands in a line with an end', async () => {
  const line = new OneByOne({ atOnce: 1, waiting: 1 });
  let most = 0;
  let running = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
    return 'done';
  };
  const first = line.run(work);
  const second = line.run(work);
  expect(line.run(work)).toBeUndefined();
  expect([await first, await second, await line.run(work), most]).toEqual(['done', 'done', 'done', 1]);
});
