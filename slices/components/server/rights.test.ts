// Rights confirmation as work: put before units by the hundred, confirmed, disputed, decided; every figure
// is the count of the list that it opens, whatever has happened before.
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Id } from '../../../kernel/id.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor, Role } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { createUnits } from '../../people/server/public.ts';
import type { ComponentFilter, Rate } from '../core/contract-register.ts';
import { answerRights, askUnits, ruleRights } from './confirm-rights.ts';
import { importComponents } from './import-components.ts';
import { findByCode } from './public.ts';
import { listRates } from './queries-register.ts';
import { readCard } from './read-card.ts';
import { readRates, readRegister } from './read-register.ts';
import { cityAreas } from './test-city.ts';

const store = testDatabase();
const DISTRICT = '500151';
const BOX = { west: 106, south: 29.8, east: 106.3, north: 30.1 };

let units: readonly Id[] = [];
const unit = (index: number): Id => units[index] ?? '';
const actorOf = (
  role: Role,
  unitId: Id,
  unitKind: 'centre' | 'company' = 'centre',
  areaPath = DISTRICT,
): Actor => ({
  kind: 'person',
  personId: store.ids.next(),
  name: role,
  posts: [{ id: 'p', unitId, unitKind, role, areaPath }],
});
const centre = () => actorOf('dispatcher', unit(0));
const headOf = (index: number) => actorOf('unit_head', unit(index), 'company', `${DISTRICT}.001`);

const CLASSES = ['0102', '0103', '0201'];

beforeAll(async () => {
  await store.database.transaction(async (tx) => {
    const made = await importDistrict(tx, { ...cityAreas(DISTRICT, '铜梁区', BOX, 2) });
    if (isRefusal(made)) throw new Error(JSON.stringify(made));
    const system: Actor = { kind: 'system', name: 'test' };
    const names = ['指挥中心', '路灯所', '排水公司'];
    const created = await createUnits(
      tx,
      system,
      names.map((name, index) => ({
        districtId: DISTRICT,
        code: `U${index}`,
        name,
        nameEn: `Unit ${index}`,
        kind: index === 0 ? ('centre' as const) : ('company' as const),
        specialty: 'lighting',
        areaPath: DISTRICT,
        serves: [DISTRICT],
      })),
    );
    units = created.map(({ id }) => id);
    const rows = Array.from({ length: 240 }, (_, n) => ({
      fields: {
        classCode: CLASSES[n % 3],
        name: `部件 ${n}`,
        condition: n % 10 === 0 ? 'damaged' : 'intact',
        lon: 106.002 + (n % 20) * 0.0149,
        lat: 29.802 + Math.floor(n / 20) * 0.0249,
        maintenanceUnit: n % 4 === 0 ? unit(1) : '',
      },
    }));
    rows.push({
      fields: {
        classCode: '0102',
        name: '界外',
        condition: 'intact',
        lon: 107,
        lat: 30,
        maintenanceUnit: '',
      },
    });
    await importComponents(tx, { districtId: DISTRICT, rows, crs: 'WGS84', source: '普查', by: 'test' });
  });
});

const list = (actor: Actor, filter: Partial<ComponentFilter>, limit = 200) =>
  store.database.read((tx) => readRegister(tx, actor, { areaPath: DISTRICT, ...filter, limit }));

/** All pages of a list. */
async function countOf(filter: ComponentFilter): Promise<number> {
  let after: string | undefined;
  let count = 0;
  for (;;) {
    const page = await store.database.read((tx) =>
      readRegister(tx, centre(), { ...filter, after, limit: 70 }),
    );
    count += page.components.length;
    if (page.next === null) return count;
    after = page.next;
  }
}

const filterOf = (areaPath: string, axis: 'class' | 'unit' | 'area', key: string): ComponentFilter => {
  if (axis === 'class') return { areaPath, classCode: key };
  if (axis === 'unit') return { areaPath, unitId: key === '' ? 'none' : key };
  return key === '' ? { areaPath, isOutside: true } : { areaPath: key };
};

