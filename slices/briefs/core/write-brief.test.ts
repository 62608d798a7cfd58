// The sentences of a brief, word for word: as usual, with nothing to tell, with nothing to hold it against.
import { expect, test } from 'vitest';
import { periodOf } from '../../evaluation/core/period.ts';
import { type BriefFigures, byMost } from './brief-figures.ts';
import { barsOf, plain } from './brief-text.ts';
import { type Amounts, amountsOf, NO_AMOUNTS as NONE } from './figures.ts';
import { writeBrief } from './write-brief.ts';

const amounts = (more: Partial<Amounts>): Amounts => ({ ...NONE, ...more });

const MONTH: BriefFigures = {
  areaPath: '500151',
  areaName: '铜梁区',
  period: periodOf('month', '2026-07-15'),
  now: amounts({
    reported: 788,
    valid: 750,
    solved_on_spot: 40,
    due: 197,
    closed: 195,
    closed_in_time: 193,
    closed_late: 2,
    overdue: 2,
    pushed: 12,
    returned: 3,
    reworked: 2,
  }),
  before: amounts({ reported: 1_182, due: 200, closed: 196, closed_in_time: 195, pushed: 12, returned: 1 }),
  yearAgo: amounts({ reported: 800, due: 100, closed: 100, closed_in_time: 90 }),
  areas: [
    {
      key: '500151.001',
      name: '南城街道',
      now: amounts({ reported: 300, due: 90, closed_in_time: 88, overdue: 2 }),
    },
    { key: '500151.002', name: '东城街道', now: amounts({ reported: 488, due: 107, closed_in_time: 105 }) },
  ],
  ground: [],
  items: [
    { key: 'A', name: '暴露垃圾', now: amounts({ reported: 400 }), before: amounts({ reported: 300 }) },
    { key: 'B', name: '井盖缺失', now: amounts({ reported: 388 }), before: NONE },
    { key: 'C', name: '乱张贴', now: NONE, before: amounts({ reported: 9 }) },
  ],
  days: [
    { key: '2026-07-01', name: '7月1日', now: amounts({ reported: 10 }) },
    { key: '2026-07-02', name: '7月2日', now: amounts({ reported: 40 }) },
  ],
};

const paragraphsOf = (of: BriefFigures): string[] =>
  writeBrief(of).sections.flatMap(({ paragraphs }) => paragraphs.map(plain));

test('a month is told against the one before and the year before', () => {
  const [reports, closings, pushes, items, most, overdue] = paragraphsOf(MONTH);
  expect(reports).toBe(
    '2026年7月，铜梁区共上报事项 788 件，较上月（1,182 件）下降 33.33 %，较去年同月（800 件）下降 1.50 %。' +
      '其中，已受理 750 件，随手处置 40 件。',
  );
  expect(closings).toBe(
    '本月应结案 197 件，已结案 195 件，结案率 98.98 %，较上月（98.00 %）上升 0.98 个百分点，' +
      '较去年同月（100.00 %）下降 1.02 个百分点。其中，按期结案 193 件，按期结案率 97.97 %，' +
      '较上月（97.50 %）上升 0.47 个百分点，较去年同月（90.00 %）上升 7.97 个百分点；' +
      '超期结案 2 件；到期未结 2 件。',
  );
  expect(pushes).toBe(
    '本月发出督办措施 12 次，较上月（12 次）持平。退单 3 次，较上月（1 次）上升 200.00 %；' +
      '返工 2 次，较上月（0 次）增加 2 次；重开 0 次，较上月（0 次）持平。',
  );
  expect(items).toBe('上报较多的事项为：暴露垃圾 400 件（占 50.76 %）、井盖缺失 388 件（占 49.24 %）。');
  expect(most).toBe('上报较多的区域为：东城街道 488 件（占 61.93 %）、南城街道 300 件（占 38.07 %）。');
  expect(overdue).toBe('到期未结较多的区域为：南城街道 2 件（占 100.00 %）。');
});

test('where there was no record a year ago it says so, and where nothing was due there is no rate', () => {
  const first = { ...MONTH, period: periodOf('day', '2026-07-15'), yearAgo: NONE, before: NONE };
  const [reports] = paragraphsOf(first);
  expect(reports).toContain('共上报事项 788 件，较前一日（0 件）增加 788 件。');
  expect(reports).toContain('去年同日没有记录，不作同比。');
  const [, closings] = paragraphsOf({ ...first, now: NONE });
  expect(closings).toBe('本日没有总时限到期的案件（前一日 0 件）。');
  const [, compared] = paragraphsOf(first);
  expect(compared).toContain('结案率 98.98 %。其中');
});

test('of nothing at all it writes a page all the same', () => {
  const empty = { areas: [], ground: [], items: [], days: [] };
  const nothing = { ...MONTH, now: NONE, before: NONE, yearAgo: NONE, ...empty };
  const { title, sections } = writeBrief(nothing);
  expect(title).toBe('铜梁区网格治理月报（2026年7月）');
  expect(sections.map((section) => section.title)).toEqual([
    '一、总体情况',
    '二、督办与退回',
    '三、高发事项',
    '四、每日走势',
    '五、统计口径',
  ]);
  expect(paragraphsOf(nothing)[3]).toBe('没有已明确细类的上报事项。');
  expect(JSON.stringify(sections)).not.toMatch(/NaN|Infinity|undefined/);
});

test('every number of cases says which list it opens, of its own period', () => {
  const pieces = writeBrief(MONTH).sections.flatMap(({ paragraphs }) => paragraphs.flat());
  const counted = pieces.filter(({ text }) => /^[\d,]+ [件次]$/.test(text));
  expect(counted.length).toBeGreaterThan(15);
  expect(counted.filter(({ opens }) => opens === undefined)).toEqual([]);
  const before = pieces.find(({ text }) => text === '1,182 件');
  expect(before?.opens).toEqual({
    figure: 'reported',
    by: 'whole',
    key: '500151',
    period: 'month',
    day: '2026-06-01',
    total: 1_182,
  });
  const street = pieces.find(({ text }) => text === '488 件');
  expect(street?.opens).toMatchObject({ by: 'area', key: '500151.002', day: '2026-07-01' });
});

test('rows stand by how many, equal ones by their keys, and a bar is a part of the longest', () => {
  const rows = [
    { key: 'b', name: 'b', now: amounts({ due: 2 }) },
    { key: 'a', name: 'a', now: amounts({ due: 2 }) },
    { key: 'c', name: 'c', now: amounts({ due: 5 }) },
    { key: 'd', name: 'd', now: NONE },
  ];
  expect(byMost(rows, 'due').map(({ key }) => key)).toEqual(['c', 'a', 'b']);
  const course = writeBrief(MONTH).sections.find(({ title }) => title === '五、每日走势')?.tables[0];
  expect(course && barsOf(course)).toEqual([0.25, 1]);
});

test('what is overdue is what was due without what is closed, and returns are those of all units', () => {
  const of = (cases: number, times = cases) => ({ cases, times });
  const sums = amountsOf({
    area: new Map([
      ['due', of(10)],
      ['closed', of(7)],
      ['reopened', of(1, 3)],
    ]),
    units: [
      ['returned', of(1, 2)],
      ['returned', of(4)],
      ['handled', of(9)],
    ],
    pushed: 5,
  });
  expect(sums).toMatchObject({ overdue: 3, reopened: 3, returned: 6, reworked: 0, pushed: 5 });
});
