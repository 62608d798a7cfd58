// The counting rules, each as a sentence of the city.
import { expect, test } from 'vitest';
import type { CountedCase } from './counted-case.ts';
import type { Fact } from './counts.ts';
import { isExemptByHistory } from './exemption.ts';
import { factsOf } from './facts.ts';
import { caseOf, cityTime, ended, type Row } from './test-case.ts';

const CITY = 480;
const [CENTRE, SANITATION, GREENING] = ['centre', 'sanitation', 'greening'];
const [OFFICER, DISPATCHER, HANDLER] = ['officer', 'dispatcher', 'handler'];

const tell = ({ kind, subject, count, day, times }: Fact): string =>
  `${kind}${subject && ` ${subject}`} ${count} ${day.slice(5)} ×${times}`;
const factsFor = (file: CountedCase, kind: string): readonly string[] =>
  factsOf(file, CITY)
    .filter((fact) => fact.kind === kind)
    .map(tell)
    .sort();
const has = (file: CountedCase, fact: string): boolean => factsOf(file, CITY).map(tell).includes(fact);

const by = (personId: string, holderUnitId: string | null) => ({ personId, holderUnitId });
const REPORT: Row = ['07-03 09:00', 'report', 'reported', by(OFFICER, CENTRE)];
const ACCEPT: Row = [
  '07-03 09:05',
  'accept',
  'accepted',
  { ...by(DISPATCHER, CENTRE), ...ended('accept', '07-03 09:15') },
];
const SEND: Row = [
  '07-03 09:10',
  'dispatch',
  'dispatched',
  { ...by(DISPATCHER, SANITATION), ...ended('dispatch', '07-03 09:20') },
];
const CLAIM: Row = [
  '07-03 09:30',
  'claim',
  'handling',
  { ...by(HANDLER, SANITATION), ...ended('claim', '07-03 09:40') },
];
const FEED: Row = [
  '07-03 15:00',
  'feed_back',
  'answered',
  { ...by(HANDLER, CENTRE), ...ended('handle', '07-06 17:00', 330) },
];
const VERIFY: Row = [
  '07-03 16:00',
  'verify',
  'verified',
  { ...by(OFFICER, CENTRE), ...ended('verify', '07-04 16:00') },
];
const CLOSE: Row = [
  '07-03 17:00',
  'close',
  'closed',
  { ...by(DISPATCHER, null), ...ended('close', '07-04 17:00') },
];
const WHOLE = [REPORT, ACCEPT, SEND, CLAIM, FEED, VERIFY, CLOSE];
const OF_SANITATION = { unitId: SANITATION, deadlineAt: cityTime('07-31 17:00') };
const changed = (row: Row, more: Row[3]): Row => [row[0], row[1], row[2], { ...row[3], ...more }];

test('a case counts in the month of its deadline, whenever it was reported or closed', () => {
  const inAugust = caseOf(WHOLE, { ...OF_SANITATION, deadlineAt: cityTime('08-01 09:00') });
  expect(has(inAugust, 'area due 08-01 ×1')).toBe(true);
  expect(has(inAugust, 'unit sanitation closed_in_time 08-01 ×1')).toBe(true);
  expect(has(inAugust, 'area reported 07-03 ×1')).toBe(true);
});

test('a call-back counts by what the reporter said last; one that reached nobody does not', () => {
  const file = (...said: readonly (boolean | null)[]) =>
    caseOf(
      [...said.map((saidSolved): Row => ['07-03 15:30', 'rework', 'handling', { saidSolved }]), ...WHOLE],
      OF_SANITATION,
    );
  const told = (...said: readonly (boolean | null)[]) =>
    factsFor(file(...said), 'unit').filter((fact) => /visited|said_solved/.test(fact));
  expect(told(null)).toEqual([]);
  expect(told(false)).toEqual(['unit sanitation visited 07-31 ×1']);
  expect(told(true, false)).toEqual(['unit sanitation visited 07-31 ×1']);
  const both = ['unit sanitation said_solved 07-31 ×1', 'unit sanitation visited 07-31 ×1'];
  expect(told(false, true)).toEqual(both);
  expect(told(true, null)).toEqual(both);
});

