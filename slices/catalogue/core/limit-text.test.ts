// Time limits as offices write them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMIT_KINDS, tellLimit } from '../../calendar/core/limit.ts';
import type { LimitKind } from '../../calendar/core/limit.ts';
import { parseLimit, parseLimits } from './limit-text.ts';

const READ: readonly (readonly [string, LimitKind, number])[] = [
  ['2紧急工作时', 'urgent_hours', 2],
  ['２紧急工作时', 'urgent_hours', 2],
  ['2 个紧急工作小时', 'urgent_hours', 2],
  ['4工作时', 'working_hours', 4],
  ['4个工作小时', 'working_hours', 4],
  ['10工作日', 'working_days', 10],
  ['10个工作日内', 'working_days', 10],
  ['两个工作日', 'working_days', 2],
  ['十五工作日', 'working_days', 15],
  ['二十工作日', 'working_days', 20],
  ['半小时', 'natural_hours', 0.5],
  ['24小时', 'natural_hours', 24],
  ['3天', 'natural_days', 3],
  ['7个自然日', 'natural_days', 7],
  ['30日内', 'natural_days', 30],
  ['15分钟', 'urgent_hours', 0.25],
  ['U2h', 'urgent_hours', 2],
  ['u2H', 'urgent_hours', 2],
  ['Ｕ2ｈ', 'urgent_hours', 2],
  ['U2d', 'natural_days', 2],
  ['4h', 'working_hours', 4],
  ['5d', 'working_days', 5],
  ['1.5工作日', 'working_days', 1.5],
  ['≤2工作日', 'working_days', 2],
  ['3 working days', 'working_days', 3],
];

describe('a limit', () => {
  test.each(READ)('“%s” is %s × %d', (text, kind, amount) => {
    expect(parseLimit(text)).toEqual({ kind, amount });
  });

  test.each([
    '',
    '工作日',
    '0工作日',
    '-2工作日',
    '种植季节15工作日',
    '2-3工作日',
    '立即',
    '尽快',
    '2周',
    '99999工作日',
    'U',
    '2x',
    '2constructor',
    'U2constructor',
    '约2工作日',
    '2工作日或5工作日',
  ])('“%s” is refused and not guessed', (text) => {
    expect(parseLimit(text)).toMatchObject({
      refused: true,
      code: 'catalogue.limit_unreadable',
      data: { text },
    });
  });

  test('a list in one cell', () => {
    expect(parseLimits('U2h/4h/2d/5d')).toEqual([
      { kind: 'urgent_hours', amount: 2 },
      { kind: 'working_hours', amount: 4 },
      { kind: 'working_days', amount: 2 },
      { kind: 'working_days', amount: 5 },
    ]);
    expect(parseLimits('2d//5d')).toMatchObject({ refused: true });
  });

  test('as it is told to people it is read back, in both languages', () => {
    const amount = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(0.25, 0.5, 0.75, 1.5));
    fc.assert(
      fc.property(fc.constantFrom(...LIMIT_KINDS), amount, (kind, size) => {
        const isPart = kind.endsWith('hours') && size < 1;
        // Part of a natural hour is told in minutes, which runs just as an urgent one does.
        const read = isPart && kind === 'natural_hours' ? 'urgent_hours' : kind;
        expect(parseLimit(tellLimit({ kind, amount: size }, 'zh'))).toEqual({ kind: read, amount: size });
        if (!isPart)
          expect(parseLimit(tellLimit({ kind, amount: size }, 'en'))).toMatchObject({ amount: size });
      }),
    );
  });
});
