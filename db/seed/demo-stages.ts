// The stages of seeding the demo district, in the order in which they need each other. Each goes through the
// slices' own operations, so whatever they refuse can't get into the demo either.
import { sql } from 'kysely';
import { assert } from '../../kernel/assert.ts';
import type { Id } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/rights.ts';
import { localDate } from '../../kernel/instant.ts';
import { DAY } from '../../kernel/duration.ts';
import { orRefuse } from '../../platform/server/http/refused.ts';
import type { Tx } from '../../platform/server/db/tx.ts';
import type { PhotoFiles } from '../../platform/server/files/photo-files.ts';
import { importDistrict } from '../../slices/areas/server/public.ts';
import { importBaseFeatures } from '../../slices/basemap/server/public.ts';
import { seedCalendar } from '../../slices/calendar/server/public.ts';
import { seedDefaultCatalogue } from '../../slices/catalogue/server/public.ts';
import { importComponents } from '../../slices/components/server/public.ts';
import { createPeople, createUnits, givePosts, unitDirectory } from '../../slices/people/server/public.ts';
import { makeBaseMap } from './demo/base-map.ts';
import { makeDemoDistrict, type DemoDistrict } from './demo/demo.ts';
import type { DemoArea, DemoLevel } from './demo/district.ts';
import { playHistory } from './history/play-history.ts';
import { seedPhotos } from './history/seed-photos.ts';

export interface StageOptions {
  readonly passwordHash: string;
  readonly historyCases?: number;
  /** Where the bytes of the demo's own pictures go. */
  readonly files: PhotoFiles;
  readonly onProgress?: (words: string) => void;
}

export interface Stage {
  readonly name: string;
  readonly words: string;
  readonly run: (tx: Tx, options: StageOptions) => Promise<void>;
}

const SEEDER: Actor = { kind: 'system', name: 'seed' };
const CONDITION_WORDS = { intact: '完好', broken: '破损', lost: '丢失', abandoned: '废弃', occupied: '占用' } as const;
/** Posts and lists have been in force for longer than the played history, with its weeks of last year. */
const IN_FORCE_DAYS = 420;

let made: DemoDistrict | undefined;
const district = (): DemoDistrict => (made ??= makeDemoDistrict());

const feature = (area: DemoArea) => ({
  type: 'Feature',
  properties: { name: area.name, nameEn: area.nameEn, code: area.code, parent: area.parentCode ?? null },
  geometry: { type: 'Polygon', coordinates: [area.ring] },
});

const collection = (level: DemoLevel) => ({
  geojson: {
    type: 'FeatureCollection',
    features: district().places.areas.filter((area) => area.level === level).map(feature),
  },
});

async function seedAreas(tx: Tx): Promise<void> {
  const root = district().places.areas.find((area) => area.level === 'district');
  assert(root, 'the demo has a district');
  orRefuse(
    await importDistrict(tx, {
      districtId: root.code, name: root.name, nameEn: root.nameEn, crs: 'WGS84', source: 'demo',
      district: collection('district'), streets: collection('street'),
      communities: collection('community'), grids: collection('grid'),
    }, 'seed'),
  );
}

async function seedUnits(tx: Tx): Promise<void> {
  const { units, places } = district();
  const ids = new Map(units.map((unit) => [unit.code, tx.ids.next()]));
  await createUnits(tx, SEEDER, units.map((unit) => ({
    id: idOf(ids, unit.code), districtId: places.code, code: unit.code, name: unit.name, nameEn: unit.nameEn,
    kind: unit.kind, specialty: unit.specialty, areaPath: unit.areaPath, serves: [...unit.serves],
    ...(unit.parentCode === undefined ? {} : { parentId: idOf(ids, unit.parentCode) }),
    phone: unit.phone,
  })));
}

function idOf(ids: ReadonlyMap<string, Id>, code: string): Id {
  const id = ids.get(code);
  assert(id, `no unit ${code} in the demo`);
  return id;
}

async function unitIds(tx: Tx): Promise<ReadonlyMap<string, Id>> {
  const all = (await unitDirectory(tx)).units().filter((unit) => unit.districtId === district().places.code);
  return new Map(all.map((unit) => [unit.code, unit.id]));
}

/** No mobile number in China begins with 100: nobody is called by trying the demo. */
const demoPhone = (index: number): string => `100${String(10_000_000 + index * 7_919).slice(-8)}`;