test('half past midnight of the first belongs to the new month, in the city’s own time', () => {
  const file = caseOf(WHOLE, { ...OF_SANITATION, deadlineAt: cityTime('08-01 00:30') });
  expect(has(file, 'area due 08-01 ×1')).toBe(true);
});

test('closed after its deadline is closed, and late', () => {
  const file = caseOf(WHOLE, { ...OF_SANITATION, deadlineAt: cityTime('07-03 16:30') });
  const counts = factsFor(file, 'unit').filter((fact) => fact.includes('sanitation'));
  expect(counts).toContain('unit sanitation closed_late 07-03 ×1');
  expect(counts).not.toContain('unit sanitation closed_in_time 07-03 ×1');
});

test('on the very moment of the deadline is in time', () => {
  const file = caseOf(WHOLE, { ...OF_SANITATION, deadlineAt: cityTime('07-03 17:00') });
  expect(has(file, 'area closed_in_time 07-03 ×1')).toBe(true);
});

test('what an officer solved on the spot is the officer’s and no unit’s', () => {
  const file = caseOf([['07-03 09:00', 'report_solved', 'answered', by(OFFICER, CENTRE)], VERIFY, CLOSE], {
    ...OF_SANITATION,
    isSolvedOnSpot: true,
  });
  expect(has(file, 'person officer solved_on_spot 07-03 ×1')).toBe(true);
  expect(factsFor(file, 'unit').filter((fact) => fact.includes(SANITATION))).toEqual([]);
  expect(factsFor(file, 'area').filter((fact) => fact.includes('due'))).toEqual([]);
});

test('merged and withdrawn cases leave every denominator, the reports as well', () => {
  for (const state of ['merged', 'withdrawn']) {
    expect(factsOf(caseOf([REPORT, ACCEPT, SEND], { ...OF_SANITATION, state }), CITY)).toEqual([]);
  }
});

test('a rejected report was a report, and not a valid one', () => {
  const file = caseOf(
    [
      REPORT,
      ['07-03 09:05', 'reject', 'rejected', { ...by(DISPATCHER, null), ...ended('accept', '07-03 09:15') }],
    ],
    OF_SANITATION,
  );
  expect(factsFor(file, 'area')).toEqual(['area reported 07-03 ×1']);
  expect(factsFor(file, 'unit')).toEqual([]);
  expect(factsFor(file, 'person')).toEqual(['person officer reported 07-03 ×1']);
});

test('a rejection that was overturned returns, and the centre had not accepted rightly', () => {
  const rows: readonly Row[] = [
    REPORT,
    ['07-03 09:05', 'reject', 'rejected', { ...by(DISPATCHER, null), ...ended('accept', '07-03 09:15') }],
    ['07-03 10:00', 'object', 'reported', by(OFFICER, CENTRE)],
    ['07-03 10:05', 'accept', 'accepted', { ...by('other', CENTRE), ...ended('accept', '07-03 10:15') }],
  ];
  const file = caseOf([...rows, ...WHOLE.slice(2)], OF_SANITATION);
  expect(has(file, 'area valid 07-03 ×1')).toBe(true);
  expect(has(file, 'area due 07-31 ×1')).toBe(true);
  expect(has(file, 'unit centre accepted 07-03 ×1')).toBe(true);
  expect(factsFor(file, 'unit').some((fact) => fact.includes('accepted_rightly'))).toBe(false);
});

