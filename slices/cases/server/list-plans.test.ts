// The lists that screens ask for all day walk the index made for them: the plan is asserted, because a list
// that sorts a district is right, quick in a test, and too slow in a city.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { assert } from '../../../kernel/assert.ts';
import { toIso } from '../../../kernel/instant.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import { FIGURES, marksAt } from '../core/figures.ts';
import type { Sight } from '../core/visibility.ts';
import type { Shift } from '../core/shift.ts';
import { inArea } from './queries-areas.ts';
import { countFigures, countOf } from './queries-figures.ts';
import { OPEN_FIGURES } from './read-board.ts';
import { orderOf } from './list-order.ts';
import { casesOfView, listCaseRows } from './queries-lists.ts';
import { casesOfShift } from './queries-shift.ts';
import {
  findCandidates, insertWords, lockWordsMark, updateWordsMark, type WordedRow,
} from './queries-words.ts';
import { wordsRow } from './index-words.ts';

const UNIT = '00000000-0000-7000-8000-00000000000a';
const nobody: Sight = { areaPaths: [], unitIds: [], unitIdsBeside: [], personId: null };
const ofDistrict: Sight = { ...nobody, areaPaths: ['500151'] };
const ofStreet: Sight = { ...nobody, areaPaths: ['500151.000'] };
const OTHER_UNIT = '00000000-0000-7000-8000-00000000000b';
const LATE: ListQuery = { due: 'overdue' };
type Last = { readonly at: number; readonly id: string };
const stretchOf = (query: ListQuery, limit: number, after?: Last) => ({
  order: orderOf(query), limit, ...(after ? { after: { ...after, isSecond: false } } : {}),
});
const ofUnit: Sight = { ...nobody, unitIds: [UNIT], unitIdsBeside: [UNIT] };

/** Many plain cases over ten streets, fifty units and a hundred items; every twentieth is open, and of those
 *  every other one rests. */
const FILL = sql`
  insert into case_file (district_id, id, number, public_code, flow, state, is_open, channel, description,
    item_code, area_path, grid_code, centre_unit_id, unit_id, holder_unit_id, stage, is_running, pause_kind,
    due_at, yellow_at, orange_at, ended_at, deadline_at, severity, clocks, asks, counts, record,
    version, last_seq, last_hash,
    created_at, updated_at)
  select '500151', md5('case' || n)::uuid, lpad(n::text, 22, '0'), 'code' || n, 'standard',
    case when n % 20 = 0 then 'handling' else 'closed' end, n % 20 = 0, 'patrol',
    case when n % 500 = 0 then '路面塌陷' else '平常' end, 'E' || n % 97,
    '500151.' || lpad((n % 10)::text, 3, '0') || '.001.001',
    '500151' || lpad((n % 10)::text, 3, '0') || '001001',
    ${UNIT}::uuid, case when n % 50 = 0 then ${UNIT} else md5('unit' || n % 50) end::uuid,
    case when n % 20 = 0 then case when n % 50 = 0 then ${UNIT} else md5('unit' || n % 50) end::uuid end,
    case when n % 20 = 0 then 'handle' end, n % 40 = 0, case when n % 40 = 20 then 'check' end,
    case when n % 40 = 0 then timestamptz '2026-08-01' + n * interval '1 minute' end,
    case when n % 40 = 0 then timestamptz '2026-07-28' + n * interval '1 minute' end,
    case when n % 40 = 0 then timestamptz '2026-07-30' + n * interval '1 minute' end,
    case when n % 20 = 0 then null else timestamptz '2026-07-22' + n * interval '1 minute' end,
    timestamptz '2026-07-23' + n * interval '1 minute',
    case when n % 400 = 0 then 'critical' else 'normal' end, '{}', '[]', '{}', '{}', 1, 1,
    sha256(n::text::bytea), timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-08-01'
  from generate_series(1, 20000) n`;

const WORDS = sql`select id, number, description, address, item_name, item_name_en from case_file`;