async function seedPeople(tx: Tx, { passwordHash }: StageOptions): Promise<void> {
  const { people } = district();
  const units = await unitIds(tx);
  const ids = await createPeople(tx, tx.cipher, SEEDER, people.map((person, index) => ({
    name: person.name, areaPath: person.areaPath, phone: demoPhone(index),
    ...(person.login === undefined ? {} : { login: person.login, passwordHash }),
  })));
  const fromDate = localDate(tx.now - IN_FORCE_DAYS * DAY);
  await givePosts(tx, SEEDER, people.map((person, index) => {
    const personId = ids[index];
    assert(personId, 'one id per person');
    return {
      personId, unitId: idOf(units, person.unitCode), role: person.role, areaPath: person.areaPath,
      fromDate, toDate: null,
    };
  }));
}

async function seedComponents(tx: Tx): Promise<void> {
  const { components, places, units: demoUnits } = district();
  const units = await unitIds(tx);
  const serving = new Map(
    demoUnits.flatMap((unit) => unit.serves.map((path) => [`${unit.specialty} ${path}`, unit.code] as const)),
  );
  /** The unit of the specialty that serves the smallest area around the grid. */
  const maintainer = (specialty: string, gridPath: string): string => {
    for (let path = gridPath; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
      const code = serving.get(`${specialty} ${path}`);
      if (code) return code;
    }
    return '';
  };
  const result = await importComponents(tx, {
    districtId: places.code, crs: 'WGS84', source: 'demo', by: 'seed',
    // Covers of several networks stand close together in a real street, and are not the same thing.
    samePlaceMetres: 0,
    unitIdOf: (text) => units.get(text),
    rows: components.map((component) => ({
      fields: {
        code: component.code, classCode: component.classCode, name: component.name,
        lon: component.lon, lat: component.lat, condition: CONDITION_WORDS[component.condition],
        maintenanceUnit: maintainer(component.specialty, component.gridPath), rightsConfirmed: '是',
      },
    })),
  });
  assert(result.refused.length === 0, `the register refused ${JSON.stringify(result.refused[0])}`);
}

async function seedBaseMap(tx: Tx): Promise<void> {
  const { seed, places } = district();
  const { refused } = orRefuse(
    await importBaseFeatures(tx, {
      districtId: places.code, source: 'demo', crs: 'WGS84', features: makeBaseMap(seed, places), by: 'seed',
    }),
  );
  assert(refused.length === 0, `the base map refused ${JSON.stringify(refused[0])}`);
}

async function seedHistory(tx: Tx, options: StageOptions): Promise<void> {
  if (options.historyCases === 0) return;
  const { historyCases, files, onProgress } = options;
  const photos = await seedPhotos(tx, files, district().seed);
  const played = await playHistory(tx, district(), {
    photos, ...(historyCases === undefined ? {} : { cases: historyCases }),
    onProgress: (done, total) => onProgress?.(`案件 cases ${done}/${total}`),
  });
  assert(Object.keys(played.refusals).length === 0, `the flow refused ${JSON.stringify(played.refusals)}`);
}

const inForceFrom = (tx: Tx): string => localDate(tx.now - IN_FORCE_DAYS * DAY);

export const DEMO_STAGES: readonly Stage[] = [
  { name: 'areas', words: '划分区域 areas: streets, communities, grids', run: seedAreas },
  { name: 'units', words: '设立单位 units of three levels', run: seedUnits },
  { name: 'people', words: '配置人员 people and their posts', run: seedPeople },
  {
    name: 'calendar', words: '设置日历 working days and holidays',
    run: async (tx) => void (await seedCalendar(tx, district().places.code)),
  },
  {
    name: 'catalogue', words: '发布两份清单 the two lists, with their audit',
    run: async (tx) =>
      void (await seedDefaultCatalogue(tx, district().places.code, { effectiveFrom: inForceFrom(tx) })),
  },
  { name: 'components', words: '普查部件 20,000 components', run: seedComponents },
  { name: 'basemap', words: '绘制底图 streets, river, parks, houses', run: seedBaseMap },
  {
    name: 'history', words: '回放九十天与去年同期案件 cases of ninety days and of last year',
    run: seedHistory,
  },
  {
    // The embedded store never gathers statistics by itself: plans made while it was empty would stay.
    name: 'statistics', words: '更新统计 statistics for the planner',
    run: async (tx) => void (await sql`analyze`.execute(tx.db)),
  },
];
