// When a brief is written by itself, as rows: asked at → written at, of which period.
import { expect, test } from 'vitest';
import { localMinute } from '../../../kernel/instant.ts';
import { periodOf } from '../../evaluation/core/period.ts';
import { type BriefKind, courseOf, daysOf, nextIssueAt, periodTold } from './plan.ts';

const CHINA = 480;
const SEVEN_THIRTY = 450;

test.each([
  ['day', '2026-08-05T07:29:00+08:00', '2026-08-05 07:30', '2026-08-04', '2026-08-04'],
  ['day', '2026-08-05T07:30:00+08:00', '2026-08-06 07:30', '2026-08-05', '2026-08-05'],
  ['day', '2026-12-31T23:59:59+08:00', '2027-01-01 07:30', '2026-12-31', '2026-12-31'],
  ['week', '2026-08-05T12:00:00+08:00', '2026-08-10 07:30', '2026-08-03', '2026-08-09'],
  ['week', '2026-08-10T07:00:00+08:00', '2026-08-10 07:30', '2026-08-03', '2026-08-09'],
  ['month', '2026-08-05T12:00:00+08:00', '2026-09-01 07:30', '2026-08-01', '2026-08-31'],
  ['month', '2026-12-05T12:00:00+08:00', '2027-01-01 07:30', '2026-12-01', '2026-12-31'],
] as const)('%s asked at %s is written at %s, of %s to %s', (kind: BriefKind, asked, at, from, to) => {
  const due = nextIssueAt({ kind, minute: SEVEN_THIRTY }, Date.parse(asked), CHINA);
  expect(localMinute(due)).toBe(at);
  expect(periodTold(kind, due, CHINA)).toEqual({ kind, from, to });
});

test('in a district with another clock the morning is its own', () => {
  const due = nextIssueAt({ kind: 'day', minute: 0 }, Date.parse('2026-08-05T17:59:00Z'), 360);
  expect(new Date(due).toISOString()).toBe('2026-08-05T18:00:00.000Z');
});

test('a day is shown in the course of the seven that end with it, a month in its own', () => {
  expect(daysOf(courseOf(periodOf('day', '2026-03-03')))).toEqual([
    '2026-02-25',
    '2026-02-26',
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
    '2026-03-02',
    '2026-03-03',
  ]);
  expect(daysOf(courseOf(periodOf('month', '2026-02-10')))).toHaveLength(28);
});
