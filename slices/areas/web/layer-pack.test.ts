// Which layers go onto a phone: those in force of each district where somebody works, each once.
import { afterEach, expect, test, vi } from 'vitest';
import type { Post } from '../../../kernel/rights.ts';
import type { Session } from '../../../platform/web/session/session.tsx';
import { layerNeeds } from './layer-pack.ts';

afterEach(() => void vi.unstubAllGlobals());

const layer = (code: string, states: readonly string[]) => ({
  code,
  name: code,
  nameEn: null,
  versions: states.map((state) => ({ versionId: `${code}-${state}`, state })),
});

test('a no-entry zone in force is fetched with its ground; a draft stays away', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const layers = [layer('no_entry', ['draft', 'published']), layer('police', ['draft'])];
    return new Response(JSON.stringify(layers), { headers: { 'content-type': 'application/json' } });
  });
  const posts = ['990101.001.001.004', '990101.002', ''].map((areaPath) => ({ areaPath }) as Post);
  const url = '/api/areas/layers?districtId=990101';
  expect(await layerNeeds({ posts } as unknown as Session)).toEqual([
    url,
    '/api/areas/layers/versions/no_entry-published/areas',
  ]);
  expect(asked).toEqual([url]);
});
