// A level without a file keeps its names and codes: by the office's own codes where the file below uses
// those, by ours where it uses ours.
import { expect, test } from 'vitest';
import type { FileFeature } from './area-file.ts';
import { asInForce } from './import-areas.tsx';

const area = (
  level: string,
  code: string,
  parent: string | null,
  externalCode: string | null,
): FileFeature => ({
  type: 'Feature',
  properties: { level, code, name: `名${code}`, nameEn: null, parent, externalCode },
  geometry: { type: 'Polygon', coordinates: [] },
});
const IN_FORCE = [
  area('district', '500151', null, null),
  area('street', '500151001', '500151', 'TS'),
  area('community', '500151001001', '500151001', 'TS-3'),
  area('community', '500151001002', '500151001', null),
];
const grids = (...parents: (string | undefined)[]) => parents.map((parent) => ({ properties: { parent } }));
const codes = (features: ReturnType<typeof asInForce>) =>
  features.map(({ properties: { code, parent } }) => [code, parent]);

test('areas are called as the file below calls them, and so are those above them', () => {
  const own = asInForce(IN_FORCE, 'community', grids('TS-3'));
  expect(codes(own)).toEqual([
    ['TS-3', 'TS'],
    ['500151001002', 'TS'],
  ]);
  expect(codes(asInForce(IN_FORCE, 'street', own))).toEqual([['TS', '500151']]);
  const ours = asInForce(IN_FORCE, 'community', grids('500151001001'));
  expect(codes(ours)[0]?.[0]).toBe('500151001001');
});

test('they come without borders, which are united from below', () => {
  const [street] = asInForce(IN_FORCE, 'street', []);
  expect(street).toMatchObject({ geometry: null, properties: { name: '名500151001', nameEn: undefined } });
});