/** As the timer does it. */
async function fillWords(tx: Tx): Promise<void> {
  const { rows } = await WORDS.execute(tx.db);
  await insertWords(tx, (rows as WordedRow[]).map(wordsRow));
  await lockWordsMark(tx);
  await updateWordsMark(tx, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const views: [words: string, sight: Sight, query: ListQuery, index: string][] = [
  ['everything in a district', ofDistrict, {}, 'case_file_newest'],
  ['one state in a district', ofDistrict, { state: ['handling'] }, 'case_file_by_state'],
  ['two states in a district', ofDistrict, { state: ['handling', 'closed'] }, 'case_file_by_state'],
  ['what runs and is late', ofDistrict, { due: 'overdue' }, 'case_file_due_in_district'],
  ['what is late in a street', ofStreet, { due: 'today' }, 'case_file_due_in_street'],
  ['what my unit holds and is late', ofUnit, { mine: 'held', due: 'overdue' }, 'case_file_due_in_unit'],
  ['what rests in a district', ofDistrict, { due: 'paused' }, 'case_file_open_newest'],
  ['one unit’s, for its district', ofDistrict, { unitId: [UNIT] }, 'case_file_by_unit'],
  ['one item in a district', ofDistrict, { itemCode: ['E13'] }, 'case_file_by_item'],
  ['a street', ofStreet, {}, 'case_file_by_street'],
  ['what my unit holds', ofUnit, { mine: 'held' }, 'case_file_by_holder'],
  ['the oldest of a district', ofDistrict, { sort: 'oldest' }, 'case_file_newest'],
  ['the oldest that is open', ofDistrict, { sort: 'oldest', state: ['open'] }, 'case_file_open_newest'],
  ['the newest that is open', ofDistrict, { state: ['open'] }, 'case_file_open_newest'],
  ['what is due first', ofDistrict, { sort: 'due' }, 'case_file_due_in_district'],
  ['what is due first in a street', ofStreet, { sort: 'due' }, 'case_file_due_in_street'],
  ['whose deadline comes first', ofDistrict, { sort: 'deadline' }, 'case_file_deadline'],
  ['whose deadline comes first, open', ofDistrict, { sort: 'deadline', state: ['open'] }, 'case_file_open'],
  ['what changed last', ofDistrict, { sort: 'updated' }, 'case_file_changed'],
  ['what changed last in a street', ofStreet, { sort: 'updated' }, 'case_file_changed_in_street'],
  ['what is critical', ofDistrict, { severity: ['critical'] }, 'case_file_severe'],
  ['several units', ofDistrict, { unitId: [UNIT, OTHER_UNIT] }, 'case_file_by_unit'],
  ['several items, open', ofDistrict, { itemCode: ['E13', 'E14'], state: ['open'] }, 'case_file_by_item'],
  ['two days', ofDistrict, { createdFrom: '2026-01-03', createdUntil: '2026-01-04' }, 'case_file_newest'],
  ['what came by one channel', ofDistrict, { channel: ['patrol'] }, 'case_file_newest'],
  ['a rare word', ofDistrict, { text: '塌陷' }, 'case_file_pkey'],
  ['a word that many say', ofDistrict, { text: '平常' }, 'case_file_newest'],
  ['the end of a number', ofDistrict, { text: '0000123' }, 'case_file_id'],
  ['what is red', ofDistrict, { figure: 'red', areaPath: '500151' }, 'case_file_due_in_district'],
  ['what is past its deadline', ofDistrict, { figure: 'overdue', areaPath: '500151' }, 'case_file_open'],
  ['what was closed today', ofDistrict, { figure: 'closed_today', areaPath: '500151' }, 'case_file_ended'],
  ['what was due today', ofDistrict, { figure: 'due_today', areaPath: '500151' }, 'case_file_deadline'],
];

const store = testDatabase('2026-08-05T12:08:00+08:00');
beforeAll(async () => {
  await store.database.transaction(async (tx) => {
    await FILL.execute(tx.db);
    await fillWords(tx);
  });
  const tidied = 'vacuum analyze case_file, case_words';
  await store.database.withConnection((connection) => connection.script(tidied));
});

test.each(views)(
  '%s comes from its own index, without reading the table through',
  async (_, sight, query, index) => {
    await store.database.transaction(async (tx) => {
      const found = query.text === undefined ? {} : { candidates: await findCandidates(tx, query.text) };
      const meant = { marks: marksAt(tx.now, 480), ...found };
      const statement = casesOfView(tx.now, sight, query, stretchOf(query, 51), meant);
      assert(statement, 'the reader sees something');
      expect((await statement.execute(tx.db)).rows.length).toBeGreaterThan(query.text ? 0 : 10);
      const { rows } = await sql<{
        'QUERY PLAN': { Plan: PlanNode }[];
      }>`explain (format json) ${statement}`.execute(tx.db);
      const nodes = rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)));
      expect(nodes.map((node) => node['Index Name'])).toContain(index);
      expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    });
  },
);

test('the newest of several states are merged as they come: nothing is sorted', async () => {
  await store.database.transaction(async (tx) => {
    const query: ListQuery = { state: ['handling', 'closed'] };
    const statement = casesOfView(tx.now, ofDistrict, query, stretchOf(query, 501));
    assert(statement, 'the reader sees something');
    const { rows } = await sql<{
      'QUERY PLAN': { Plan: PlanNode }[];
    }>`explain (format json) ${statement}`.execute(tx.db);
    const nodes = rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)));
    expect(nodes.map((node) => node['Node Type'])).toContain('Merge Append');
    expect(nodes.filter((node) => /Sort|Unique|HashAggregate/.test(node['Node Type']))).toEqual([]);
    const found = (await statement.execute(tx.db)).rows;
    expect(new Set(found.map(({ id }) => id)).size).toBe(501);
    expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).sort((one, other) => other - one));
  });
});