test('a rejection that was a slip of the hand, and was undone, is nobody’s', () => {
  const slip: readonly Row[] = [
    REPORT,
    ['07-03 09:02', 'reject', 'rejected', { ...by(DISPATCHER, null), ...ended('accept', '07-03 09:15') }],
    ['07-03 09:02', 'undo_reject', 'reported', by(DISPATCHER, CENTRE)],
  ];
  const file = caseOf([...slip, ...WHOLE.slice(1)], OF_SANITATION);
  expect(has(file, 'unit centre accepted_rightly 07-03 ×1')).toBe(true);
});

test('rework is a number of times and a number of cases', () => {
  const again: readonly Row[] = [
    ['07-03 15:30', 'rework', 'handling', { ...by(OFFICER, SANITATION), ...ended('verify', '07-04 15:00') }],
    ['07-03 15:40', 'feed_back', 'answered', { ...by(HANDLER, CENTRE), ...ended('handle', '07-07 17:00') }],
    ['07-03 15:50', 'rework', 'handling', { ...by(OFFICER, SANITATION), ...ended('verify', '07-04 15:00') }],
    ['07-03 15:55', 'feed_back', 'answered', { ...by(HANDLER, CENTRE), ...ended('handle', '07-08 17:00') }],
  ];
  const file = caseOf([...WHOLE.slice(0, 5), ...again, VERIFY, CLOSE], OF_SANITATION);
  const reworks = factsOf(file, CITY).filter(({ count }) => count === 'reworked');
  expect(reworks.map(tell)).toEqual([
    'unit sanitation reworked 07-08 ×2',
    'person handler reworked 07-08 ×2',
  ]);
  expect(has(file, 'unit sanitation handled 07-08 ×1')).toBe(true);
  expect(factsFor(file, 'area').some((fact) => fact.includes('closed_first_time'))).toBe(false);
});

test('one late round makes the handling late, though the last was in time', () => {
  const file = caseOf(
    [
      ...WHOLE.slice(0, 4),
      changed(FEED, ended('handle', '07-03 14:00')),
      [
        '07-03 15:30',
        'rework',
        'handling',
        { ...by(OFFICER, SANITATION), ...ended('verify', '07-04 15:00') },
      ],
      FEED,
      VERIFY,
      CLOSE,
    ],
    OF_SANITATION,
  );
  expect(has(file, 'unit sanitation handled 07-06 ×1')).toBe(true);
  expect(factsFor(file, 'unit').some((fact) => fact.includes('handled_in_time'))).toBe(false);
});

const RETURN: Row = [
  '07-03 09:25',
  'return',
  'accepted',
  { ...by(HANDLER, CENTRE), ...ended('claim', '07-03 09:40'), reason: 'not_ours' },
];
const sendTo = (unitId: string): Row => [
  '07-03 09:35',
  'dispatch',
  'dispatched',
  { ...by(DISPATCHER, unitId), ...ended('dispatch', '07-03 09:45') },
];

test('a return as another’s tells against the dispatch, and not against the unit', () => {
  const file = caseOf([REPORT, ACCEPT, SEND, RETURN, sendTo(GREENING)], OF_SANITATION);
  expect(has(file, 'unit sanitation returned 07-03 ×1')).toBe(true);
  expect(has(file, 'unit centre dispatched 07-03 ×2')).toBe(true);
  const facts = factsFor(file, 'unit');
  expect(facts.some((fact) => /returned_wrongly|dispatched_rightly|sanitation to_handle/.test(fact))).toBe(
    false,
  );
});

test('sent to the same unit again it was wrongly returned, and rightly dispatched', () => {
  const file = caseOf([REPORT, ACCEPT, SEND, RETURN, sendTo(SANITATION), CLAIM, FEED], OF_SANITATION);
  expect(has(file, 'unit sanitation returned_wrongly 07-06 ×1')).toBe(true);
  expect(has(file, 'unit sanitation sent 07-06 ×2')).toBe(true);
  expect(has(file, 'unit centre dispatched_rightly 07-03 ×1')).toBe(true);
});