async function expectFiguresAreLists(areaPath: string): Promise<void> {
  for (const axis of ['class', 'unit', 'area'] as const) {
    const { rates } = await store.database.read((tx) =>
      readRates(tx, centre(), { areaPath, axis, limit: 3_000 }),
    );
    for (const rate of axis === 'area' ? rates.slice(0, 3) : rates) {
      const filter = filterOf(areaPath, axis, rate.key);
      expect(await countOf(filter)).toBe(rate.total);
      for (const right of ['open', 'asked', 'disputed', 'confirmed'] as const) {
        expect(await countOf({ ...filter, right }), `${axis} ${rate.key} ${right}`).toBe(rate[right]);
      }
      expect(await countOf({ ...filter, condition: 'not_intact' })).toBe(rate.notIntact);
    }
  }
}

test('the register is a list by class, unit, condition and area, in the order of codes', async () => {
  const first = await list(centre(), {}, 100);
  const rest = await store.database.read((tx) =>
    readRegister(tx, centre(), { areaPath: DISTRICT, after: first.next ?? undefined, limit: 200 }),
  );
  const codes = [...first.components, ...rest.components].map(({ code }) => code);
  expect(codes).toHaveLength(241);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(rest.next).toBeNull();
  expect((await list(centre(), { classCode: '0201' })).components).toHaveLength(80);
  expect((await list(centre(), { condition: 'not_intact' })).components).toHaveLength(24);
  expect((await list(centre(), { isOutside: true })).components).toMatchObject([
    { name: '界外', areaPath: null },
  ]);
  const street = await list(centre(), { areaPath: `${DISTRICT}.001` });
  expect(street.components).toHaveLength(200);
  expect(street.next).not.toBeNull();
});

test('the centre asks each thing’s own unit, and for the rest a unit of its choice', async () => {
  const ask = (filter: Partial<ComponentFilter>, unitId: Id | null) =>
    store.database.transaction((tx) =>
      askUnits(tx, centre(), { filter: { areaPath: DISTRICT, ...filter }, unitId }),
    );
  expect(await ask({}, null)).toEqual({ moved: 60, isMore: false });
  expect(await ask({}, null)).toEqual({ moved: 0, isMore: false });
  const before = await store.database.read((tx) => listRates(tx, DISTRICT, 'class', 10));
  const drains = before.find(({ key }) => key === '0201') as Rate;
  expect(await ask({ classCode: '0201', right: 'open' }, unit(2))).toMatchObject({ moved: drains.open });
  const waiting = await list(headOf(2), { unitId: unit(2), right: 'asked' });
  expect(waiting.components).toHaveLength(drains.open);
  await expectFiguresAreLists(DISTRICT);
  await expectFiguresAreLists(`${DISTRICT}.001`);
});

test('a unit confirms its own and disputes the rest; the centre decides, and the words stay', async () => {
  const { components } = await list(headOf(1), { unitId: unit(1), right: 'asked' });
  const [first, second, third] = components.map(({ id }) => id);
  const answer = (ids: readonly (Id | undefined)[], isOurs: boolean, words?: string) =>
    store.database.transaction((tx) =>
      answerRights(tx, headOf(1), { unitId: unit(1), ids: ids.map((id) => id ?? ''), isOurs, words }),
    );
  expect(await answer([first], true)).toEqual({ moved: 1, passed: [] });
  await expect(answer([second], false)).rejects.toMatchObject({
    refusal: { code: 'component.words_missing' },
  });
  // Of many, those that somebody else was quicker with are told one by one; the others are done.
  expect(await answer([first, second, third], false, '这是排水公司的井')).toEqual({
    moved: 2,
    passed: [{ id: first, code: expect.any(String), name: expect.any(String), state: 'confirmed' }],
  });
  const late = { moved: 0, passed: [{ id: first, state: 'confirmed' }] };
  expect(await answer([first], true)).toMatchObject(late);
  const rule = (id: Id | undefined, isFinal: boolean, words: string) =>
    store.database.transaction((tx) =>
      ruleRights(tx, centre(), { ids: [id ?? ''], unitId: unit(2), isFinal, words }),
    );
  await rule(second, true, '按移交协议归排水公司');
  await rule(third, false, '请排水公司核实');
  const card = await store.database.read((tx) => readCard(tx, second ?? ''));
  expect(card).toMatchObject({
    rightState: 'confirmed',
    rightsConfirmed: true,
    rightUnitId: unit(2),
    maintenanceUnitId: unit(2),
    rightWords: '按移交协议归排水公司',
  });
  expect(card.changes.map(({ kind }) => kind)).toEqual([
    'right_ruled',
    'right_disputed',
    'right_asked',
    'imported',
  ]);
  expect(card.changes[0]?.data).toEqual({
    unitId: unit(2),
    words: '按移交协议归排水公司',
    right: 'confirmed',
  });
  const asked = await store.database.read((tx) => readCard(tx, third ?? ''));
  expect(asked).toMatchObject({ rightState: 'asked', rightUnitId: unit(2), maintenanceUnitId: unit(1) });
  await expectFiguresAreLists(DISTRICT);
});

