// What cases say of things, in the register: each word a line of the history with the number of its case,
// told twice it is one; a census and a finding speak between them. After random words of all the
// condition is the last one.
import fc from 'fast-check';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../kernel/id.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { PublishedEvent } from '../../../platform/server/events/event.ts';
import { importDistrict } from '../../areas/server/public.ts';
import type { Condition } from '../core/condition.ts';
import type { CaseWord } from '../core/said-condition.ts';
import { hearCases } from './hear-cases.ts';
import { importComponents } from './import-components.ts';
import { componentCounts, componentsVersion, findByCode } from './public.ts';
import { writeSurveyed } from './queries-survey.ts';
import { readCard } from './read-card.ts';
import { cityAreas } from './test-city.ts';

const store = testDatabase();
const DISTRICT = '500151';
const BOX = { west: 106, south: 29.8, east: 106.3, north: 30.1 };
let made = 0;
let code = '';
let id: Id = '';
let seq = 0;

async function census(condition: string): Promise<void> {
  await store.database.transaction(async (tx) => {
    const fields = { code, name: '井盖', lon: 106.001 + made * 1e-3, lat: 29.801, condition };
    await importComponents(tx, {
      districtId: DISTRICT,
      rows: [{ fields }],
      crs: 'WGS84',
      source: '普查',
      by: 'test',
    });
  });
}

const eventOf = (caseId: Id, word: CaseWord, condition: Condition | null = 'damaged'): PublishedEvent => {
  seq += 1;
  return {
    id: seq,
    transactionId: '1',
    kind: 'thing.told',
    districtId: DISTRICT,
    caseId,
    createdAt: 0,
    data: { componentId: id, number: `A${caseId.slice(-2)}`, seq, word, condition },
  };
};
const hear = (...events: PublishedEvent[]) =>
  store.database.transaction((tx) => hearCases(tx, events));
const card = () => store.database.read((tx) => readCard(tx, id));
const finding = (facts: { condition: Condition | null; isGone: boolean }) =>
  store.database.transaction((tx) =>
    writeSurveyed(tx, {
      id,
      kind: facts.isGone ? 'gone' : 'surveyed',
      seenAt: null,
      name: null,
      place: null,
      source: '普查',
      by: 'test',
      data: facts.condition === null ? {} : { condition: facts.condition },
      ...facts,
    }),
  );

beforeAll(async () => {
  await store.database.transaction(async (tx) => {
    const areas = await importDistrict(tx, { ...cityAreas(DISTRICT, '铜梁区', BOX, 2) });
    if (isRefusal(areas)) throw new Error(JSON.stringify(areas));
  });
});

async function newThing(): Promise<void> {
  made += 1;
  code = `50015101020${String(made).padStart(5, '0')}`;
  await census('完好');
  id = (await store.database.read((tx) => findByCode(tx, DISTRICT, code)))?.id ?? '';
}
beforeEach(newThing);

test('an accepted case makes its thing what the item means, and a solved one makes it whole', async () => {
  const caseId = store.ids.next();
  const version = () => store.database.read((tx) => componentsVersion(tx));
  const before = await version();
  await hear(eventOf(caseId, 'says', 'lost'));
  const number = `A${caseId.slice(-2)}`;
  expect(await card()).toMatchObject({
    condition: 'lost',
    changes: [
      {
        kind: 'condition',
        source: `案件 ${number}`,
        data: { condition: 'lost', word: 'says', caseId, number },
      },
      { kind: 'imported' },
    ],
  });
  expect(await version()).toBeGreaterThan(before);
  const counts = await store.database.read((tx) => componentCounts(tx, DISTRICT));
  expect(counts.find(({ classCode }) => classCode === '0102')).toMatchObject({ notIntact: 1 });
  await hear(eventOf(caseId, 'mended'));
  const changes = [{ data: { word: 'mended' } }, {}, {}];
  expect(await card()).toMatchObject({ condition: 'intact', changes });
});

