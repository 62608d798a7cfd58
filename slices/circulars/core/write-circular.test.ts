// The first draft of a circular, word for word.
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import { type ChosenCase, type UnitFigures, writeCircular } from './write-circular.ts';

const now = Date.parse('2026-08-05T09:00:00+08:00');
const chosen = (more: Partial<ChosenCase>): ChosenCase => ({
  number: '500151-1',
  itemName: '暴露垃圾',
  areaName: '南城街道',
  unitId: 'u',
  unitName: '环卫公司',
  deadlineAt: now - 2 * DAY - 3 * HOUR,
  unanswered: null,
  ...more,
});
const from = (cases: readonly ChosenCase[], unit: UnitFigures | null = null) =>
  writeCircular({ areaName: '铜梁区', cases, unit, now, offsetMinutes: 480 });
const unanswered = { at: now - 2 * DAY, answerBy: now - DAY, isAutomatic: false };

test('each case is told with its unit, its deadline and by how much it is late', () => {
  const { title, body } = from([
    chosen({}),
    chosen({ number: '500151-2', unitName: '城管大队', itemName: null, deadlineAt: now - 5 * MINUTE }),
    chosen({ number: '500151-3', unitName: null, unitId: null, deadlineAt: now - DAY }),
  ]);
  expect(title).toBe('关于铜梁区超期未结案件办理情况的通报');
  expect(body.split('\n')).toEqual([
    '截至 2026-08-05 09:00，以下 3 件案件超过总时限仍未办结，现予通报。涉及：' +
      '城管大队 1 件、未明确责任单位 1 件、环卫公司 1 件。',
    '',
    '1. 500151-1，暴露垃圾，南城街道，责任单位：环卫公司，应于 2026-08-03 06:00 前办结，已超期 2 天 3 小时。',
    '2. 500151-2，未明确细类，南城街道，责任单位：城管大队，' +
      '应于 2026-08-05 08:55 前办结，已超期 不足 1 小时。',
    '3. 500151-3，暴露垃圾，南城街道，责任单位：未明确责任单位，应于 2026-08-04 09:00 前办结，已超期 1 天。',
    '',
    '通报依据：超过总时限仍未办结。',
    '请各责任单位查明原因，抓紧办结，并在系统中反馈办理结果。',
    '',
    '2026年8月5日',
  ]);
});

test('where one of them is not late, nobody is said to be', () => {
  const { title, body } = from([chosen({}), chosen({ number: '500151-2', deadlineAt: now + DAY })]);
  expect(title).toBe('关于铜梁区有关案件办理情况的通报');
  expect(body).toContain('以下 2 件案件需要加快办理，现予通报。涉及：环卫公司 2 件。');
  expect(body).toContain(
    '2. 500151-2，暴露垃圾，南城街道，责任单位：环卫公司，应于 2026-08-06 09:00 前办结。',
  );
  expect(from([chosen({ deadlineAt: null })]).body).toContain('责任单位：环卫公司。');
});

test('a circular that was announced and not answered is told with when, by when, and by which rule', () => {
  const { title, body } = from([
    chosen({ deadlineAt: now + DAY, unanswered }),
    chosen({ number: '500151-2', unanswered: { ...unanswered, isAutomatic: true } }),
  ]);
  expect(title).toBe('关于铜梁区未答复通报措施案件办理情况的通报');
  expect(body).toContain('以下 2 件案件通报措施到时未答复，现予通报。');
  expect(body).toContain(
    '应于 2026-08-06 09:00 前办结，2026-08-03 09:00 发出通报措施，要求 2026-08-04 09:00 前答复，至今未答复。',
  );
  expect(body).toContain('2026-08-03 09:00 按督办规则自动发出通报措施');
  expect(body).toContain('通报依据：通报措施到时未答复。');
  const both = from([chosen({ unanswered })]);
  expect(both.title).toBe('关于铜梁区超期未结案件办理情况的通报');
  expect(both.body).toContain('通报依据：超过总时限仍未办结；通报措施到时未答复。');
});

test('of one unit its own figures stand before the cases, and what never happened is not told', () => {
  const unit = {
    name: '环卫公司',
    open: 12,
    overdue: 5,
    since: '2026-07-06',
    pushes: { sent: 6, inTime: 4, answeredLate: 0, late: 2 },
  };
  const { title, body } = from([chosen({})], unit);
  expect(title).toBe('关于环卫公司在铜梁区超期未结案件办理情况的通报');
  expect(body.split('\n')[2]).toBe(
    '同一时间，环卫公司在铜梁区共有未结案件 12 件，其中超过总时限 5 件；' +
      '2026-07-06 以来收到督办措施 6 次，按时答复 4 次，到时未答复 2 次。',
  );
});