test('a dispatch that was taken back within its minute is nobody’s', () => {
  const undo: Row = ['07-03 09:10', 'undo', 'accepted', by(DISPATCHER, CENTRE)];
  const file = caseOf([REPORT, ACCEPT, SEND, undo, sendTo(GREENING)], OF_SANITATION);
  expect(factsFor(file, 'unit').some((fact) => fact.startsWith('unit sanitation sent'))).toBe(false);
  expect(has(file, 'unit greening sent 07-03 ×1')).toBe(true);
  expect(has(file, 'unit centre dispatched 07-03 ×1')).toBe(true);
});

test('what went straight through took nobody any time and is no centre’s work', () => {
  const through = { isBySystem: true, personId: null };
  const file = caseOf(
    [
      REPORT,
      changed(ACCEPT, { ...through, ...ended('accept', '07-03 09:15', 0) }),
      changed(SEND, { ...through, ...ended('dispatch', '07-03 09:20', 0) }),
    ],
    OF_SANITATION,
  );
  expect(factsFor(file, 'unit').filter((fact) => fact.includes(CENTRE))).toEqual([]);
  expect(has(file, 'unit sanitation sent 07-03 ×1')).toBe(true);
});

test('what waits now is due, and not done', () => {
  const file = caseOf([REPORT, ACCEPT, SEND, CLAIM], {
    ...OF_SANITATION,
    stage: 'handle',
    dueAt: cityTime('07-09 12:00'),
    holderPersonId: HANDLER,
  });
  expect(has(file, 'unit sanitation to_handle 07-09 ×1')).toBe(true);
  expect(has(file, 'person handler to_handle 07-09 ×1')).toBe(true);
  expect(has(file, 'area due 07-31 ×1')).toBe(true);
  expect(factsFor(file, 'unit').some((fact) => / handled/.test(fact))).toBe(false);
});

test('a suspended case is due by nobody until it goes on', () => {
  const file = caseOf([REPORT, ACCEPT, SEND, CLAIM], {
    ...OF_SANITATION,
    stage: 'handle',
    isSuspended: true,
    dueAt: null,
  });
  expect(factsOf(file, CITY).some(({ count }) => count === 'due' || count === 'to_handle')).toBe(false);
});

test('what was said from below counts once its window is over, and stays from then on', () => {
  const sent = { holderUnitId: 'u1' };
  const rows: Row[] = [
    ['07-01 09:00', 'report', 'reported', { holderUnitId: 'c1' }],
    ['07-01 09:10', 'dispatch', 'dispatched', sent],
    ['07-01 09:20', 'claim', 'handling', sent],
    ['07-01 12:00', 'close', 'closed'],
    ['07-02 09:00', 'rate', 'closed', { as: 'grid_head', score: 4 }],
    ['07-02 10:00', 'rate', 'closed', { as: 'reporting_person', score: 3 }],
    ['07-02 11:00', 'rate', 'closed', { as: 'rating_street', score: 2, headScore: 5 }],
    ['07-02 11:00', 'rate', 'closed', { as: 'reporter', score: 1 }],
  ];
  const told = (all: readonly Row[]) =>
    factsOf(caseOf(all), 480)
      .filter(({ count }) => /_by_(grid|community|street)/.test(count))
      .map(({ subject, count, day, times }) => `${subject} ${count} ${day} ${times}`)
      .sort();
  expect(told(rows)).toEqual([]);
  const over: Row[] = [...rows, ['07-16 12:00', 'settle', 'closed']];
  const all = [
    'u1 head_points_by_street 2026-07-16 5',
    'u1 head_ratings_by_street 2026-07-16 1',
    'u1 points_by_grid 2026-07-16 7',
    'u1 points_by_street 2026-07-16 2',
    'u1 ratings_by_grid 2026-07-16 2',
    'u1 ratings_by_street 2026-07-16 1',
  ];
  expect(told(over)).toEqual(all);
  const reopened: Row[] = [
    ...over,
    ['08-01 09:00', 'reopen', 'accepted', { holderUnitId: 'c1' }],
    ['08-01 09:10', 'reject', 'rejected'],
  ];
  expect(told(reopened)).toEqual(all);
});

