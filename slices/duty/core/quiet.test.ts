// When a push may be told, as rows: what waits till morning, what does not, whose hours count.
import { describe, expect, test } from 'vitest';
import { fromIso, toIso } from '../../../kernel/instant.ts';
import { DISTURB_KINDS, type DisturbKind, OFFERED, type QuietHours, quietUntil } from './quiet.ts';

const at = (text: string) => fromIso(`${text}:00+08:00`) ?? Number.NaN;
const UNIT = 'unit';
const hours = (more: Partial<QuietHours> = {}): QuietHours => ({
  ...OFFERED,
  unitId: null,
  since: '2026-08-01',
  until: null,
  ...more,
});
const until = (all: readonly QuietHours[], moment: string, ...kinds: DisturbKind[]) => {
  const end = quietUntil(all, UNIT, at(moment), kinds);
  return end === null ? 'now' : toIso(end + 8 * 3_600_000).slice(0, 16);
};

describe('from 22:00 to 07:00, but for a summons, the leader’s list and what is urgent', () => {
  test.each<[string, readonly DisturbKind[], string]>([
    ['2026-08-05T21:59', ['urge'], 'now'],
    ['2026-08-05T22:00', ['urge'], '2026-08-06T07:00'],
    ['2026-08-06T03:00', ['urge'], '2026-08-06T07:00'],
    ['2026-08-06T06:59', ['supervise'], '2026-08-06T07:00'],
    ['2026-08-06T07:00', ['urge'], 'now'],
    ['2026-08-06T03:00', ['circulate'], '2026-08-06T07:00'],
    ['2026-08-06T03:00', ['summon'], 'now'],
    ['2026-08-06T03:00', ['supervise', 'leaders_list'], 'now'],
    ['2026-08-06T03:00', ['urge', 'urgent_matter'], 'now'],
    ['2026-08-01T03:00', ['urge'], 'now'],
    ['2026-08-01T23:00', ['urge'], '2026-08-02T07:00'],
  ])('at %s %j is told %s', (moment, kinds, told) => {
    expect(until([hours()], moment, ...kinds)).toBe(told);
  });
});

describe('whose hours, and until when they hold', () => {
  test('nothing is quiet before somebody has said so', () => {
    expect(until([], '2026-08-05T23:00', 'urge')).toBe('now');
  });
  test('the first evening without is told at once, the night before it runs to its end', () => {
    const ended = [hours({ until: '2026-08-05' })];
    expect(until(ended, '2026-08-05T02:00', 'urge')).toBe('2026-08-05T07:00');
    expect(until(ended, '2026-08-05T23:00', 'urge')).toBe('now');
  });
  test('a unit’s own take the place of the district’s, another unit’s do not', () => {
    const all = [hours(), hours({ unitId: UNIT, fromMinute: 1410, toMinute: 300 })];
    expect(until(all, '2026-08-05T23:00', 'urge')).toBe('now');
    expect(until(all, '2026-08-05T23:30', 'urge')).toBe('2026-08-06T05:00');
    const others = [hours(), hours({ unitId: 'other', mayDisturb: [...DISTURB_KINDS] })];
    expect(until(others, '2026-08-05T23:00', 'urge')).toBe('2026-08-06T07:00');
  });
  test('a unit that works round the clock lets everything disturb it', () => {
    const own = hours({ unitId: UNIT, mayDisturb: [...DISTURB_KINDS] });
    expect(until([hours(), own], '2026-08-05T23:00', 'urge')).toBe('now');
  });
  test('a noon break within one day; and one window after another is one wait', () => {
    const noon = hours({ fromMinute: 720, toMinute: 840 });
    expect(until([noon], '2026-08-05T13:00', 'urge')).toBe('2026-08-05T14:00');
    expect(until([noon, hours({ fromMinute: 840, toMinute: 900 })], '2026-08-05T13:00', 'urge')).toBe(
      '2026-08-05T15:00',
    );
  });
  test('hours that follow each other round the clock do not keep a push for ever', () => {
    const all = [hours({ fromMinute: 0, toMinute: 720 }), hours({ fromMinute: 720, toMinute: 0 })];
    expect(until(all, '2026-08-05T01:00', 'urge')).toBe('2026-08-06T12:00');
  });
});
