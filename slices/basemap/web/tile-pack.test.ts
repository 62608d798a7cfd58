// Which tiles go onto a phone: the community of a grid head, as much of a street as fits, nothing for nobody.
import { afterEach, expect, test, vi } from 'vitest';
import type { Post } from '../../../kernel/rights.ts';
import type { Session } from '../../../platform/web/session/session.tsx';
import { shapeUrlOf, tileNeeds } from './tile-pack.ts';

const square = (size: number) => ({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { path: '990101.001.001', name: '社区' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [120, 30],
            [120 + size, 30],
            [120 + size, 30 + size],
            [120, 30],
          ],
        ],
      },
    },
  ],
});

const asked: string[] = [];
const answer = (size: number) =>
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return new Response(JSON.stringify(square(size)), { headers: { 'content-type': 'application/json' } });
  });
afterEach(() => {
  asked.length = 0;
  vi.unstubAllGlobals();
});

const session = (areaPaths: readonly string[], abilities = ['basemap.read']): Session =>
  ({ posts: areaPaths.map((areaPath) => ({ areaPath }) as Post), abilities }) as unknown as Session;
const zoomsOf = (urls: readonly string[]) => [...new Set(urls.map((url) => Number(url.split('/')[5])))];

test('a grid head keeps the whole community, from the district’s view down to the doorstep', async () => {
  answer(0.01);
  const urls = await tileNeeds(session(['990101.001.001.004', '990101.001.001.005']));
  expect(asked).toEqual([shapeUrlOf('990101.001.001')]);
  expect(zoomsOf(urls)).toEqual([10, 11, 12, 13, 14, 15, 16]);
  expect(urls[0]).toMatch(/^\/api\/basemap\/tiles\/990101\/10\/\d+\/\d+$/);
  expect(new Set(urls).size).toBe(urls.length);
});

test('of a wide area as many zooms are kept as a phone has room for', async () => {
  answer(0.3);
  const urls = await tileNeeds(session(['990101']));
  expect(asked[0]).toContain('level=district');
  expect(urls.length).toBeLessThanOrEqual(400);
  expect(Math.max(...zoomsOf(urls))).toBeLessThan(16);
});

test('whoever has no post keeps none', async () => {
  answer(0.01);
  expect(await tileNeeds(session([]))).toEqual([]);
  expect(await tileNeeds(session(['990101'], []))).toEqual([]);
});
