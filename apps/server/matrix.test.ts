// Role × operation × relation to the target, over the joined permission table: what the check says equals
// what set arithmetic over the table says. An operation that somebody adds is in it the moment it has a row.
import { expect, test } from 'vitest';
import { rightTo } from '../../kernel/rights.ts';
import { matrixCells } from '../../slices/people/core/matrix.ts';
import { policy } from './parts.ts';

test('nobody may do more or less than the permission table says, wherever they stand', () => {
  let cells = 0;
  const wrong: string[] = [];
  for (const cell of matrixCells(policy)) {
    cells += 1;
    const isAllowed = rightTo(policy, cell.actor, cell.operation, cell.target) !== undefined;
    if (isAllowed !== cell.isAllowed && wrong.length < 10) wrong.push(JSON.stringify(cell));
  }
  expect(wrong).toEqual([]);
  expect(cells).toBeGreaterThan(100_000);
});
