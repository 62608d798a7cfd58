// Names in both languages through the workshop: kept, cleared, compared and told in the reader's language.
import { expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { tellDifference, toDifferences } from './compare-versions.ts';
import type { DrawnEdit } from './contract-workshop.ts';
import { applyEdit, type DraftArea, draftOf } from './draft.ts';
import { tellLand } from './land.ts';
import { toBoundary } from './mesh.ts';
import { latticeMesh, latticePath } from './mesh-town.ts';
import { tellStep } from './tell-step.ts';

const path = latticePath(0);
const mesh = latticeMesh(2, 1, 1);
const grids = [...mesh.grids].map(([at, ground]): DraftArea => ({
  path: at, level: 'grid', name: '东门', nameEn: 'East Gate', externalCode: null, isDerived: false,
  boundary: toBoundary(ground),
}));
const rename = (names: { name: string; nameEn?: string | null }) => {
  const edit: DrawnEdit = { kind: 'rename', path, ...names };
  const patch = applyEdit(draftOf(grids, new Set()), edit);
  if (isRefusal(patch)) throw new Error(patch.code);
  return { edit, ...patch };
};

test('whoever renames an area in Chinese alone takes nobody’s English name away; null does', () => {
  expect(rename({ name: '南门' }).after).toMatchObject([{ name: '南门', nameEn: 'East Gate' }]);
  expect(rename({ name: '东门', nameEn: null }).after).toMatchObject([{ name: '东门', nameEn: null }]);
  expect(rename({ name: '东门', nameEn: 'Gate' }).after).toMatchObject([{ name: '东门', nameEn: 'Gate' }]);
});

test('a step is told by the name of the reader’s language', () => {
  const step = rename({ name: '南门' });
  expect(tellStep(step, 'zh')).toBe(`更名：南门 ${path.replaceAll('.', '')}`);
  expect(tellStep(step, 'en')).toBe(`Renamed: East Gate ${path.replaceAll('.', '')}`);
});

test('another English name is a difference, and each language tells what is other', () => {
  const found = {
    path, level: 'grid', name: '东门', nameBefore: '东门', nameEn: 'Gate', nameEnBefore: 'East Gate',
    gainedE7: 0, lostE7: 0, y: 300_000_000, ground: [],
  } as const;
  const told = (more: object) => {
    const [one, ...rest] = toDifferences({ ...found, ...more });
    expect([one?.kind, rest]).toEqual(['renamed', []]);
    return one ? [tellDifference(one, 'zh'), tellDifference(one, 'en')] : [];
  };
  expect(told({})).toEqual([
    `东门（${path}）的英文名由“East Gate”改为“Gate”。`,
    `${path} was called East Gate and is now Gate.`,
  ]);
  expect(told({ nameEn: null })[0]).toContain('改为“无”');
  expect(told({ name: '南门', nameEn: 'East Gate' })).toEqual([
    `${path} 由“东门”更名为“南门”。`,
    `The Chinese name of East Gate (${path}) was 东门 and is now 南门.`,
  ]);
  expect(toDifferences({ ...found, nameEn: 'East Gate' })).toEqual([]);
});

test('nobody’s land is told with its neighbours’ English names', () => {
  const beside = [{ path, name: '东门', nameEn: 'East Gate' }, { path, name: '西门', nameEn: null }];
  const place = { at: { lon: 106, lat: 30 }, squareMetres: 9, beside, boundary: [] };
  expect(tellLand(place, 'en')).toContain('beside: East Gate, 西门');
  expect(tellLand(place, 'zh')).toContain('相邻：东门、西门');
});
