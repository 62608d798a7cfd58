// Photos on the phone: fetched once, shown without a network, and not to be found by who reads the disk.
import { beforeEach, expect, test, vi } from 'vitest';
import { isWeather } from '../api/errors.ts';
import { findPhoto, packPhotos } from './kept-photos.ts';
import { pocket } from './pocket.ts';

const calm = { isUp: true, isHalf: false, status: 200 };
const net = { ...calm, asked: [] as string[], caches: [] as unknown[] };
const ids = Array.from({ length: 20 }, (_, n) => `0190a000-0000-7000-8000-0000000000${10 + n}`);
const [first = ''] = ids;

/** The answer begins, and then the line is gone. */
const beginning = (): ReadableStream =>
  new ReadableStream({
    start: (way) => way.enqueue(new TextEncoder().encode('JP')),
    pull: (way) => way.error(new TypeError('cut')),
  });

beforeEach(async () => {
  Object.assign(net, { ...calm, asked: [], caches: [] });
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    net.asked.push(url);
    net.caches.push(init.cache);
    if (!net.isUp) throw new TypeError('cut');
    if (net.status !== 200) return Response.json({ code: 'files.not_found' }, { status: net.status });
    return new Response(net.isHalf ? beginning() : 'JPEG', { headers: { 'content-type': 'image/jpeg' } });
  });
  pocket.close();
  await pocket.open(`person ${Math.random()}`, undefined);
});

test('a photo is fetched once, past the browser’s own files, and is there without a network', async () => {
  await packPhotos([first, first]);
  net.isUp = false;
  expect(new TextDecoder().decode((await findPhoto(first, 'thumb')).bytes)).toBe('JPEG');
  expect([net.asked.length, net.caches]).toEqual([1, ['no-store']]);
  expect(isWeather(await findPhoto(first, 'full').catch((error: unknown) => error))).toBe(true);
});

test('under which name it lies tells nobody where to ask for it', async () => {
  await packPhotos(ids.slice(0, 2));
  const names = (await pocket.current()?.ids('photo')) ?? [];
  expect(names).toHaveLength(2);
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}$/);
});

test('one that is not for this person costs the others nothing; a cut line ends the asking', async () => {
  net.status = 404;
  await packPhotos(ids.slice(0, 5));
  expect(net.asked).toHaveLength(5);
  net.isUp = false;
  await packPhotos(ids);
  expect(net.asked.length).toBeLessThanOrEqual(5 + 3);
});

test('an answer cut in the middle is weather: nothing half is kept, and the asking ends', async () => {
  net.isHalf = true;
  expect(isWeather(await findPhoto(first, 'thumb').catch((error: unknown) => error))).toBe(true);
  expect(await pocket.current()?.ids('photo')).toEqual([]);
  net.asked = [];
  await packPhotos(ids);
  expect(net.asked.length).toBeLessThanOrEqual(3);
  net.isHalf = false;
  expect(new TextDecoder().decode((await findPhoto(first, 'thumb')).bytes)).toBe('JPEG');
});
