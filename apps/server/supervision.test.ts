// The supervision board as its readers get it: every number of it is as long as the list it opens, for a
// district, a street and a community, after a random life; whoever may not see a whole area has no board
// of it.
import { beforeAll, expect, test } from 'vitest';
import { HOUR } from '../../kernel/duration.ts';
import { toIso } from '../../kernel/instant.ts';
import type { Actor } from '../../kernel/rights.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import type { PushList } from '../../slices/cases/core/contract-figures.ts';
import type { CaseList } from '../../slices/cases/core/contract.ts';
import { PERIODS } from '../../slices/cases/core/figure-words.ts';
import { actOnCase } from '../../slices/cases/server/act-on-case.ts';
import { countShares } from '../../slices/cases/server/count-shares.ts';
import { listCases } from '../../slices/cases/server/list-cases.ts';
import { listPushes } from '../../slices/cases/server/list-pushes.ts';
import { findFile } from '../../slices/cases/server/queries-reading.ts';
import { reportCase } from '../../slices/cases/server/report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from '../../slices/cases/server/test-district.ts';
import { importAgain, type Life, liveOn, peopleOf } from '../../slices/cases/server/test-life.ts';
import { createUnits } from '../../slices/people/server/public.ts';
import { type CasesOf, numbersOf, type PushesOf } from '../../slices/supervision/core/board-lists.ts';
import { readBoard } from '../../slices/supervision/server/read-board.ts';

const store = testDatabase('2026-08-03T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
const [DISTRICT, STREET, OTHER, COMMUNITY] = ['500151', '500151.001', '500151.002', '500151.001.001'];
const life: Life = { caseIds: [], done: new Map() };
let city: TestDistrict;
let people: ReturnType<typeof peopleOf>;

const read = <T>(work: Parameters<typeof store.database.read<T>>[0]) => store.database.read(work);
const boardOf = (actor: Actor | undefined, areaPath: string, period: (typeof PERIODS)[number] = 'week') =>
  read((tx) => readBoard(tx, actor as Actor, areaPath, period));

async function lengthOf(actor: Actor, query: CasesOf): Promise<number> {
  const seen = new Set<string>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const at: string = cursor;
    const page: CaseList = await read((tx) =>
      listCases(tx, actor, { ...query, limit: 50, ...(at === '' ? {} : { cursor: at }) }),
    );
    for (const { id } of page.items) {
      expect(seen.has(id)).toBe(false);
      seen.add(id);
    }
    cursor = page.nextCursor;
  }
  return seen.size;
}

async function pushesOf(actor: Actor, query: PushesOf): Promise<number> {
  let total = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const at: string = cursor;
    const page: PushList = await read((tx) =>
      listPushes(tx, actor, { ...query, limit: 50, ...(at === '' ? {} : { cursor: at }) }),
    );
    total += page.items.length;
    cursor = page.nextCursor;
  }
  return total;
}

const act = (who: string, caseId: string, action: string, body: object) =>
  store.database.transaction((tx) =>
    actOnCase(tx, people[who] as Actor, { caseId, action, body: { ...body } }),
  );

/** An answer that comes an hour after it was wanted. */
async function answerLate(): Promise<void> {
  const { itemCode, inGridA: point } = city;
  const body = { channel: 'hotline', description: '建筑垃圾', point, photoIds: [], itemCode };
  const { id } = await read((tx) => reportCase(tx, people.dispatcher as Actor, { body }));
  life.caseIds.push(id);
  const answerBy = toIso(store.clock.now() + HOUR);
  await act('leader', id, 'push', { kind: 'urge', words: '请抓紧', answerBy });
  const pushSeq = (await read((tx) => findFile(tx, id)))?.file.pushes.at(-1)?.seq;
  store.clock.advance(2 * HOUR);
  await act('handler', id, 'answer_push', { pushSeq, words: '车辆故障，已调车' });
}

/** Two reports that are pushed: one waits for an answer, one comes to its end without. */
async function pushTwo(): Promise<void> {
  for (const isEnded of [false, true]) {
    const body = { channel: 'citizen', description: '垃圾', point: city.inGridA, photoIds: [photo] };
    const { id } = await read((tx) => reportCase(tx, { kind: 'public' }, { body }));
    life.caseIds.push(id);
    await act('leader', id, 'push', { kind: 'supervise', words: '请立即处置' });
    const why = { reasonCode: 'not_true', reply: '现场没有发现' };
    // Whichever centre is in charge of it; the others are refused.
    for (const who of isEnded ? ['dispatcher', 'streetDispatcher', 'communityDispatcher'] : []) {
      await act(who, id, 'reject', why).then(
        () => true,
        () => false,
      );
    }
  }
}

/** Three that are claimed and lie: nobody else touches them. */
async function claimThree(): Promise<readonly string[]> {
  const { itemCode, inGridA: point } = city;
  const body = { channel: 'hotline', description: '垃圾', point, photoIds: [], itemCode };
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) {
    const { id } = await read((tx) => reportCase(tx, people.dispatcher as Actor, { body }));
    await act('handler', id, 'claim', { personId: people.handler?.personId });
    ids.push(id);
  }
  return ids;
}

/** Closed late, appealed against; decided by two, by the first alone, or not yet. */
async function appealThree(ids: readonly string[]): Promise<void> {
  const said = (isGranted: boolean) => ({ isGranted, words: '查过记录' });
  for (const [n, id] of ids.entries()) {
    await act('handler', id, 'feed_back', { result: '清了', photoIds: [photo] });
    await act('inspector', id, 'verify', { finding: '好' });
    await act('streetDispatcher', id, 'close', { closingCode: 'solved' });
    await act('handler', id, 'appeal', { reason: '暴雨封路' });
    if (n > 0) await act('streetDispatcher', id, 'review_appeal', said(n === 1));
    if (n === 1) await act('streetLeader', id, 'confirm_appeal', said(true));
  }
  life.caseIds.push(...ids);
}