test('told twice, or late, a word is one line; what can’t be read is passed over', async () => {
  const caseId = store.ids.next();
  const [said, taken] = [eventOf(caseId, 'says'), eventOf(caseId, 'silent', null)];
  await hear(said, said, taken, said, taken);
  const broken = { ...said, data: { ...said.data, word: 'shouts' } };
  const strange = { ...said, data: { ...said.data, componentId: 'x' } };
  await hear(broken, strange, { ...said, caseId: null });
  await hear({ ...said, data: { ...said.data, componentId: store.ids.next() } });
  const { condition, changes } = await card();
  expect([condition, changes.length]).toEqual(['intact', 3]);
});

test('a census that comes in between has the word until a case says something new', async () => {
  const [one, two] = [store.ids.next(), store.ids.next()];
  await hear(eventOf(one, 'says'));
  await census('废弃');
  expect(await card()).toMatchObject({ condition: 'abandoned' });
  await hear(eventOf(two, 'says', 'occupied'), eventOf(two, 'silent', null));
  expect(await card()).toMatchObject({ condition: 'abandoned' });
  await finding({ condition: 'damaged', isGone: false });
  await hear(eventOf(one, 'mended'));
  expect(await card()).toMatchObject({ condition: 'intact' });
});

test('what is gone hears on, stays gone, and comes back as the cases say', async () => {
  const caseId = store.ids.next();
  await hear(eventOf(caseId, 'says'));
  await finding({ condition: null, isGone: true });
  await hear(eventOf(caseId, 'mended'));
  expect(await card()).toMatchObject({ condition: 'intact', isGone: true });
  await finding({ condition: null, isGone: false });
  expect(await card()).toMatchObject({ condition: 'intact', isGone: false });
});

/** What stands open, as somebody would tell it who had listened to all of them. */
class Listener {
  readonly open: { who: number; condition: Condition }[] = [];
  base: Condition = 'intact';
  at: Condition = 'intact';

  hand(condition: Condition) {
    // A row that says what the register says already is no word.
    if (condition === this.at) return;
    this.open.length = 0;
    this.base = condition;
    this.at = condition;
  }

  case(who: number, word: CaseWord, condition: Condition) {
    const found = this.open.findIndex((one) => one.who === who);
    const [was] = found < 0 ? [] : this.open.splice(found, 1);
    if (word === 'says') this.open.push({ who, condition });
    if (word === 'mended') this.base = 'intact';
    if (word === 'left' && was) this.base = was.condition;
    this.at = this.open.at(-1)?.condition ?? this.base;
  }
}

test('after whatever cases and census have said, the register has what the open cases say', async () => {
  const act = fc.oneof(
    { weight: 1, arbitrary: fc.record({ hand: fc.constantFrom<Condition>('intact', 'abandoned') }) },
    {
      weight: 5,
      arbitrary: fc.record({
        who: fc.nat(2),
        says: fc.constantFrom<Condition | null>('damaged', 'lost', 'occupied', null),
        end: fc.constantFrom<CaseWord>('mended', 'left', 'silent'),
      }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
      await newThing();
      const cases = [store.ids.next(), store.ids.next(), store.ids.next()];
      const last = new Map<number, Condition>();
      const model = new Listener();
      for (const one of acts) {
        if ('hand' in one) {
          await census(one.hand === 'intact' ? '完好' : '废弃');
          model.hand(one.hand);
          continue;
        }
        const { who, says, end } = one;
        const was = last.get(who);
        // A case tells its word only when it becomes another.
        if (says === was || (says === null && was === undefined)) continue;
        await hear(eventOf(cases[who] ?? '', says === null ? end : 'says', says ?? was ?? null));
        model.case(who, says === null ? end : 'says', says ?? 'intact');
        if (says === null) last.delete(who);
        else last.set(who, says);
        expect((await card()).condition).toBe(model.at);
      }
      expect((await card()).condition).toBe(model.at);
    }),
    { numRuns: 25 },
  );
});
