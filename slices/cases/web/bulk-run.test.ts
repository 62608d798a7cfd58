// Acting on many: four at a time, each with its own result, none held up by another, and stopped when asked.
import { expect, test } from 'vitest';
import { type BulkCase, type BulkRow, countOf, type Outcome, runBulk } from './bulk-run.ts';

const cases: readonly BulkCase[] =
  Array.from({ length: 10 }, (_, n) => ({ id: `c${n}`, number: `号${n}`, version: n }));

test('four are under way at most, each once, and each has its result', async () => {
  let underWay = 0;
  let most = 0;
  const asked: string[] = [];
  const act = async ({ id }: BulkCase): Promise<Outcome> => {
    asked.push(id);
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 2));
    underWay -= 1;
    return id === 'c3' ? { state: 'refused', why: '已被别人派遣' } : { state: 'done' };
  };
  const told: (readonly BulkRow[])[] = [];
  const rows = await runBulk(cases, act, (now) => told.push(now)).finished;
  expect(most).toBe(4);
  expect(asked).toEqual(cases.map(({ id }) => id));
  expect(countOf(rows, 'done')).toBe(9);
  expect(rows[3]).toEqual({ id: 'c3', number: '号3', state: 'refused', why: '已被别人派遣' });
  expect(told.at(-1)).toEqual(rows);
});

test('whoever stops it stops what has not begun; what is under way still gets its result', async () => {
  const gates: (() => void)[] = [];
  const act = (): Promise<Outcome> =>
    new Promise((resolve) => gates.push(() => resolve({ state: 'done' })));
  const running = runBulk(cases, act, () => undefined);
  running.stop();
  for (const open of gates) open();
  const rows = await running.finished;
  expect(rows.map((row) => row.state)).toEqual([...Array(4).fill('done'), ...Array(6).fill('stopped')]);
});
