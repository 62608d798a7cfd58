// How a list is sorted, or where it is asked to go on, changes nothing about which cases are in it.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { Refused } from '../../../platform/server/http/refused.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { seedCalendar } from '../../calendar/server/public.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import { SORTS, type SortName } from '../core/list-filters.ts';
import { countView, listCases } from './list-cases.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

const store = testDatabase('2026-08-05T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
const ABROAD = '500152';
let city: TestDistrict;
let inspector: Actor & { kind: 'person' };

const COPY_ABROAD = sql`
  insert into case_file (district_id, id, number, public_code, flow, state, is_open, channel, description,
    area_path, grid_code, centre_unit_id, holder_unit_id, reporter_person_id, stage, is_running, due_at,
    deadline_at, severity, clocks, asks, counts, record, version, last_seq, last_hash, created_at, updated_at)
  select ${ABROAD}, md5('abroad')::uuid, '5001520000000000000001', 'abroad', flow, state, is_open, channel,
    description, ${`${ABROAD}.001.001.001`}, ${`${ABROAD}001001001`}, centre_unit_id, holder_unit_id,
    reporter_person_id, stage, is_running, due_at, deadline_at, severity, clocks, asks, counts, record,
    version, last_seq, last_hash, created_at, updated_at
  from case_file limit 1`;

const list = (query: ListQuery) => store.database.read((tx) => listCases(tx, inspector, query));

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  inspector = city.actor(1, 'inspector', 'centre');
  for (let made = 0; made < 2; made += 1) {
    await store.database.read((tx) => reportCase(tx, inspector, {
      body: { channel: 'patrol', description: '建筑垃圾', point: city.inGridA, photoIds: [photo],
        itemCode: city.itemCode },
    }));
  }
  // And one that lies across the border: whoever reported it still sees it.
  await store.database.transaction(async (tx) => {
    await seedCalendar(tx, ABROAD);
    await COPY_ABROAD.execute(tx.db);
  });
}, 240_000);

test('in every order a list holds as many cases as it says, those reported elsewhere too', async () => {
  for (const mine of [undefined, 'reported'] as const) {
    for (const sort of Object.keys(SORTS) as SortName[]) {
      const query = { sort, ...(mine ? { mine } : {}) };
      const { total } = await store.database.read((tx) => countView(tx, inspector, query));
      expect(total, JSON.stringify(query)).toBe(3);
      expect((await list(query)).items, JSON.stringify(query)).toHaveLength(total);
    }
  }
});

test('a moment or a page that no calendar knows is refused, and never a fault of the server', async () => {
  const id = '01890000-0000-7000-8000-000000000001';
  for (const query of [
    { createdFrom: '0000-01-01' }, { createdFrom: '0001-01-01' }, { createdUntil: '9999-12-31' },
    { cursor: `999999999999999_${id}` },
    { dueUntil: '9999-12-31T23:59:59-23:59' },
  ]) {
    const answer = await list(query).then(({ items }) => items.length, (error: unknown) => error);
    const isFine = typeof answer === 'number' || answer instanceof Refused;
    expect(isFine, `${JSON.stringify(query)}: ${String(answer)}`).toBe(true);
  }
});
