// The address of one tile of a base map of others.
import { expect, test } from 'vitest';
import { isTemplate, tileUrlOf } from './tile-source.ts';

const wms = {
  kind: 'wms',
  address: 'https://maps.example/wms?LAYERS=streets&CRS=EPSG:3857&WIDTH=256&HEIGHT=256&BBOX={bbox}',
} as const;

test('a web map service is asked for the box of a tile in metres', () => {
  expect(isTemplate(wms)).toBe(true);
  expect(new URL(tileUrlOf(wms, { z: 0, x: 0, y: 0 })).searchParams.get('BBOX')).toBe(
    '-20037508.343,-20037508.343,20037508.343,20037508.343',
  );
  expect(new URL(tileUrlOf(wms, { z: 1, x: 1, y: 0 })).searchParams.get('BBOX')).toBe(
    '0.000,0.000,20037508.343,20037508.343',
  );
});

test('an address that does not name every tile is none', () => {
  expect(isTemplate({ kind: 'wms', address: 'https://maps.example/wms?BBOX={z}' })).toBe(false);
  expect(isTemplate({ kind: 'xyz', address: 'https://maps.example/{z}/{x}' })).toBe(false);
  expect(isTemplate({ kind: 'xyz', address: 'https://{s}.maps.example/{z}/{x}/{y}' })).toBe(false);
});
