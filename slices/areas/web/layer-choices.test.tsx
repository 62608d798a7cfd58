// @vitest-environment jsdom Which layers lie over a map, chosen by key and by press, and what lies at a
// place in words: with layers, without any, on their way, refused, and without a network.
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Answer, type Asked, refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import { LayerChoices, LayersAt, useChosenLayers } from './layer-choices.tsx';
import { useLayerMarks } from './use-layers.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const version = (versionId: string, state: string) => ({
  versionId, number: 1, state, source: '', areas: 1, createdAt: '', effectiveFrom: null, effectiveTo: null,
});
const layer = (code: string, name: string, nameEn: string | null, state: string) => ({
  code, name, nameEn, isTiling: false, versions: [version(`${code}-old`, 'retired'), version(code, state)],
});
const LAYERS = [
  layer('no_entry', '禁入区', 'No entry', 'published'),
  layer('plan', '规划', null, 'draft'),
  layer('police', '警务网格', null, 'published'),
];
const hit = (layerCode: string, layerName: string, name: string) => ({
  layerCode, layerName, layerNameEn: null, code: name, name, nameEn: null,
});
const AREA = {
  type: 'Feature', properties: { code: 'a', name: '甲', nameEn: null },
  geometry: { type: 'MultiPolygon', coordinates: [] },
};

let isOuter = false;
function Whole() {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { marked } = useLayerMarks(useChosenLayers('500151', chosen));
  return (
    <>
      <LayerChoices districtId="500151" chosen={chosen} onChoose={setChosen} isOuterBase={isOuter} />
      <LayersAt at={{ lon: 106.123456, lat: 29.8 }} />
      <output>{marked?.features.map(({ properties }) => properties.kind).join(' ')}</output>
    </>
  );
}

function show(of: Partial<Record<'layers' | 'at' | 'areas', (asked: Asked) => Answer>>, language?: 'en') {
  return showScreen(<Whole />, {
    ...(language ? { language } : {}),
    answer: (asked) => {
      const what = asked.path.endsWith('/at') ? 'at' : asked.path.endsWith('/areas') ? 'areas' : 'layers';
      return of[what]?.(asked) ?? [];
    },
  });
}

test('a layer in force is switched on by key, drawn with its own hatch, and off again', async () => {
  isOuter = true;
  show({ layers: () => LAYERS, areas: () => ({ type: 'FeatureCollection', features: [AREA] }) });
  const police = await screen.findByLabelText<HTMLInputElement>('警务网格');
  expect(screen.queryByLabelText('规划')).toBeNull();
  expect(screen.queryByText(/只在本区底图/)).toBeNull();
  fireEvent.click(police);
  await screen.findByText('moved');
  fireEvent.click(screen.getByLabelText('禁入区'));
  await screen.findByText('new moved');
  expect(screen.getByText(/只在本区底图/)).toBeTruthy();
  fireEvent.click(police);
  expect(await screen.findByText('new')).toBeTruthy();
  isOuter = false;
});

test('what lies at a place is told in words, the place to the metre', async () => {
  const asked: string[] = [];
  show({
    layers: () => LAYERS,
    at: ({ query }) => {
      asked.push(`${query.get('lon')} ${query.get('lat')}`);
      const police = ['一格', '二格'].map((name) => hit('police', '警务网格', name));
      return [hit('no_entry', '禁入区', '水库'), ...police];
    },
  });
  expect(await screen.findByText(/禁入区：水库；警务网格：一格、二格/)).toBeTruthy();
  expect(asked).toEqual(['106.12346 29.80000']);
});

test('a district without layers says so, and a place in none, too; in English by English names', async () => {
  show({}, 'en');
  expect(await screen.findByText('No professional layer is in force in this district.')).toBeTruthy();
  expect(await screen.findByText(/in no professional layer/)).toBeTruthy();
  cleanup();
  show({ layers: () => LAYERS }, 'en');
  expect(await screen.findByLabelText('No entry')).toBeTruthy();
});

test('on their way, refused and without a network the screen says so, and is asked again', async () => {
  show({ layers: () => 'never', at: () => 'never' });
  expect(await screen.findByText(/正在载入图层/)).toBeTruthy();
  cleanup();
  let isOut = true;
  const no = refused('auth.not_allowed', '您没有这项权限。');
  show({ layers: () => (isOut ? no : LAYERS), at: () => 'no network' });
  expect((await screen.findByRole('alert')).textContent).toContain('您没有这项权限。');
  isOut = false;
  fireEvent.click(screen.getByRole('button', { name: /重试|再试/ }));
  expect(await screen.findByLabelText('警务网格')).toBeTruthy();
});
