// The condition of a thing is the last word by time: of hands, and of cases for as long as they are open.
// The property holds it against a model that is told as the rule is, not as it is computed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from './condition.ts';
import { type CaseWord, conditionAfter, isNews, type SaidLine } from './said-condition.ts';

const hand = (condition: Condition): SaidLine => ({ condition, caseId: null, word: null, caseSeq: null });
const said = (caseId: string, word: CaseWord, condition: Condition | null = 'damaged', caseSeq = 1) => ({
  caseId,
  word,
  condition,
  caseSeq,
});

const ROWS: readonly (readonly [string, readonly SaidLine[], Condition])[] = [
  ['nothing was ever said', [], 'intact'],
  ['a census has it as lost', [hand('lost')], 'lost'],
  ['an open case says that it is damaged', [hand('intact'), said('A', 'says')], 'damaged'],
  ['it is solved', [hand('intact'), said('A', 'says'), said('A', 'mended')], 'intact'],
  ['a case solved on the spot', [hand('damaged'), said('A', 'mended')], 'intact'],
  ['it is rejected after all', [hand('abandoned'), said('A', 'says'), said('A', 'silent')], 'abandoned'],
  ['it is put off by plan', [hand('intact'), said('A', 'says'), said('A', 'left')], 'damaged'],
  [
    'put off by plan, and mended with a later case',
    [said('A', 'says'), said('A', 'left'), said('B', 'says', 'lost'), said('B', 'mended')],
    'intact',
  ],
  [
    'one of two is solved',
    [hand('intact'), said('A', 'says', 'occupied'), said('B', 'says', 'lost'), said('B', 'mended')],
    'occupied',
  ],
  ['a census after the case', [hand('intact'), said('A', 'says'), hand('intact')], 'intact'],
  [
    'a case that ends by plan does not talk over a later census',
    [hand('intact'), said('A', 'says'), hand('lost'), said('A', 'left')],
    'lost',
  ],
  ['it is reopened', [said('A', 'says'), said('A', 'mended'), said('A', 'says')], 'damaged'],
];

describe('what a history says', () => {
  test.each(ROWS)('%s', (_, lines, condition) => expect(conditionAfter(lines)).toBe(condition));
});

/** The rule in its own words: whoever spoke last, of the hands, of what was mended or left, of open cases. */
function modelOf(lines: readonly SaidLine[]): Condition {
  const handAt = lines.findLastIndex(({ caseId }) => caseId === null);
  const isOpen = (line: SaidLine, at: number) =>
    line.word === 'says' && at > handAt && !lines.slice(at + 1).some(({ caseId }) => caseId === line.caseId);
  const open = lines.findLastIndex(isOpen);
  if (open >= 0) return lines[open]?.condition ?? 'intact';
  for (let at = lines.length - 1; at >= 0; at--) {
    const { caseId, word, condition } = lines[at] as SaidLine;
    if (caseId === null) return condition ?? 'intact';
    if (word === 'mended') return 'intact';
    if (word !== 'left') continue;
    const before = lines.slice(0, at).findLastIndex((line) => line.caseId === caseId);
    if (before > handAt && lines[before]?.word === 'says') return lines[before]?.condition ?? 'intact';
  }
  return 'intact';
}

test('whatever cases and hands say in whatever order, the last word by time stands', () => {
  const condition = fc.constantFrom<Condition>('damaged', 'lost', 'occupied', 'abandoned');
  const line = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<Condition>('intact', 'damaged', 'lost').map(hand) },
    {
      weight: 4,
      arbitrary: fc.record({
        caseId: fc.constantFrom('A', 'B', 'C'),
        word: fc.constantFrom<CaseWord>('says', 'says', 'mended', 'left', 'silent'),
        condition,
        caseSeq: fc.constant(1),
      }),
    },
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      expect(conditionAfter(lines)).toBe(modelOf(lines));
    }),
    { numRuns: 2_000 },
  );
});

describe('what is news', () => {
  const lines = [hand('intact'), said('A', 'says', 'damaged', 4)];

  test('the same word again, and one that was overtaken, are not', () => {
    expect(isNews(lines, 'damaged', said('A', 'says', 'damaged', 5))).toBe(false);
    expect(isNews(lines, 'damaged', said('A', 'mended', 'damaged', 4))).toBe(false);
    expect(isNews(lines, 'damaged', said('A', 'silent', null, 3))).toBe(false);
  });

  test('another condition, and another word, are', () => {
    expect(isNews(lines, 'damaged', said('A', 'says', 'lost', 5))).toBe(true);
    expect(isNews(lines, 'damaged', said('A', 'mended', 'damaged', 5))).toBe(true);
    expect(isNews(lines, 'damaged', said('B', 'says'))).toBe(true);
  });

  test('a case that never spoke takes nothing back, and mends only what is not whole', () => {
    expect(isNews(lines, 'damaged', said('B', 'silent', null))).toBe(false);
    expect(isNews(lines, 'damaged', said('B', 'left'))).toBe(false);
    expect(isNews([hand('intact')], 'intact', said('B', 'mended'))).toBe(false);
    expect(isNews([hand('lost')], 'lost', said('B', 'mended'))).toBe(true);
  });
});
