// Overdue appeals: who asks, who decides, what two yeses do and what one no does.
import { expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import { abilities } from './abilities.ts';
import { appealStateOf, endedLate, isExempt } from './appeal.ts';
import { standardFlow } from './flows/standard.ts';
import { type City, cityIn, PEOPLE, photo } from './test-city.ts';

const WHY = { reason: '暴雨红色预警，道路封闭' };
const YES = { isGranted: true };
const no = (words: string) => ({ isGranted: false, words });

/** Handled past its limit, then verified and closed. */
function closedLate(): City {
  const city = cityIn('handling');
  city.now += 3 * DAY;
  city.do('handler', 'feed_back', { result: '已清运', photoIds: [photo] });
  city.do('otherInspector', 'verify', { finding: '已清洁' });
  expect(city.do('streetDispatcher', 'close', { closingCode: 'solved' })).toBeUndefined();
  return city;
}

const asked = (): City => {
  const city = closedLate();
  expect(city.do('unitHead', 'appeal', WHY)).toBeUndefined();
  return city;
};

test('two different people of the centre exempt a late case; that it was late stays', () => {
  const city = asked();
  expect(appealStateOf(city.open)).toBe('waiting');
  expect(city.do('streetDispatcher', 'review_appeal', YES)).toBeUndefined();
  expect(appealStateOf(city.open)).toBe('reviewed');
  expect(city.do('streetDispatcher', 'confirm_appeal', YES)).toBe('cases.second_person');
  expect(city.do('streetLeader', 'confirm_appeal', YES)).toBeUndefined();
  expect(appealStateOf(city.open)).toBe('granted');
  expect([isExempt(city.open), endedLate(city.open)]).toEqual([true, true]);
  expect(city.open).toMatchObject({ state: 'closed', holder: null, clock: null, asks: [] });
  const events = city.decisions.slice(-3).flatMap(({ events: all }) => all);
  expect(events.map(({ kind, data }) => [kind, data.appeal])).toEqual([
    ['case.appealed', 'waiting'], ['case.appeal_reviewed', 'reviewed'], ['case.appeal_decided', 'granted'],
  ]);
});

test('one no ends it, with its reason, and nobody asks twice', () => {
  const first = asked();
  expect(first.do('streetDispatcher', 'review_appeal', { isGranted: false })).toBe('cases.field_missing');
  expect(first.do('streetDispatcher', 'review_appeal', no('当日道路未封闭'))).toBeUndefined();
  expect(appealStateOf(first.open)).toBe('refused');
  expect(first.decisions.at(-1)?.events[0]?.data.appeal).toBe('refused');
  expect(first.do('unitHead', 'appeal', WHY)).toBe('cases.appealed_before');
  const second = asked();
  second.do('streetDispatcher', 'review_appeal', YES);
  expect(second.do('streetLeader', 'confirm_appeal', no('证据不足'))).toBeUndefined();
  expect([appealStateOf(second.open), isExempt(second.open)]).toEqual(['refused', false]);
  expect(second.do('streetLeader', 'confirm_appeal', YES)).toBe('cases.nothing_asked');
});

test('it is asked by the unit, after the end, within the window, and only where it was late', () => {
  expect(cityIn('closed').do('unitHead', 'appeal', WHY)).toBe('cases.not_late');
  const city = closedLate();
  expect(city.do('manager', 'appeal', WHY)).toBe('cases.not_allowed');
  expect(city.do('streetDispatcher', 'appeal', WHY)).toBe('cases.not_allowed');
  city.now += standardFlow.windows.appealMs + 1;
  expect(city.do('unitHead', 'appeal', WHY)).toBe('cases.window_over');
  const early = cityIn('handling');
  early.now += 3 * DAY;
  expect(early.do('unitHead', 'appeal', WHY)).toBe('cases.wrong_state');
});

test('whoever asked decides nothing of it, though they have a post in the centre as well', () => {
  const both = { ...PEOPLE.unitHead, posts: [...PEOPLE.unitHead.posts, ...PEOPLE.streetDispatcher.posts] };
  const city = asked();
  expect(city.do('unitHead', 'review_appeal', YES, { actor: both })).toBe('cases.second_person');
  city.do('streetDispatcher', 'review_appeal', YES);
  expect(city.do('unitHead', 'confirm_appeal', YES, { actor: both })).toBe('cases.second_person');
});

test('the button says until when a unit may appeal', () => {
  const city = closedLate();
  const actor = city.actor('unitHead');
  const appeal = abilities(standardFlow, city.open, city.context(actor))
    .find(({ action }) => action === 'appeal');
  expect(appeal?.until).toBe((city.open.endedAt ?? 0) + 10 * DAY);
});

test('a reopened case begins on time: what was ruled on the last round exempts nothing of this one', () => {
  const city = asked();
  city.do('streetDispatcher', 'review_appeal', YES);
  city.do('streetLeader', 'confirm_appeal', YES);
  expect(city.do('streetDispatcher', 'reopen', { reason: '又出现' })).toBeUndefined();
  expect(city.open.lateUnitIds).toBeUndefined();
  expect([appealStateOf(city.open), isExempt(city.open)]).toEqual(['granted', false]);
});

test('an appeal that nobody has decided falls when the case is reopened', () => {
  const city = asked();
  city.do('streetDispatcher', 'reopen', { reason: '又出现' });
  expect(city.open.asks).toEqual([]);
  expect(city.do('streetDispatcher', 'review_appeal', YES)).toBe('cases.wrong_state');
});

test('a closing that is taken back takes the appeal with it', () => {
  const city = asked();
  expect(city.do('streetDispatcher', 'undo_close')).toBeUndefined();
  expect(city.open.appeal).toBeUndefined();
  expect(city.open.lateUnitIds).toEqual([PEOPLE.unitHead.posts[0]?.unitId]);
});

test('a unit that was late in its own hands appeals though the whole was in time', () => {
  const city = cityIn('handling', { resolution: { limits: {
    ...standardFlow.defaultLimits, handle: { kind: 'working_hours', amount: 4 },
    total: { kind: 'natural_days', amount: 90 },
  } } });
  city.now += 3 * DAY;
  city.do('handler', 'feed_back', { result: '已清运', photoIds: [photo] });
  city.do('otherInspector', 'verify', { finding: '已清洁' });
  city.do('streetDispatcher', 'close', { closingCode: 'solved' });
  expect((city.open.endedAt ?? 0) < (city.open.deadlineAt ?? 0)).toBe(true);
  expect(city.do('handler', 'appeal', WHY)).toBeUndefined();
});
