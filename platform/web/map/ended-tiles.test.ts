// The address of a tile of ended cases, from the map's template to our server.
import { expect, test } from 'vitest';
import { endedTilesOf, endedTileUrl } from './ended-tiles.ts';

const filled = (template: string) => template.replace('{z}', '14').replace('{x}', '1').replace('{y}', '2');

test('days, states and items are asked for', () => {
  const days = { endedFrom: '2026-07-01', endedTo: '2026-07-31' };
  const asked = { ...days, state: ['closed'], itemCode: ['E0101', 'E0102'] };
  expect(endedTileUrl(filled(endedTilesOf('990101', asked)))).toBe(
    '/api/tiles/990101/cases/14/1/2?endedFrom=2026-07-01&endedTo=2026-07-31&state=closed' +
      '&itemCode=E0101&itemCode=E0102',
  );
  expect(endedTileUrl('gridloop-ended://elsewhere/14/1/2?a=b')).toBeUndefined();
});