test('nobody answers for another unit, and nobody rules beyond the centre’s own area', async () => {
  const { components } = await list(centre(), { right: 'asked' });
  const ids = components.slice(0, 1).map(({ id }) => id);
  const answer = store.database.transaction((tx) =>
    answerRights(tx, headOf(1), { unitId: unit(2), ids, isOurs: true }),
  );
  await expect(answer).rejects.toMatchObject({ refusal: { code: 'auth.not_allowed' } });
  await expect(list(headOf(1), { unitId: unit(2) })).rejects.toMatchObject({
    refusal: { code: 'auth.not_allowed' },
  });
  const stranger = actorOf('dispatcher', unit(0), 'centre', `${DISTRICT}.999`);
  const filter = { areaPath: DISTRICT };
  await expect(
    store.database.transaction((tx) => askUnits(tx, stranger, { filter, unitId: null })),
  ).rejects.toMatchObject({ refusal: { code: 'auth.not_allowed' } });
  await expect(
    store.database.transaction((tx) => askUnits(tx, centre(), { filter, unitId: store.ids.next() })),
  ).rejects.toMatchObject({ refusal: { code: 'component.unit_unknown' } });
});

test('the counted lines are what a count says, after whatever happens to whatever things', async () => {
  const counted = async () => {
    const { rows } = await store.database.read((tx) =>
      sql<{ n: number }>`
      select count(*) as n from (
        (select axis, key, total, asked, disputed, confirmed, not_intact from component_tally where total > 0
         except
         select axis, coalesce(key, ''), count(*), count(*) filter (where right_state = 'asked'),
           count(*) filter (where right_state = 'disputed'),
           count(*) filter (where right_state = 'confirmed'),
           count(*) filter (where condition <> 'intact')
         from component c cross join lateral (values ('class', c.class_code),
           ('unit', coalesce(c.right_unit_id, c.maintenance_unit_id, c.owner_unit_id)::text),
           ('area', c.area_path)) line (axis, key)
         where c.gone_at is null group by 1, 2)
        union all
        (select axis, key, total, asked, disputed, confirmed, not_intact from component_tally where total < 0)
      ) wrong`.execute(tx.db),
    );
    return rows[0]?.n;
  };
  const changes = [
    sql`condition = 'lost'`,
    sql`condition = 'intact'`,
    sql`area_path = null`,
    sql`gone_at = now()`,
    sql`gone_at = null`,
    sql`right_state = 'confirmed'`,
    sql`right_state = 'open', right_unit_id = null`,
    sql`maintenance_unit_id = gen_random_uuid()`,
    sql`name = name || '.'`,
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(changes.length - 1), fc.integer({ min: 2, max: 9 })), { maxLength: 8 }),
      async (acts) => {
        await store.database.transaction(async (tx) => {
          for (const [act, every] of acts) {
            await sql`update component set ${changes[act]} where right(code, 4)::int % ${every} = 0`.execute(
              tx.db,
            );
          }
        });
        expect(await counted()).toBe(0);
      },
    ),
    { numRuns: 12 },
  );
});

test('a thing that is gone is in no list and no count, and an old file does not bring it back', async () => {
  const code = '5001510104000001';
  const rows = [{ fields: { code, name: '井', lon: 106.1, lat: 29.9 } }];
  const load = () =>
    store.database.transaction((tx) =>
      importComponents(tx, { districtId: DISTRICT, rows, crs: 'WGS84', source: '普查', by: 'test' }),
    );
  await load();
  const found = await store.database.read((tx) => findByCode(tx, DISTRICT, code));
  await store.database.transaction((tx) =>
    sql`update component set gone_at = now() where id = ${found?.id}`.execute(tx.db),
  );
  expect(await store.database.read((tx) => findByCode(tx, DISTRICT, code))).toBeUndefined();
  expect(await load()).toMatchObject({ added: 0, updated: 0, refused: [{ row: 1, kind: 'is_gone' }] });
  expect((await list(centre(), { classCode: '0104' })).components).toEqual([]);
});