test('that too many cases say a word is not asked again within the minute, then it is', async () => {
  await store.database.read(async (tx) => {
    expect((await findCandidates(tx, '平常')).ids).toBeUndefined();
    const deaf: Tx = { ...tx, query: () => Promise.reject(new Error('the index was asked')) };
    expect((await findCandidates(deaf, '平常')).ids).toBeUndefined();
    await expect(findCandidates({ ...deaf, now: tx.now + 61_000 }, '平常')).rejects.toThrow('was asked');
    await expect(findCandidates(deaf, '塌陷')).rejects.toThrow('was asked');
  });
});

const nobodysShift: Shift = {
  personId: UNIT, unitIds: [], nearPaths: [], widePaths: [], inspectedPaths: [], districtIds: [],
};
const shifts: readonly [words: string, shift: Shift][] = [
  ['a handler', { ...nobodysShift, unitIds: [UNIT], districtIds: ['500151'] }],
  ['the head of a grid', { ...nobodysShift, nearPaths: ['500151.000.001.001'], districtIds: ['500151'] }],
  ['an inspector of a street', { ...nobodysShift, inspectedPaths: ['500151.000'] }],
  ['a leader', { ...nobodysShift, widePaths: ['500151'] }],
];

test.each(shifts)('the shift of %s is found by indexes alone', async (_, shift) => {
  await store.database.transaction(async (tx) => {
    const statement = casesOfShift(shift, tx.now);
    const { rows } = await sql<{
      'QUERY PLAN': { Plan: PlanNode }[];
    }>`explain (format json) ${statement}`.execute(tx.db);
    const nodes = rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)));
    expect(nodes.filter((node) => node['Index Name'] !== undefined).length).toBeGreaterThan(0);
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
  });
});

test('the figures of a district are counted without reading the table through', async () => {
  await store.database.transaction(async (tx) => {
    const scanned = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`
        select coalesce(seq_scan, 0) + 0 as n from pg_stat_xact_user_tables where relname = 'case_file'`
        .execute(tx.db);
      return Number(rows[0]?.n);
    };
    const before = await scanned();
    const counted = await countFigures(tx, FIGURES, '500151', [sql`district_id = '500151'`],
      marksAt(tx.now, 480));
    const open = counted.reduce((sum, { totals }) => sum + (totals.open ?? 0), 0);
    expect(open).toBe(1_000);
    expect(await scanned()).toBe(before);
    // A question that no index answers is seen by the same eye.
    await sql`select count(*) from case_file where description = '平常'`.execute(tx.db);
    expect(await scanned()).toBeGreaterThan(before);
  });
});

test('a board counts what is open from an index alone: no open case is read for it', async () => {
  const isOver = new Error('the index that was dropped for the question is back');
  const asking = store.database.transaction(async (tx) => {
    // Which of two indexes costs less is a matter of how many cases there are; that one can do, is not.
    await sql`drop index case_file_open_newest`.execute(tx.db);
    const counting = { areaPath: '500151', marks: marksAt(tx.now, 480), seen: inArea('500151') };
    const { rows } = await sql<{
      'QUERY PLAN': { Plan: PlanNode }[];
    }>`explain (format json) ${countOf([OPEN_FIGURES], counting)}`.execute(tx.db);
    const nodes = rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)));
    const walked = nodes.find((node) => node['Index Name'] === 'case_file_open');
    expect(walked?.['Node Type']).toBe('Index Only Scan');
    throw isOver;
  });
  await expect(asking).rejects.toBe(isOver);
});

test('what is late comes with the latest first, page after page, each once', async () => {
  await store.database.transaction(async (tx) => {
    const seen: { id: string; at: number }[] = [];
    for (;;) {
      const statement = casesOfView(tx.now, ofStreet, LATE, stretchOf(LATE, 30, seen.at(-1)));
      const { rows } = (await statement?.execute(tx.db)) ?? { rows: [] };
      seen.push(...rows);
      if (rows.length < 30) break;
    }
    expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).sort((a, b) => a - b));
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from case_file where is_running and street_path = '500151.000'
        and due_at < ${toIso(tx.now)}::timestamptz`.execute(tx.db);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(Number(rows[0]?.n));
    expect(seen.length).toBe(Number(rows[0]?.n));
  });
});

test('a case that leaves the street while its list is read is not shown to the street any more', async () => {
  await store.database.read(async (tx) => {
    const statement = casesOfView(tx.now, ofStreet, LATE, stretchOf(LATE, 1));
    const first = (await statement?.execute(tx.db))?.rows[0];
    assert(first, 'something is late in the street');
    // It moves after the list has found it, and before its row is read.
    let hasMoved = false;
    const query: Tx['query'] = async (text, values) => {
      if (!hasMoved) {
        hasMoved = true;
        await sql`
          update case_file set area_path = '500151.001.001.001', version = version + 1
          where id = ${first.id}::uuid`.execute(tx.db);
      }
      return tx.query(text, values);
    };
    const rows = await listCaseRows({ ...tx, query }, ofStreet, LATE, undefined, 10);
    expect(hasMoved).toBe(true);
    expect(rows.map(({ row }) => row.area_path.slice(0, 10))).toEqual(Array(10).fill('500151.000'));
    expect(rows.map(({ row }) => row.id)).not.toContain(first.id);
  });
});
