// A district of two streets, two communities and four grids in the store, with every kind of unit that the
// default lists name at the level each is usually organised. For tests of the server only.
import type { Actor } from '../../../kernel/rights.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { createUnits } from '../../people/server/public.ts';
import type { NewUnit } from '../../people/server/public.ts';
import { UNIT_SPECIALTIES } from '../core/unit-specialties.ts';

type Position = [number, number];

const SYSTEM: Actor = { kind: 'system', name: 'test' };

function feature(code: string, [west, south, east, north]: readonly [number, number, number, number]) {
  const ring: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    type: 'Feature',
    properties: { code, name: `${code}区域` },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
}

const collection = (features: readonly object[]) => ({ geojson: { type: 'FeatureCollection', features } });

/** Streets A and B with one community each; grids A-1-1, A-1-2, B-1-1, B-1-2. */
export async function drawDistrict(tx: Tx, districtId: string, west: number): Promise<void> {
  const [middle, east] = [west + 0.01, west + 0.02];
  const drawn = await importDistrict(tx, {
    districtId,
    name: `区${districtId}`,
    crs: 'WGS84',
    source: 'drawn for a test',
    streets: collection([feature('A', [west, 30, middle, 30.02]), feature('B', [middle, 30, east, 30.02])]),
    communities: collection([
      feature('A-1', [west, 30, middle, 30.02]),
      feature('B-1', [middle, 30, east, 30.02]),
    ]),
    grids: collection([
      feature('A-1-1', [west, 30, middle, 30.01]),
      feature('A-1-2', [west, 30.01, middle, 30.02]),
      feature('B-1-1', [middle, 30, east, 30.01]),
      feature('B-1-2', [middle, 30.01, east, 30.02]),
    ]),
  });
  if (isRefusal(drawn)) throw new Error(JSON.stringify(drawn));
}

const AREAS = {
  district: [''],
  street: ['.001', '.002'],
  community: ['.001.001', '.002.001'],
} as const;

/** One unit of each specialty in each area of its levels, and the centres. `without` leaves one out. */
export async function staffDistrict(tx: Tx, districtId: string, without?: string): Promise<void> {
  const unit = (specialty: string, kind: NewUnit['kind'], areaPath: string): NewUnit => ({
    districtId,
    kind,
    specialty,
    areaPath,
    serves: [areaPath],
    code: `${specialty}-${areaPath}`,
    name: `${specialty}${areaPath}`,
    nameEn: `${specialty} of ${areaPath}`,
  });
  const centres = Object.values(AREAS)
    .flat()
    .map((area) => unit('centre', 'centre', districtId + area));
  const others = UNIT_SPECIALTIES.filter(({ code }) => code !== without).flatMap(({ code, kind, levels }) =>
    levels.flatMap((level) => AREAS[level].map((area) => unit(code, kind, districtId + area))),
  );
  await createUnits(tx, SYSTEM, [...centres, ...others]);
}
