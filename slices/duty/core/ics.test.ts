// The calendar file against the rules of RFC 5545: a small reader written apart unfolds, splits and unescapes
// what the writer wrote, for texts of any letters.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromIso } from '../../../kernel/instant.ts';
import { calendarOfPerson, calendarOfUnit, type FedRota } from './feed.ts';
import { escapeText, fold, type IcsEvent, utc, writeCalendar } from './ics.ts';
import { turnsOf } from './rota.ts';

const at = (text: string) => fromIso(text) ?? Number.NaN;
const encoder = new TextEncoder();
const event = (more: Partial<IcsEvent> = {}): IcsEvent => ({
  uid: 'one@gridloop',
  changedAt: at('2026-08-01T00:00:00Z'),
  startsAt: at('2026-08-05T20:00:00+08:00'),
  endsAt: at('2026-08-06T08:00:00+08:00'),
  summary: '值班：王敏（李强、赵派遣）',
  description: '1. 王敏\n2. 李强',
  ...more,
});

/** 3.1: unfolding is taking out a line break with the white space after it. */
const unfold = (text: string): string[] => text.replace(/\r\n[ \t]/g, '').split('\r\n').slice(0, -1);
/** 3.3.11. */
const unescaped = (text: string): string =>
  text.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
const textOf = (lines: readonly string[], name: string): string =>
  lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? '';

describe('lines', () => {
  const text = writeCalendar({ name: '环卫公司值班', events: [event({ summary: '值班'.repeat(60) })] });
  test('each ends in CRLF, and no bare one stands anywhere', () => {
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });
  test('none is longer than 75 octets, and none cuts a character', () => {
    for (const line of text.split('\r\n')) {
      const octets = encoder.encode(line);
      expect(octets.length).toBeLessThanOrEqual(75);
      expect(new TextDecoder('utf-8', { fatal: true }).decode(octets)).toBe(line);
    }
  });
  test('a line of 75 octets stays one, of 76 becomes two', () => {
    expect(fold('x'.repeat(75))).toBe('x'.repeat(75));
    expect(fold('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
    expect(fold(`${'x'.repeat(73)}班`)).toBe(`${'x'.repeat(73)}\r\n 班`);
  });
  test('what is folded unfolds to what it was, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (line) => {
        fc.pre(!/[\r\n]/.test(line));
        expect(fold(line).replace(/\r\n /g, '')).toBe(line);
        for (const part of fold(line).split('\r\n')) {
          expect(encoder.encode(part).length).toBeLessThanOrEqual(75);
        }
      }),
    );
  });
});

describe('texts and times', () => {
  test('comma, semicolon, backslash and line break are escaped, a colon and quotes are not', () => {
    expect(escapeText('a,b;c\\d\r\ne:"f"')).toBe('a\\,b\\;c\\\\d\\ne:"f"');
  });
  test('control characters do not come in, a tab does', () => {
    expect(escapeText('a\u0000b\u001bc\u007fd\te')).toBe('abcd\te');
  });
  test('what is escaped reads as what it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
        expect(unescaped(escapeText(plain))).toBe(plain);
      }),
    );
  });
  test('a name with a line break can’t write a line of its own', () => {
    const text = writeCalendar({ name: 'x', events: [event({ summary: 'a\r\nATTENDEE:mailto:x@y' })] });
    expect(unfold(text).filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
  });
  test('times are UTC', () => {
    expect(utc(at('2026-08-05T20:00:00+08:00'))).toBe('20260805T120000Z');
    const lines = unfold(writeCalendar({ name: 'x', events: [event()] }));
    expect(textOf(lines, 'DTSTART')).toBe('20260805T120000Z');
    expect(textOf(lines, 'DTEND')).toBe('20260806T000000Z');
    expect(textOf(lines, 'DTSTAMP')).toBe('20260801T000000Z');
  });
});

describe('the calendar', () => {
  test('has its version, its product and, of each event, what an event must have, in order', () => {
    const lines = unfold(writeCalendar({ name: '值班', events: [event(), event({ uid: 'two@gridloop' })] }));
    expect(lines.slice(0, 4)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Gridloop//Duty rota//ZH',
      'CALSCALE:GREGORIAN',
    ]);
    expect(lines.at(-1)).toBe('END:VCALENDAR');
    for (const name of ['BEGIN:VEVENT', 'END:VEVENT', 'UID:', 'DTSTAMP:', 'DTSTART:', 'DTEND:', 'SUMMARY:']) {
      expect(lines.filter((line) => line.startsWith(name)), name).toHaveLength(2);
    }
    expect(unescaped(textOf(lines, 'DESCRIPTION'))).toBe('1. 王敏\n2. 李强');
    // Without one, DTSTAMP is when the event was last changed.
    expect(lines.some((line) => line.startsWith('METHOD'))).toBe(false);
  });

  const weekly = [{ weekday: 3, fromMinute: 1200, toMinute: 1920, personIds: ['w', 'l'] }];
  const patterns = [{ since: '2026-08-01', weekly, changedAt: at('2026-07-30T09:00:00Z') }];
  const rotaOf = (days: FedRota['days']): FedRota => ({
    unitId: 'unit-1',
    unitName: '环卫公司',
    patterns,
    days,
    turns: turnsOf({ patterns, days }, '2026-08-03', '2026-08-17'),
  });
  const names = new Map([
    ['w', '王敏'],
    ['l', '李强'],
    ['z', '赵一'],
  ]);

  test('an event keeps its UID when its people change, and says when that was', () => {
    const day = '2026-08-05';
    const shifts = [{ fromMinute: 1200, toMinute: 1920, personIds: ['z'] }];
    const before = calendarOfUnit(rotaOf([]), names);
    const after = calendarOfUnit(rotaOf([{ day, shifts, changedAt: at('2026-08-04T01:00:00Z') }]), names);
    expect(after.events.map(({ uid }) => uid)).toEqual(before.events.map(({ uid }) => uid));
    expect(new Set(before.events.map(({ uid }) => uid)).size).toBe(2);
    expect(before.events[0]).toMatchObject({ summary: '值班：王敏（李强）', changedAt: patterns[0]?.changedAt });
    expect(after.events[0]).toMatchObject({ summary: '值班：赵一', changedAt: at('2026-08-04T01:00:00Z') });
    expect(writeCalendar(calendarOfUnit(rotaOf([]), names))).toBe(writeCalendar(before));
  });

  test('a person’s own holds their turns alone, and in which place they stand', () => {
    const own = calendarOfPerson([rotaOf([])], 'l', names);
    expect(own).toMatchObject({ name: '李强的值班' });
    expect(own.events.map(({ summary }) => summary)).toEqual([
      '环卫公司值班（第 2 顺位）',
      '环卫公司值班（第 2 顺位）',
    ]);
    expect(calendarOfPerson([rotaOf([])], 'w', names).events[0]?.summary).toBe('环卫公司值班');
    expect(calendarOfPerson([rotaOf([])], 'z', names).events).toEqual([]);
  });
});
