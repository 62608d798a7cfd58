// What an older server took into the index of words: found before it is made anew, made anew in pieces that a
// killed server goes on with, and nothing is asked of it once none is left.
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { MINUTE } from '../../../kernel/duration.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { EDITION_GRAM } from '../core/case-grams.ts';
import { indexWords } from './index-words.ts';
import { countOutdated } from './queries-reindex.ts';
import { findCandidates } from './queries-words.ts';
import { outdatedWords, reindexSome, reindexWords } from './reindex-words.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

const photo = '01890000-0000-7000-8000-000000009999';
const store = testDatabase('2026-08-05T10:00:00+08:00');
let city: TestDistrict;
const ids: string[] = [];
const ADDRESS = '桂花路123号';

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  for (let made = 0; made < 5; made += 1) {
    const { id } = await store.database.read((tx) =>
      reportCase(tx, { kind: 'public' }, { body: {
        channel: 'open311', description: '建筑垃圾', address: ADDRESS, itemCode: city.itemCode,
        point: city.inGridA, photoIds: [photo],
      } }));
    ids.push(id);
  }
  store.clock.advance(5 * MINUTE);
  await store.database.transaction((tx) => indexWords.run(tx));
}, 240_000);

/** As a server of the first edition writes it, whatever stood there. */
const WRITE_AS_BEFORE = `insert into case_words (case_id, grams) values ($1::uuid, $2::bigint[])
  on conflict (case_id) do update set grams = excluded.grams`;

async function gramsOf(tx: Tx, id: string): Promise<readonly number[]> {
  const rows = await tx.query<{ gram: number }>(
    'select g.gram from case_words, unnest(grams) with ordinality as g(gram, place) where case_id = $1::uuid '
    + 'order by g.place', [id]);
  return rows.map(({ gram }) => Number(gram));
}

async function writeAsBefore(written: readonly string[]): Promise<void> {
  await store.database.transaction(async (tx) => {
    for (const id of written) {
      const grams = (await gramsOf(tx, id)).filter((gram) => gram < 12 * 2 ** 40);
      await tx.query(WRITE_AS_BEFORE, [id, grams]);
    }
  });
}
const outdated = (): Promise<number> => store.database.read((tx) => countOutdated(tx, 100));
const found = (): Promise<readonly string[]> =>
  store.database.read(async (tx) => [...((await findCandidates(tx, ADDRESS)).ids ?? [])].sort());

beforeEach(async () => {
  await store.database.transaction((tx) => reindexSome(tx, 100));
});

test('a case that an older server took in is found before and after it is made anew', async () => {
  const [id = ''] = ids;
  const now = await store.database.read((tx) => gramsOf(tx, id));
  expect(now[0]).toBe(EDITION_GRAM);
  await writeAsBefore([id]);
  expect(await found()).toEqual([...ids].sort());
  expect(await store.database.read(outdatedWords.count)).toBe(1);
  await store.database.transaction((tx) => reindexWords.run(tx));
  expect(await store.database.read((tx) => gramsOf(tx, id))).toEqual(now);
  expect(await store.database.read(outdatedWords.count)).toBe(0);
  expect(await found()).toEqual([...ids].sort());
});

test('a server that is killed while it makes the index anew goes on where it was', async () => {
  await writeAsBefore(ids);
  const piece = () => store.database.transaction((tx) => reindexSome(tx, 2));
  expect([await piece(), await outdated()]).toEqual([2, 3]);
  const killed = store.database.transaction(async (tx) => {
    expect(await reindexSome(tx, 2)).toBe(2);
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await outdated()).toBe(3);
  expect(await found()).toEqual([...ids].sort());
  expect([await piece(), await outdated()]).toEqual([2, 1]);
  expect([await piece(), await outdated()]).toEqual([1, 0]);
  expect(await piece()).toBe(0);
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'One-Time Filter'?: string;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** How often the question for older editions was really asked. */
async function oldAsked(tx: Tx): Promise<number> {
  const asked: { text: string; values: readonly unknown[] }[] = [];
  const heard: Tx = { ...tx, query: async (text, values = []) => {
    asked.push({ text, values });
    return tx.query(text, values);
  } };
  await findCandidates(heard, ADDRESS);
  const [one] = asked;
  const [row] = await tx.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    `explain (analyze, format json) ${one?.text}`, one?.values ?? []);
  const nodes = row?.['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)) ?? [];
  const [gate] = nodes.filter((node) => node['One-Time Filter'] !== undefined);
  const [behind] = (gate?.Plans ?? []).slice(-1);
  expect(behind, JSON.stringify(nodes)).toBeDefined();
  return behind?.['Actual Loops'] ?? Number.NaN;
}

test('where all cases are of today, a search asks nothing of older editions', async () => {
  await store.database.transaction(async (tx) => expect(await oldAsked(tx)).toBe(0));
  await writeAsBefore(ids.slice(0, 1));
  await store.database.transaction(async (tx) => expect(await oldAsked(tx)).toBe(1));
});
