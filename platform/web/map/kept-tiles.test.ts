// Tiles on the phone: from the server once, from the pocket without a network, never in between a wrong one.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pack } from '../outbox/pack.ts';
import { pocket } from '../outbox/pocket.ts';
import { keepTiles, loadTile, tileIn, tileUrl } from './kept-tiles.ts';

const ADDRESS = '990101/14/1/2';
const signal = new AbortController().signal;
const HOUR = 3_600_000;
const bytes = (...values: readonly number[]) => new Uint8Array(values);
let answer: () => Response | Promise<Response>;
const asked: { url: string; etag: string | undefined }[] = [];

keepTiles();

beforeEach(async () => {
  asked.length = 0;
  await pocket.open('officer', undefined);
  await pocket.current()?.removeAll('tile');
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, etag: (init.headers as Record<string, string>)['if-none-match'] });
    return Promise.resolve().then(answer);
  });
});
afterEach(() => {
  pocket.close();
  vi.unstubAllGlobals();
});

const tile = (content: Uint8Array<ArrayBuffer>, etag = '"1"') => new Response(content, { headers: { etag } });
const silence = () => Promise.reject(new TypeError('no network'));
const load = async (of = ADDRESS, oldAfterMs = HOUR) => [
  ...new Uint8Array(await loadTile(of, signal, oldAfterMs)),
];

test('a tile comes from the server once and from the phone afterwards, also without a network', async () => {
  answer = () => tile(bytes(1, 2, 3));
  expect(await load()).toEqual([1, 2, 3]);
  answer = silence;
  expect(await load()).toEqual([1, 2, 3]);
  expect(asked).toEqual([{ url: `/api/basemap/tiles/${ADDRESS}`, etag: undefined }]);
});

test('without a network a tile that is not on the phone is simply not drawn', async () => {
  answer = silence;
  expect(await load()).toEqual([]);
  answer = () => new Response('{}', { status: 500 });
  expect(await load()).toEqual([]);
});

test('an empty tile is kept as such', async () => {
  answer = () => new Response(null, { status: 204, headers: { etag: '"1"' } });
  expect(await load()).toEqual([]);
  answer = silence;
  expect(await load()).toEqual([]);
  expect(asked).toHaveLength(1);
});

test('an old one is shown at once and asked for again behind the screen', async () => {
  answer = () => tile(bytes(1));
  await load();
  answer = () => tile(bytes(2), '"2"');
  expect(await load(ADDRESS, -1)).toEqual([1]);
  await vi.waitFor(async () => expect(await load()).toEqual([2]));
  expect(asked[1]?.etag).toBe('"1"');
});

test('a pack brings tiles, and asks of those it has only whether they have changed', async () => {
  const url = tileUrl('990101', { z: 14, x: 1, y: 2 });
  answer = () => tile(bytes(7));
  expect(await pack([url])).toBe(0);
  answer = () => new Response(null, { status: 304 });
  expect(await pack([url])).toBe(0);
  expect(asked.map(({ etag }) => etag)).toEqual([undefined, '"1"']);
  expect(await load()).toEqual([7]);
});

test('after signing out nothing is drawn from the pocket', async () => {
  answer = () => tile(bytes(1));
  await load();
  pocket.close();
  answer = silence;
  expect(await load()).toEqual([]);
});

test('only our own addresses are tiles', () => {
  expect(tileIn('gridloop-tile://990101/14/1/2')).toBe(ADDRESS);
  expect(tileIn('gridloop-tile://elsewhere.example/14/1/2')).toBeUndefined();
  expect(tileIn('gridloop-tile://990101/../../x')).toBeUndefined();
});