test('a forced closing is told as such and stays outside the rates', () => {
  const file = caseOf(
    [
      REPORT,
      ACCEPT,
      SEND,
      CLAIM,
      [
        '07-03 16:00',
        'confirm_force_close',
        'closed',
        { ...by('leader', null), ...ended('handle', '07-06 17:00') },
      ],
    ],
    { ...OF_SANITATION, isForceClosed: true },
  );
  expect(has(file, 'unit sanitation forced 07-31 ×1')).toBe(true);
  expect(factsFor(file, 'area').some((fact) => / due | closed/.test(fact))).toBe(false);
});

test('a part is its unit’s work and no second matter of the area', () => {
  const file = caseOf([REPORT, ACCEPT, SEND, CLAIM, FEED, VERIFY, CLOSE], {
    ...OF_SANITATION,
    mainCaseId: 'c0',
  });
  expect(factsFor(file, 'area')).toEqual([]);
  expect(has(file, 'unit sanitation closed 07-31 ×1')).toBe(true);
});

test('a reopening tells against the unit that had closed it', () => {
  const reopen: Row = ['07-05 09:00', 'reopen', 'accepted', by(OFFICER, CENTRE)];
  const file = caseOf([...WHOLE, reopen, sendTo(GREENING)], { ...OF_SANITATION, unitId: GREENING });
  expect(has(file, 'unit sanitation reopened 07-31 ×1')).toBe(true);
  expect(has(file, 'unit sanitation closings 07-31 ×1')).toBe(true);
  expect(factsFor(file, 'unit').some((fact) => fact.startsWith('unit greening reopened'))).toBe(false);
});

test('an extension that was granted postpones what was then not closed in time', () => {
  const granted: Row = [
    '07-03 14:00',
    'answer_extend',
    'handling',
    { holderUnitId: SANITATION, isGranted: true },
  ];
  const rows = [...WHOLE.slice(0, 4), granted, ...WHOLE.slice(4)];
  const late = caseOf(rows, { ...OF_SANITATION, deadlineAt: cityTime('07-03 16:30') });
  expect(has(late, 'area postponed 07-03 ×1')).toBe(true);
  expect(factsFor(caseOf(rows, OF_SANITATION), 'area').some((fact) => fact.includes('postponed'))).toBe(
    false,
  );
});

test('a case has one fact for each subject and count, and the same facts each time', () => {
  const file = caseOf(WHOLE, OF_SANITATION);
  const facts = factsOf(file, CITY);
  expect(new Set(facts.map(({ kind, subject, count }) => `${kind} ${subject} ${count}`)).size).toBe(
    facts.length,
  );
  expect(factsOf(file, CITY)).toEqual(facts);
});

test('a granted overdue appeal exempts its case, until the case is reopened', () => {
  const granted: Row = ['07-08 09:00', 'confirm_appeal', 'closed', { isGranted: true }];
  const refused: Row = ['07-08 09:00', 'confirm_appeal', 'closed', { isGranted: false }];
  const reopened: Row = ['07-09 09:00', 'reopen', 'accepted', by(OFFICER, CENTRE)];
  expect(isExemptByHistory(caseOf([...WHOLE, granted], OF_SANITATION))).toBe(true);
  expect(isExemptByHistory(caseOf([...WHOLE, refused], OF_SANITATION))).toBe(false);
  expect(isExemptByHistory(caseOf([...WHOLE, granted, reopened], OF_SANITATION))).toBe(false);
  // The fact stays.
  const late = { ...OF_SANITATION, deadlineAt: cityTime('07-03 16:30') };
  expect(has(caseOf([...WHOLE, granted], late), 'unit sanitation closed_late 07-03 ×1')).toBe(true);
});
