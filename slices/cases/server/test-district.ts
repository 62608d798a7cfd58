// A district in the store for tests of the server: two streets with two grids each, every centre and unit,
// the default lists in force, and actors of every kind. It holds no rule.
import { assert } from '../../../kernel/assert.ts';
import type { Actor, Role } from '../../../kernel/rights.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Database, Tx } from '../../../platform/server/db/tx.ts';
import { insertPhoto } from '../../../platform/server/files/queries.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { seedCalendar } from '../../calendar/server/public.ts';
import { seedDefaultCatalogue, suggestItems } from '../../catalogue/server/public.ts';
import { createUnits, type NewUnit, type Unit } from '../../people/server/public.ts';
import { SPECIALTIES } from '../core/test-city.ts';

const SYSTEM: Actor = { kind: 'system', name: 'test' };
const WEST = 105.8;

function feature(code: string, [west, south, east, north]: readonly [number, number, number, number]) {
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return { type: 'Feature', properties: { code, name: `${code}区域` },
    geometry: { type: 'Polygon', coordinates: [ring] } };
}
const collection = (features: readonly object[]) => ({ geojson: { type: 'FeatureCollection', features } });

async function drawDistrict(tx: Tx, districtId: string): Promise<void> {
  const [middle, east] = [WEST + 0.01, WEST + 0.02];
  const streets = [['A', WEST, middle], ['B', middle, east]] as const;
  const drawn = await importDistrict(tx, {
    districtId, name: `区${districtId}`, crs: 'WGS84', source: 'drawn for a test',
    streets: collection(streets.map(([code, from, to]) => feature(code, [from, 29, to, 29.02]))),
    communities: collection(streets.map(([code, from, to]) => feature(`${code}-1`, [from, 29, to, 29.02]))),
    grids: collection(streets.flatMap(([code, from, to]) => [
      feature(`${code}-1-1`, [from, 29, to, 29.01]), feature(`${code}-1-2`, [from, 29.01, to, 29.02])])),
  });
  assert(!isRefusal(drawn), `the district is drawn: ${JSON.stringify(drawn)}`);
}

const AREAS = { district: [''], street: ['.001', '.002'], community: ['.001.001', '.002.001'] } as const;

async function staffDistrict(tx: Tx, districtId: string): Promise<Unit[]> {
  const unit = (specialty: string, kind: NewUnit['kind'], areaPath: string): NewUnit => ({
    districtId, kind, specialty, areaPath, serves: [areaPath], code: `${specialty}-${areaPath}`,
    name: `${specialty}${areaPath}`, nameEn: `${specialty} of ${areaPath}`,
  });
  const centres = Object.values(AREAS).flat().map((area) => unit('centre', 'centre', districtId + area));
  const others = SPECIALTIES.flatMap(({ code, kind, levels }) =>
    levels.flatMap((level) => AREAS[level].map((area) => unit(code, kind, districtId + area))));
  return createUnits(tx, SYSTEM, [...centres, ...others]);
}

export interface TestDistrict {
  readonly districtId: string;
  readonly itemCode: string;
  readonly inGridA: { readonly lon: number; readonly lat: number };
  readonly inGridB: { readonly lon: number; readonly lat: number };
  unit(specialty: string, area?: string): Unit;
  actor(n: number, role: Role, specialty: string, area?: string, reach?: string): Actor & { kind: 'person' };
}

const personId = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Street A's first grid is `….001.001.001`; the item is rubble, which the street's sanitation company
 *  clears. */
export async function makeDistrict(
  database: Database, districtId: string, effectiveFrom = '2026-01-01',
): Promise<TestDistrict> {
  return database.transaction(async (tx) => {
    await drawDistrict(tx, districtId);
    await seedCalendar(tx, districtId);
    const units = await staffDistrict(tx, districtId);
    await seedDefaultCatalogue(tx, districtId, { effectiveFrom });
    const hits = await suggestItems(tx, districtId, '积存垃圾渣土');
    assert(!isRefusal(hits) && hits[0], 'the default lists know rubble');
    const find = (specialty: string, area = '') => {
      const found = units.find((unit) => unit.specialty === specialty && unit.areaPath === districtId + area);
      assert(found, `${specialty} of ${area}`);
      return found;
    };
    return {
      districtId, itemCode: hits[0].item.code, unit: find,
      inGridA: { lon: WEST + 0.005, lat: 29.005 }, inGridB: { lon: WEST + 0.015, lat: 29.015 },
      actor: (n, role, specialty, area = '', reach = area) => {
        const { id, kind } = find(specialty, area);
        const post = { id: personId(n + 500), unitId: id, unitKind: kind, role,
          areaPath: districtId + reach };
        return { kind: 'person', personId: personId(n), name: `${role} ${n}`, posts: [post] };
      },
    };
  });
}

/** A photo that anyone may have sent, for tests that need its id and not its picture. */
export const keepPhoto = (database: Database, id: string): Promise<unknown> => {
  const [none, hash] = [new Uint8Array(0), new TextEncoder().encode(id.slice(-32))];
  const received = {
    full: new Uint8Array(1), thumb: none, width: 1, height: 1, sha256: hash, originalSha256: hash, facts: {},
  };
  return database.transaction((tx) => insertPhoto(tx, id, received, 'public'));
};
