// The permission matrix of this slice: what decides and what is expected are written in two different ways
// and must agree on every cell. The whole app runs the same walk over the joined table.
import { describe, expect, test } from 'vitest';
import { type PolicyRow, rightTo } from '../../../kernel/rights.ts';
import { type MatrixCell, matrixCells } from './matrix.ts';
import { peoplePolicy } from './policy.ts';

const nameOf = (cell: MatrixCell) =>
  [cell.standing, cell.role, cell.unitKind, cell.level, cell.operation, cell.relation].join(' ');
const wrongCells = (policy: readonly PolicyRow[], expected: readonly PolicyRow[] = policy) => {
  const wrong: string[] = [];
  let [allowed, denied] = [0, 0];
  for (const cell of matrixCells(expected)) {
    const got = rightTo(policy, cell.actor, cell.operation, cell.target) !== undefined;
    if (got !== cell.isAllowed) wrong.push(nameOf(cell));
    if (cell.isAllowed) allowed += 1;
    else denied += 1;
  }
  return { wrong, allowed, denied };
};

describe('the matrix', () => {
  test('every role, post and relation to the target comes out as the table says', () => {
    const { wrong, allowed, denied } = wrongCells(peoplePolicy);
    expect(wrong).toEqual([]);
    expect(allowed).toBeGreaterThan(1_000);
    expect(denied).toBeGreaterThan(1_000);
  });
  test('rows of every scope and condition come out as the table says', () => {
    const rows: PolicyRow[] = [
      { operation: 'a.anywhere', who: ['leader'], scope: 'anywhere', why: 'test' },
      {
        operation: 'a.holder',
        who: ['handler'],
        scope: 'holder',
        unitKinds: ['company', 'team'],
        why: 'test',
      },
      { operation: 'a.own_unit', who: ['unit_head'], scope: 'own_unit', why: 'test' },
      { operation: 'a.self', who: ['inspector'], scope: 'self', why: 'test' },
      { operation: 'a.mixed', who: ['dispatcher'], scope: 'own_area', unitKinds: ['centre'], why: 'test' },
      { operation: 'a.mixed', who: ['handler'], scope: 'holder', why: 'test' },
      { operation: 'a.system', who: ['system', 'reporter'], scope: 'anywhere', why: 'test' },
    ];
    expect(wrongCells(rows).wrong).toEqual([]);
  });
  test('a right that reaches one step too far is seen', () => {
    const wider = peoplePolicy.map(
      (row): PolicyRow => (row.operation === 'post.give' ? { ...row, scope: 'anywhere' } : row),
    );
    expect(wrongCells(wider, peoplePolicy).wrong.length).toBeGreaterThan(0);
  });
  test('a former member keeps nothing but the door and what is held about him', () => {
    const kept = new Set<string>();
    for (const cell of matrixCells(peoplePolicy, ['former_member']))
      if (cell.isAllowed) kept.add(cell.operation);
    expect([...kept].sort()).toEqual([
      'password.change',
      'person.read',
      'session.close',
      'session.look',
      'session.open',
      'session.pocket_key',
      'session.read',
      'unit.read',
    ]);
  });
});