beforeAll(async () => {
  city = await makeDistrict(store.database, DISTRICT);
  await keepPhoto(store.database, photo);
  const sanitation = city.unit('sanitation', '.001');
  await store.database.transaction((tx) =>
    createUnits(tx, { kind: 'system', name: 'test' }, [
      {
        districtId: DISTRICT,
        kind: 'department',
        specialty: 'sub_centre',
        areaPath: DISTRICT,
        serves: [DISTRICT],
        code: 'SUB-1',
        name: '城市管理分中心',
        nameEn: 'Urban management sub-centre',
        parentId: sanitation.id,
      },
    ]),
  );
  people = peopleOf(city);
  const claimed = await claimThree();
  await liveOn(store, { seed: 21, rounds: 260, city, photo }, life);
  await store.database.transaction((tx) => countShares(tx));
  await liveOn(store, { seed: 22, rounds: 40, city, photo }, life);
  await importAgain(store, life, life.caseIds[3] ?? '');
  await appealThree(claimed);
  await answerLate();
  await pushTwo();
}, 240_000);

test('overdue appeals stand on the board by unit, each number with its cases', async () => {
  const board = await boardOf(people.leader, STREET, 'days30');
  const sanitation = city.unit('sanitation', '.001').id;
  expect(board.appeals).toMatchObject([
    { unit: { id: sanitation }, asked: 3, waiting: 1, granted: 1, refused: 1 },
  ]);
  for (const one of numbersOf(board)) {
    if ('cases' in one && one.cases.figure?.startsWith('appeal'))
      expect(await lengthOf(people.leader as Actor, one.cases), JSON.stringify(one)).toBe(one.total);
  }
});


test('every number of every board is as long as the list it opens, at three levels of reader', async () => {
  const readers = [
    ['leader', DISTRICT],
    ['leader', STREET],
    ['streetLeader', STREET],
    ['streetLeader', COMMUNITY],
    ['otherLeader', OTHER],
    ['communityLeader', COMMUNITY],
  ] as const;
  const filled = new Map<string, number>();
  let walked = 0;
  for (const hours of [0, 9]) {
    store.clock.advance(hours * HOUR);
    for (const [who, areaPath] of readers) {
      const actor = people[who] as Actor;
      for (const period of hours === 0 && areaPath === DISTRICT ? PERIODS : (['week'] as const)) {
        for (const one of numbersOf(await boardOf(actor, areaPath, period))) {
          const length =
            'cases' in one ? await lengthOf(actor, one.cases) : await pushesOf(actor, one.pushes);
          expect(length, `${who} ${areaPath} ${period} ${JSON.stringify(one)}`).toBe(one.total);
          const name =
            'cases' in one ? String(one.cases.figure) : `pushes ${one.pushes.state ?? one.pushes.isInTime}`;
          filled.set(name, (filled.get(name) ?? 0) + one.total);
          walked += 1;
        }
      }
    }
  }
  expect(walked).toBeGreaterThan(1_000);
  const empty = [...filled].flatMap(([name, total]) => (total === 0 ? [name] : []));
  expect(
    empty.filter((name) => !['soon', 'late_accept', 'late_dispatch', 'late_close'].includes(name)),
  ).toEqual([]);
}, 300_000);

test('a level shows a median and a ninetieth that lie where its cases do', async () => {
  const { levels } = await boardOf(people.leader, DISTRICT, 'month');
  const handled = levels
    .find(({ level }) => level === 'unit')
    ?.stages.find(({ stage }) => stage === 'handle');
  expect(handled?.cases).toBeGreaterThan(5);
  expect(handled?.medianMs).toBeGreaterThan(0);
  expect(handled?.p90Ms).toBeGreaterThanOrEqual(handled?.medianMs ?? Number.NaN);
});

test('a board is for whoever sees the whole area, and for no area beside it', async () => {
  for (const [who, areaPath] of [
    ['streetLeader', DISTRICT],
    ['streetLeader', OTHER],
    ['handler', STREET],
    ['inspector', DISTRICT],
    ['communityLeader', STREET],
  ] as const) {
    await expect(boardOf(people[who], areaPath)).rejects.toMatchObject({
      refusal: { code: 'auth.not_allowed' },
    });
  }
});

test('many who look at one area share one count; whoever comes after a change gets a new one', async () => {
  const many = await read((tx) =>
    Promise.all(Array.from({ length: 30 }, () => readBoard(tx, people.leader as Actor, DISTRICT, 'today'))),
  );
  expect(new Set(many.map(({ asOf }) => asOf)).size).toBe(1);
  const before = (await boardOf(people.leader, DISTRICT)).now.open;
  await liveOn(store, { seed: 24, rounds: 1, city, photo }, { caseIds: [], done: new Map() });
  expect((await boardOf(people.leader, DISTRICT)).now.open).toBe(before + 1);
});

test('the worst are those furthest past their limits, each with its case', async () => {
  const { worst } = await boardOf(people.leader, DISTRICT, 'month');
  expect(worst.length).toBeGreaterThan(0);
  const over = worst.map(({ usedMs, limitMs }) => usedMs - limitMs);
  expect(over).toEqual([...over].sort((a, b) => b - a));
  for (const { caseId } of worst) expect(life.caseIds).toContain(caseId);
});
