// Past cases read in short are the past: after a random life with extensions, suspensions, slips that were
// taken back and reopenings, what the short texts say of each case is what its steps say one by one.
import { beforeAll, expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { standardFlow } from '../core/flows/standard.ts';
import { type PastHistory, stepsOf } from '../core/past-history.ts';
import { actionsOfClocks, pastStepOf, type PastStep } from '../core/replay-clocks.ts';
import { countPast, listPast, type PastFacts } from './queries-past.ts';
import { findFile, listSealedSteps } from './queries-reading.ts';
import { keepPhoto, makeDistrict } from './test-district.ts';
import { type Life, liveOn } from './test-life.ts';

const store = testDatabase('2026-08-03T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
const DISTRICT = '500151';
const life: Life = { caseIds: [], done: new Map() };

beforeAll(async () => {
  const city = await makeDistrict(store.database, DISTRICT);
  await keepPhoto(store.database, photo);
  await liveOn(store, { seed: 29, rounds: 500, city, photo }, life);
}, 240_000);

const asked = () => ({
  districtId: DISTRICT,
  from: store.clock.now() - 300 * DAY,
  to: store.clock.now() + DAY,
});

async function readAll(limit: number): Promise<PastFacts[]> {
  const all: PastFacts[] = [];
  for (;;) {
    const after = all.at(-1)?.id ?? null;
    const page = await store.database.read((tx) => listPast(tx, asked(), after, limit));
    all.push(...page);
    if (page.length < limit) return all;
  }
}

const CLOCKED = new Set(actionsOfClocks(standardFlow));
async function stepByStep(caseId: string): Promise<PastStep[]> {
  const steps = await store.database.read((tx) => listSealedSteps(tx, caseId));
  return steps.filter(({ action }) => CLOCKED.has(action)).map((step) =>
    pastStepOf(standardFlow, step, step.holder?.unitId ?? null, step.actor.kind === 'person'),
  );
}

/** What nobody asks of a step is left out on both sides. */
const plainly = ({ seq, action, toState, at, isByPerson, ...step }: PastStep) => ({
  seq, action, toState, at, isByPerson, isYes: step.isYes === true, takesRule: step.takesRule === true,
});
const wholly = (step: PastStep) => ({
  ...plainly(step), extra: step.extra ?? null, reviewAt: step.reviewAt ?? null,
});

function unitsOf(history: PastHistory, steps: readonly PastStep[]): [unknown, unknown][] {
  return steps.flatMap(({ holderUnitId }, place) =>
    history.holders[place] === null ? [] : [[history.holders[place], holderUnitId]],
  );
}

test('every history is the one that its steps tell, page after page', async () => {
  const all = await readAll(4);
  expect(all).toHaveLength(await store.database.read((tx) => countPast(tx, asked())));
  expect(all.map(({ id }) => id)).toEqual([...all].map(({ id }) => id).sort());
  let [plain, extended, sent] = [0, 0, 0];
  for (const { id, history, ...facts } of all) {
    const steps = await stepByStep(id);
    const told = stepsOf(history);
    expect(told.map(plainly)).toEqual(steps.map(plainly));
    const file = (await store.database.read((tx) => findFile(tx, id)))?.file;
    expect(facts).toMatchObject({
      number: file?.number, itemCode: file?.itemCode, createdAt: file?.createdAt,
      areaPath: file?.place.areaPath, componentId: null,
    });
    if (history.course.plain) {
      plain += 1;
      continue;
    }
    expect(told.map(wholly)).toEqual(steps.map(wholly));
    for (const [one, other] of unitsOf(history, steps)) expect(one).toBe(other);
    extended += told.filter(({ extra }) => extra).length;
    sent += unitsOf(history, steps).length;
  }
  expect(plain, 'plain courses').toBeGreaterThan(3);
  expect(extended, 'asked for more time').toBeGreaterThan(3);
  expect(sent, 'sent to a unit').toBeGreaterThan(20);
  for (const action of ['undo_accept', 'undo', 'answer_extend', 'reopen'])
    expect(life.done.get(action) ?? 0, action).toBeGreaterThan(0);
});

test('a period holds the cases that were reported in it', async () => {
  const { from, to } = asked();
  const all = await readAll(1_000);
  const middle = all[Math.floor(all.length / 2)]?.createdAt ?? 0;
  const read = (one: { from: number; to: number }) =>
    store.database.read((tx) => listPast(tx, { districtId: DISTRICT, ...one }, null, 1_000));
  const [before, after] = [await read({ from, to: middle }), await read({ from: middle, to })];
  expect(before.every(({ createdAt }) => createdAt < middle)).toBe(true);
  expect(after.every(({ createdAt }) => createdAt >= middle)).toBe(true);
  expect(before.length + after.length).toBe(all.length);
});
