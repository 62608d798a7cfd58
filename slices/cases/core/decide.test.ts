// The standard flow lived through: the ordinary road, every rule beside it, and every way to say no.
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { standardFlow } from './flows/standard.ts';
import { nextRung } from './ladder.ts';
import { casesRefusals } from './refusals.ts';
import { usedMs } from '../../calendar/core/clock.ts';
import type { Unit } from '../../people/core/unit.ts';
import { indexUnits, UnitDirectory } from '../../people/core/unit-directory.ts';
import { abilities } from './abilities.ts';
import { askOf } from './case-file.ts';
import { factsView } from './case-view.ts';
import { at, calendar, City, cityIn, PEOPLE, photo, PLACE, REPORT_BODY, UNITS } from './test-city.ts';
import { mayRead } from './visibility.ts';

const feedBack = { result: '已清运', photoIds: [photo] };
const claim = { personId: PEOPLE.handler.personId };
const notOurs = { reasonCode: 'not_ours', words: '不归我管' };

test('an ordinary case goes from report to closed, each step under its own clock and holder', () => {
  const city = cityIn('closed');
  expect(city.steps.map((step) => `${step.seq} ${step.action} ${step.fromState}→${step.toState}`)).toEqual([
    '1 report null→reported', '2 accept reported→accepted', '3 dispatch accepted→dispatched',
    '4 claim dispatched→handling', '5 feed_back handling→answered', '6 verify answered→verified',
    '7 close verified→closed',
  ]);
  expect(city.steps.map((step) => step.ended?.stage ?? null)).toEqual(
    [null, 'accept', 'dispatch', 'claim', 'handle', 'verify', 'close']);
  expect(city.steps.map((step) => step.holder?.unitId ?? null)).toEqual([
    UNITS.street.id, UNITS.street.id, UNITS.sanitation.id, UNITS.sanitation.id, UNITS.street.id,
      UNITS.street.id, null,
  ]);
  expect(city.open).toMatchObject({ state: 'closed', closingCode: 'solved', holder: null, clock: null });
  expect(city.open.deadlineAt).toBe(at('2026-08-14 09:30'));
});

test('a certain report goes straight through in one decision, and is undone within a minute only', () => {
  const city = new City({ resolution: { isCertain: true } });
  expect(city.do('inspector', 'report', REPORT_BODY)).toBeUndefined();
  expect(city.steps.map((step) => [step.action, step.actor.kind])).toEqual(
    [['report', 'person'], ['accept', 'system'], ['dispatch', 'system']]);
  city.now += MINUTE + 1;
  expect(city.do('streetDispatcher', 'undo')).toBe('cases.undo_over');
  city.now -= 1;
  expect(city.do('streetDispatcher', 'undo')).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'accepted', unitId: null });
});

test('whoever sends a case and takes it back gains no time: the centre’s own clock and ladder go on', () => {
  const city = cityIn('accepted');
  const { clock, nextRung: rung } = city.open;
  city.now += 5 * MINUTE;
  expect(city.do('streetDispatcher', 'dispatch', {})).toBeUndefined();
  city.now += MINUTE / 2;
  expect(city.do('streetDispatcher', 'undo')).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'accepted', clock, nextRung: rung });
  expect(usedMs(calendar, city.open.clock ?? raise(), city.now)).toBe(5.5 * MINUTE);
  // Nobody had it to claim.
  expect(city.steps.at(-1)).toMatchObject({ action: 'undo', ended: null });
  expect(city.open.sentFrom).toBeUndefined();
});

test('an acceptance is taken back with the dispatch: item, place, deadline and clock are as reported', () => {
  const elsewhere = { ...PLACE, areaPath: '500151.003.012.008', gridCode: '500151003012008' };
  const city = new City();
  const unnamed = { ...REPORT_BODY, itemCode: '' };
  expect(city.do('inspector', 'report', unnamed, { resolution: undefined })).toBeUndefined();
  expect(city.do('dispatcher', 'delegate', { unitId: UNITS.street.id })).toBeUndefined();
  const { lastSeq: _, updatedAt: __, ...reported } = city.open;
  city.now += 2 * MINUTE;
  const corrected = { itemCode: '0101', areaPath: elsewhere.areaPath };
  expect(city.do('streetDispatcher', 'accept', corrected, { place: elsewhere })).toBeUndefined();
  expect(city.do('streetDispatcher', 'dispatch', {})).toBeUndefined();
  expect(city.open).toMatchObject({ itemCode: '0101', place: elsewhere, unitId: UNITS.sanitation.id });
  city.now += MINUTE / 2;
  expect(city.do('streetDispatcher', 'undo')).toBeUndefined();
  expect(city.do('streetDispatcher', 'undo_accept')).toBeUndefined();
  const { lastSeq: ___, updatedAt: ____, ...after } = city.open;
  expect(after).toEqual(reported);
  expect(city.steps.at(-1)).toMatchObject({ toState: 'reported', ended: null, visibility: 'public' });
  expect(city.do('streetDispatcher', 'accept', corrected, { place: elsewhere })).toBeUndefined();
  city.now += MINUTE + 1;
  expect(city.do('streetDispatcher', 'undo_accept')).toBe('cases.accept_undo_over');
});

test('what a unit has claimed and returned is accepted for good', () => {
  const city = cityIn('handling');
  expect(city.open.acceptedFrom).toBeUndefined();
  expect(city.do('handler', 'return', notOurs)).toBeUndefined();
  expect(city.do('streetDispatcher', 'undo_accept')).toBe('cases.accept_undo_over');
});

test('a case sent on before it is claimed is taken back to the same clock; once claimed it is forgotten',
  () => {
  const city = cityIn('dispatched');
  const sentFrom = city.open.sentFrom ?? raise();
  const other = { unitId: UNITS.management.id, reason: '占道' };
  expect(city.do('streetDispatcher', 'transfer', other)).toBeUndefined();
  expect(city.do('streetDispatcher', 'undo')).toBeUndefined();
  expect(city.open.clock).toEqual(sentFrom.clock);
  expect(cityIn('handling').open.sentFrom).toBeUndefined();
  // A clock that was stopped for a look on the spot when the case was sent runs on once it is back.
  const looked = cityIn('accepted');
  looked.do('streetDispatcher', 'check', { personId: PEOPLE.otherInspector.personId });
  looked.do('streetDispatcher', 'dispatch', {});
  expect(looked.do('streetDispatcher', 'undo')).toBeUndefined();
  expect(looked.open).toMatchObject({ pause: null, clock: { runningSince: looked.now } });
});

test('a centre with none above it is not offered to escalate', () => {
  const offered = (city: City, who: 'dispatcher' | 'streetDispatcher') =>
    abilities(standardFlow, city.open, city.context(PEOPLE[who])).map(({ action }) => action);
  const city = cityIn('accepted');
  expect(offered(city, 'streetDispatcher')).toContain('escalate');
  city.do('streetDispatcher', 'escalate', { reason: '跨街道' });
  expect(offered(city, 'dispatcher')).toContain('dispatch');
  expect(offered(city, 'dispatcher')).not.toContain('escalate');
});

test('a citizen’s certain report still waits for a dispatcher, and no reporter’s name enters the history',
  () => {
  const city = new City({ resolution: { isCertain: true } });
  const body = { ...REPORT_BODY, channel: 'citizen', reporter: { name: '王大妈', phone: '13800138000' } };
  expect(city.do('public', 'report', body)).toBeUndefined();
  expect(city.steps).toHaveLength(1);
  expect(JSON.stringify(city.decisions)).not.toMatch(/王大妈|13800138000/);
});

test('an officer’s urgent report is marked and still goes straight through; the public’s wakes no one',
  () => {
  const city = new City({ resolution: { isCertain: true } });
  expect(city.do('inspector', 'report', { ...REPORT_BODY, severity: 'critical' })).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'dispatched', severity: 'critical' });
  expect(city.decisions[0]?.events.map(({ data }) => data.severity)).toEqual(
    ['critical', 'critical', 'critical']);
  const asked = new City();
  const body = { ...REPORT_BODY, channel: 'citizen', severity: 'critical' };
  expect(asked.do('public', 'report', body)).toBeUndefined();
  expect(asked.open.severity).toBe('normal');
  expect(asked.steps[0]?.body).toMatchObject({ severity: 'critical' });
  const unsaid = new City();
  unsaid.do('inspector', 'report', REPORT_BODY);
  expect(unsaid.open.severity).toBe('normal');
});

test('solved on the spot goes to answered or closed, as the item says, and needs both photos', () => {
  const body = { channel: 'patrol', description: '小广告', photosBefore: [photo], photosAfter: [photo] };
  for (const solvedOnSpot of ['answered', 'closed'] as const) {
    const city = new City({ resolution: { solvedOnSpot } });
    expect(city.do('inspector', 'report_solved', { ...body, photosAfter: [] })).toBe('cases.photo_missing');
    expect(city.do('inspector', 'report_solved', body)).toBeUndefined();
    expect(city.open).toMatchObject({ state: solvedOnSpot, isSolvedOnSpot: true });
  }
  const city = new City();
  city.do('inspector', 'report_solved', body);
  expect(city.do('inspector', 'verify', { finding: '好' })).toBe('cases.own_work');
  expect(city.do('streetDispatcher', 'rework', { missing: '还有' })).toBeUndefined();
  expect(city.open.holder).toEqual({ unitId: UNITS.district.id, personId: PEOPLE.inspector.personId });
});

describe('returns', () => {
  test('the second return goes one centre up, which decides for good; the case can’t be returned again',
    () => {
    const city = cityIn('handling');
    expect(city.do('handler', 'return', notOurs)).toBeUndefined();
    expect(city.open).toMatchObject({ state: 'accepted', centreUnitId: UNITS.street.id,
      holder: { unitId: UNITS.street.id } });
    city.do('streetDispatcher', 'dispatch', { unitId: UNITS.management.id, reason: '占道经营' });
    expect(city.decisions.at(-1)?.rulings).toMatchObject(
      [{ unitId: UNITS.management.id, reason: '占道经营', returns: 1 }]);
    expect(city.do('manager', 'return', notOurs)).toBeUndefined();
    expect(city.open).toMatchObject({ centreUnitId: UNITS.district.id,
      holder: { unitId: UNITS.district.id } });
    expect(city.steps.at(-1)).toMatchObject({ action: 'climb',
      body: { kind: 'summon', toUnitId: UNITS.management.id } });
    expect(city.do('streetDispatcher', 'dispatch', {})).toBe('cases.not_allowed');
    expect(city.do('dispatcher', 'delegate', { unitId: UNITS.street.id, words: '你们定' })).toBe(
      'cases.ruling_is_yours');
    expect(city.do('dispatcher', 'dispatch', {})).toBe('cases.ruling_reason_missing');
    expect(city.do('dispatcher', 'dispatch', { reason: '清单已明确' })).toBeUndefined();
    expect(city.decisions.at(-1)?.rulings).toMatchObject([{ isFinal: true, reason: '清单已明确',
      returnedUnitId: UNITS.management.id, centreUnitId: UNITS.district.id }]);
    expect(city.do('handler', 'return', notOurs)).toBe('cases.return_final');
    expect(city.do('manager', 'answer_push', { pushSeq: 99, words: '知悉' })).toBe('cases.no_such_push');
    const summoned = city.open.pushes[0]?.seq;
    expect(city.do('manager', 'answer_push', { pushSeq: summoned, words: '知悉' })).toBeUndefined();
  });

  test('sent back to the same unit the remainder goes on; to another the limit starts anew', () => {
    const city = cityIn('handling');
    city.now += HOUR;
    city.do('handler', 'return', notOurs);
    city.now += HOUR;
    city.do('streetDispatcher', 'dispatch', {});
    city.do('handler', 'claim', claim);
    expect(usedMs(calendar, city.open.clock ?? raise(), city.now)).toBe(HOUR);
    city.do('handler', 'note', { words: '去看' });
    city.do('streetDispatcher', 'transfer', { unitId: UNITS.management.id, reason: '占道' });
    city.do('manager', 'claim', { personId: PEOPLE.manager.personId });
    expect(usedMs(calendar, city.open.clock ?? raise(), city.now)).toBe(0);
  });
});

test('rework goes on with the clock unless the item sets a rework limit', () => {
  for (const rework of [undefined, { kind: 'natural_hours', amount: 1 } as const]) {
    const limits = { ...new City().resolution.limits, ...(rework ? { rework } : {}) };
    const city = cityIn('handling', { resolution: { limits } });
    city.now += HOUR;
    city.do('handler', 'feed_back', feedBack);
    expect(city.do('handler', 'rework', { missing: '角落' })).toBe('cases.not_allowed');
    expect(city.do('streetDispatcher', 'rework', { missing: '角落' })).toBeUndefined();
    expect(city.open).toMatchObject({ state: 'handling', counts: { reworks: 1 } });
    expect(usedMs(calendar, city.open.clock ?? raise(), city.now)).toBe(rework ? 0 : HOUR);
    expect(city.open.holder?.personId).toBe(PEOPLE.handler.personId);
  }
});

test('an extension is asked before it is overdue, at most twice, and granted by another', () => {
  const ask = { reason: '雨', extra: { kind: 'working_hours', amount: 2 } };
  const city = cityIn('handling');
  const dueAt = city.open.clock?.dueAt ?? 0;
  expect(city.do('handler', 'extend', ask)).toBeUndefined();
  expect(city.do('handler', 'extend', ask)).toBe('cases.asked_already');
  expect(city.do('handler', 'answer_extend', { isGranted: true })).toBe('cases.not_allowed');
  expect(city.do('streetDispatcher', 'answer_extend', { isGranted: true })).toBeUndefined();
  expect(city.open.clock?.dueAt).toBe(dueAt + 2 * HOUR);
  city.do('handler', 'extend', ask);
  expect(city.do('streetDispatcher', 'answer_extend', { isGranted: false })).toBeUndefined();
  expect(city.open.counts.extensions).toBe(1);
  city.do('handler', 'extend', ask);
  city.do('streetDispatcher', 'answer_extend', { isGranted: true });
  expect(city.do('handler', 'extend', ask)).toBe('cases.extensions_used');
  const late = cityIn('handling');
  late.now += 3 * DAY;
  expect(late.do('handler', 'extend', ask)).toBe('cases.extend_overdue');
});

test('whoever asked may not grant it, even with a second post in the centre', () => {
  const city = cityIn('handling');
  const both = { ...PEOPLE.handler, posts: [...PEOPLE.handler.posts, ...PEOPLE.streetDispatcher.posts] };
  const actor = { actor: both };
  city.do('handler', 'extend', { reason: '雨', extra: { kind: 'working_hours', amount: 1 } });
  expect(city.do('handler', 'answer_extend', { isGranted: true }, actor)).toBe('cases.second_person');
});

test('an item says itself how often its time may be extended', () => {
  const ask = { reason: '雨', extra: { kind: 'working_hours', amount: 1 } };
  const never = cityIn('handling', { resolution: { extensions: 0 } });
  expect(never.do('handler', 'extend', ask)).toBe('cases.extensions_used');
  const thrice = cityIn('handling', { resolution: { extensions: 3 } });
  for (const _ of [1, 2, 3]) {
    expect(thrice.do('handler', 'extend', ask)).toBeUndefined();
    expect(thrice.do('streetDispatcher', 'answer_extend', { isGranted: true })).toBeUndefined();
  }
  expect(thrice.do('handler', 'extend', ask)).toBe('cases.extensions_used');
});

test('more time is asked for in the kind of time that the limit has', () => {
  const city = cityIn('handling');
  const days = { reason: '下雨', extra: { kind: 'natural_days', amount: 1 } };
  expect(city.do('handler', 'extend', days)).toBe('calendar.other_kind_of_time');
  expect(city.open.asks).toEqual([]);
});

test('a suspension that nobody answered before its review date is asked for anew', () => {
  const city = cityIn('handling');
  const until = (days: number) =>
    ({ reason: '汛期', reviewAt: new Date(city.now + days * DAY).toISOString() });
  city.do('handler', 'suspend', until(1));
  city.now += 2 * DAY;
  expect(city.do('streetDispatcher', 'answer_suspend', { isGranted: true })).toBe('cases.review_past');
  expect(city.do('streetDispatcher', 'answer_suspend', { isGranted: false })).toBeUndefined();
  expect(city.do('handler', 'suspend', until(30))).toBeUndefined();
  expect(city.do('streetDispatcher', 'answer_suspend', { isGranted: true })).toBeUndefined();
  expect(city.open.counts.suspensions).toBe(1);
});

test('a server that stands still over the review date lengthens no suspension', () => {
  const dueAfter = (lateBy: number): unknown => {
    const city = cityIn('handling');
    const reviewAt = city.now + 7 * DAY;
    city.do('handler', 'suspend', { reason: '汛期', reviewAt: new Date(reviewAt).toISOString() });
    city.do('streetDispatcher', 'answer_suspend', { isGranted: true });
    city.now = reviewAt + lateBy;
    expect(city.do('system', 'resume')).toBeUndefined();
    return { due: city.open.clock?.dueAt, deadline: city.open.deadlineAt, at: city.open.updatedAt - lateBy };
  };
  expect(dueAfter(3 * DAY)).toEqual(dueAfter(0));
});

test('a suspension stops both clocks until its review date, once, within a year', () => {
  const city = cityIn('handling');
  const until = (days: number) =>
    ({ reason: '待预算', reviewAt: new Date(city.now + days * DAY).toISOString() });
  expect(city.do('handler', 'suspend', until(366))).toBe('cases.review_date');
  expect(city.do('handler', 'resume')).toBe('cases.not_suspended');
  expect(city.do('handler', 'suspend', until(30))).toBeUndefined();
  expect(city.do('streetDispatcher', 'answer_suspend', { isGranted: true })).toBeUndefined();
  expect(city.open).toMatchObject({ pause: { kind: 'suspended' }, clock: { runningSince: null },
    total: { runningSince: null } });
  expect(city.decisions.at(-1)?.timers).toMatchObject([
    { kind: 'case.ladder', dueAt: null }, { kind: 'case.review', dueAt: city.now + 30 * DAY }]);
  expect(city.do('handler', 'extend',
    { reason: '雨', extra: { kind: 'working_hours', amount: 1 } })).toBe('cases.paused');
  city.now += 30 * DAY;
  expect(city.do('system', 'resume')).toBeUndefined();
  expect(city.open.clock?.runningSince).toBe(city.now);
  expect(city.do('handler', 'suspend', until(5))).toBe('cases.suspended_before');
});

test('a field check stops the centre’s clock and is answered by the inspector who was asked', () => {
  const city = cityIn('reported');
  const asked = { personId: PEOPLE.otherInspector.personId };
  expect(city.do('streetDispatcher', 'check',
    { personId: PEOPLE.handler.personId })).toBe('cases.person_elsewhere');
  expect(city.do('streetDispatcher', 'check', asked)).toBeUndefined();
  expect(city.open).toMatchObject({ holder: { personId: asked.personId }, pause: { kind: 'check' },
    state: 'reported' });
  expect(askOf(city.open, 'check')?.answerBy).toBe(city.now + 30 * MINUTE);
  const finding = { finding: 'true', photoIds: [photo] };
  expect(city.do('inspector', 'answer_check', finding)).toBe('cases.not_allowed');
  expect(city.do('otherInspector', 'answer_check', finding)).toBeUndefined();
  expect(city.open).toMatchObject({ holder: { personId: null }, pause: null, asks: [] });
  expect(city.do('otherInspector', 'answer_check', finding)).toBe('cases.not_allowed');
});

test('nobody verifies their own work, and the item says who does; the centre steps in once it is overdue',
  () => {
  const city = cityIn('answered');
  const finding = { finding: '好' };
  expect(city.do('handler', 'verify', finding)).toBe('cases.not_allowed');
  expect(city.do('streetDispatcher', 'verify', finding)).toBe('cases.verifier_by_rule');
  const hats = { ...PEOPLE.otherInspector,
    posts: [...PEOPLE.otherInspector.posts, ...PEOPLE.unitHead.posts] };
  expect(city.do('otherInspector', 'verify', finding, { actor: hats })).toBe('cases.own_work');
  city.now += 4 * DAY;
  expect(city.do('streetDispatcher', 'verify', finding)).toBeUndefined();
  const byReporter = cityIn('answered', { resolution: { verification: 'reporter' } });
  expect(byReporter.do('otherInspector', 'verify', finding)).toBe('cases.verifier_by_rule');
  expect(byReporter.do('reporter', 'verify', finding)).toBeUndefined();
  // The inspector who reported it is its reporter, whatever else they are.
  const byInspector = cityIn('answered', { resolution: { verification: 'reporter' } });
  expect(byInspector.do('inspector', 'verify', finding)).toBeUndefined();
});

test('a centre that becomes the responsible unit is judged by the centre above it', () => {
  const city = cityIn('accepted', { resolution: { verification: 'centre' } });
  city.do('streetDispatcher', 'dispatch', { unitId: UNITS.street.id, reason: '分中心直办' });
  expect(city.open.centreUnitId).toBe(UNITS.district.id);
  expect(city.do('gridHead', 'claim', { personId: PEOPLE.gridHead.personId })).toBeUndefined();
  expect(city.do('streetDispatcher', 'feed_back', feedBack)).toBeUndefined();
  expect(city.do('streetDispatcher', 'verify', { finding: '好' })).toBe('cases.not_allowed');
  expect(city.do('dispatcher', 'verify', { finding: '好' })).toBeUndefined();
});

test('a forced closing needs two people of the district centre, and shows as forced', () => {
  const city = cityIn('handling');
  expect(city.do('streetDispatcher', 'force_close', { reason: '灾害' })).toBe('cases.not_allowed');
  expect(city.do('dispatcher', 'confirm_force_close', { isGranted: true })).toBe('cases.nothing_asked');
  expect(city.do('dispatcher', 'force_close', { reason: '灾害' })).toBeUndefined();
  expect(city.do('dispatcher', 'confirm_force_close', { isGranted: true })).toBe('cases.second_person');
  expect(city.do('secondDispatcher', 'confirm_force_close', { isGranted: false })).toBeUndefined();
  expect(city.open.state).toBe('handling');
  city.do('dispatcher', 'force_close', { reason: '灾害' });
  expect(city.do('leader', 'confirm_force_close', { isGranted: true })).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'closed', isForceClosed: true, closingCode: 'forced' });
});

test('the reporter reopens once within the window; the centre whenever it learns of it', () => {
  const city = cityIn('closed');
  city.now += 15 * DAY + 1;
  expect(city.do('reporter', 'reopen', { reason: '又有了' })).toBe('cases.window_over');
  city.now -= 1;
  expect(city.do('reporter', 'reopen', { reason: '又有了' })).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'accepted', unitId: null, endedAt: null, counts: { reopens: 1 } });
  city.do('streetDispatcher', 'dispatch', {});
  city.do('handler', 'claim', claim);
  expect(usedMs(calendar, city.open.clock ?? raise(), city.now)).toBe(0);
  city.do('handler', 'feed_back', feedBack);
  city.do('otherInspector', 'verify', { finding: '好' });
  city.do('streetDispatcher', 'close', { closingCode: 'solved' });
  expect(city.do('reporter', 'reopen', { reason: '又' })).toBe('cases.reopened_before');
  expect(city.do('system', 'settle')).toBe('cases.window_open');
  city.now += 15 * DAY;
  expect(city.do('system', 'settle')).toBeUndefined();
  expect(city.do('reporter', 'rate', { score: 1, isSatisfied: false })).toBe('cases.window_over');
  expect(city.do('streetDispatcher', 'reopen', { reason: '复查' })).toBeUndefined();
});

test('an objection to a rejection is heard once, by the centre above', () => {
  const city = cityIn('rejected');
  expect(city.do('reporter', 'object', { reason: '照片为证' })).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'reported', centreUnitId: UNITS.district.id });
  city.do('dispatcher', 'reject', { reasonCode: 'in_court', reply: '诉讼中' });
  expect(city.do('reporter', 'object', { reason: '再议' })).toBe('cases.objected_before');
});

test('the lower level can’t lift the higher level’s push', () => {
  const city = cityIn('handling');
  const passed = new Date(city.now).toISOString();
  const urged = city.do('leader', 'push', { kind: 'urge', words: '快', answerBy: passed });
  expect(urged).toBe('cases.answer_by_past');
  city.do('leader', 'push', { kind: 'supervise', words: '今日办结' });
  const pushSeq = city.open.pushes[0]?.seq;
  expect(city.open.pushes[0]).toMatchObject({ toUnitId: UNITS.sanitation.id, isAutomatic: false });
  expect(city.do('streetDispatcher', 'lift_push', { pushSeq })).toBe('cases.push_higher');
  expect(city.do('leader', 'lift_push', { pushSeq })).toBeUndefined();
  expect(city.do('leader', 'lift_push', { pushSeq })).toBe('cases.no_such_push');
});

test('merging into itself, into a merged or an ended case is refused, so that no ring can close', () => {
  const city = cityIn('reported');
  const main = { ...cityIn('accepted').open, id: 'main' };
  const merge = (other: Partial<typeof main>) =>
    city.do('streetDispatcher', 'merge', { mainCaseId: photo }, { main: { ...main, ...other } });
  expect(city.do('streetDispatcher', 'merge', { mainCaseId: photo })).toBe('cases.not_found');
  expect(merge({ id: city.open.id })).toBe('cases.merge_itself');
  expect(merge({ mergedIntoId: city.open.id, state: 'merged' })).toBe('cases.merge_into_merged');
  expect(merge({ state: 'closed' })).toBe('cases.merge_into_ended');
  expect(merge({ districtId: '500199' })).toBe('cases.other_district');
  expect(merge({})).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'merged', mergedIntoId: 'main', holder: null, clock: null });
});

describe('a sub-centre that holds a case', () => {
  const toCrew = { unitId: UNITS.crew.id, words: '请抢修班处置' };
  const atBranch = (): City => {
    const city = cityIn('accepted', { resolution: { coUnitIds: [] } });
    city.do('streetDispatcher', 'dispatch', { unitId: UNITS.branch.id, reason: '归市政' });
    return city;
  };
  const claimBy = (who: 'branchOfficer' | 'crewHand') => ({ personId: PEOPLE[who].personId });

  test('passes it down to a unit below it, which claims it on the clock that runs', () => {
    const city = atBranch();
    const dueAt = city.open.clock?.dueAt;
    city.now += 10 * MINUTE;
    expect(city.do('crewHand', 'pass_down', toCrew)).toBe('cases.not_allowed');
    expect(city.do('streetDispatcher', 'pass_down', toCrew)).toBe('cases.not_allowed');
    expect(city.do('branchOfficer', 'pass_down', { unitId: UNITS.team.id })).toBe('cases.not_under');
    expect(city.do('branchOfficer', 'pass_down', { unitId: UNITS.farCrew.id })).toBe('cases.unit_elsewhere');
    expect(city.do('branchOfficer', 'pass_down', toCrew)).toBeUndefined();
    expect(city.open).toMatchObject({ state: 'dispatched', unitId: UNITS.crew.id, clock: { dueAt },
      holder: { unitId: UNITS.crew.id, personId: null }, coUnitIds: [UNITS.branch.id] });
    expect(city.do('branchOfficer', 'claim', claimBy('branchOfficer'))).toBe('cases.not_allowed');
    expect(city.do('crewHand', 'claim', claimBy('crewHand'))).toBeUndefined();
    const feedsBack = abilities(standardFlow, city.open, city.context(PEOPLE.crewHand));
    expect(feedsBack.find(({ action }) => action === 'feed_back')?.warnings).toEqual([]);
    expect(mayRead(PEOPLE.branchOfficer, city.open)).toBe(true);
    const seen = factsView(city.open, 1, city.context(PEOPLE.crewHand), new Map());
    expect([seen.coUnits.map(({ id }) => id), seen.coResults]).toEqual([[UNITS.branch.id], []]);
  });

  test('gains no time for its unit: what it used of the limit is used', () => {
    const city = atBranch();
    city.do('branchOfficer', 'claim', claimBy('branchOfficer'));
    city.now += HOUR;
    expect(city.do('branchOfficer', 'pass_down', toCrew)).toBeUndefined();
    expect(city.open).toMatchObject({ state: 'dispatched', clock: { stage: 'claim' } });
    city.do('crewHand', 'claim', claimBy('crewHand'));
    expect(usedMs(calendar, city.open.clock ?? raise(), city.now)).toBe(HOUR);
    expect(city.do('crewHand', 'feed_back', feedBack)).toBeUndefined();
    const hats = { ...PEOPLE.otherInspector,
      posts: [...PEOPLE.otherInspector.posts, ...PEOPLE.branchOfficer.posts] };
    expect(city.do('otherInspector', 'verify', { finding: '好' }, { actor: hats })).toBe('cases.own_work');
    expect(city.do('otherInspector', 'verify', { finding: '好' })).toBeUndefined();
  });

  test('is not offered it while the clock rests, or where no unit below it serves the place', () => {
    const city = atBranch();
    const offered = (units: readonly Unit[]) => abilities(standardFlow, city.open, { ...city.context(
      PEOPLE.branchOfficer), directory: new UnitDirectory(indexUnits(units, []), '2026-08-05') })
      .map(({ action }) => action);
    const known = Object.values(UNITS);
    expect(offered(known)).toContain('pass_down');
    expect(offered(known.filter((unit) => unit !== UNITS.crew))).not.toContain('pass_down');
    expect(offered(known.map((unit) => (unit === UNITS.crew ? { ...unit, isClosed: true } : unit))))
      .not.toContain('pass_down');
    city.do('branchOfficer', 'claim', claimBy('branchOfficer'));
    city.do('branchOfficer', 'suspend',
      { reason: '待预算', reviewAt: new Date(city.now + 5 * DAY).toISOString() });
    city.do('streetDispatcher', 'answer_suspend', { isGranted: true });
    expect(city.do('branchOfficer', 'pass_down', toCrew)).toBe('cases.paused');
  });
});

test('nobody is sent who is no more: not the rule’s own unit, and not as a unit that shares', () => {
  const closed = Object.values(UNITS).map((unit) =>
    unit === UNITS.sanitation ? { ...unit, isClosed: true as const } : unit);
  const directory = new UnitDirectory(indexUnits(closed, []), '2026-08-05');
  const city = cityIn('accepted');
  expect(city.do('streetDispatcher', 'dispatch', {}, { directory })).toBe('cases.unit_closed');
  const shared = { unitId: UNITS.management.id, reason: '占道', coUnitIds: [UNITS.sanitation.id] };
  expect(city.do('streetDispatcher', 'dispatch', shared, { directory })).toBe('cases.unit_closed');
  const alone = { ...shared, coUnitIds: [] };
  expect(city.do('streetDispatcher', 'dispatch', alone, { directory })).toBeUndefined();
});

test('escalation changes the centre in charge and leaves a unit at work; delegation goes down only', () => {
  const city = cityIn('handling');
  expect(city.do('streetDispatcher', 'escalate', { reason: '跨街道' })).toBeUndefined();
  expect(city.open).toMatchObject({ centreUnitId: UNITS.district.id,
    holder: { unitId: UNITS.sanitation.id } });
  expect(city.do('dispatcher', 'escalate', { reason: '再上' })).toBe('cases.no_centre_above');
  const early = cityIn('reported');
  const dueAt = early.open.clock?.dueAt;
  early.now += MINUTE;
  expect(early.do('streetDispatcher', 'delegate', { unitId: UNITS.district.id })).toBe('cases.not_below');
  expect(early.do('streetDispatcher', 'delegate', { unitId: UNITS.community.id })).toBeUndefined();
  expect(early.open).toMatchObject({ holder: { unitId: UNITS.community.id }, clock: { dueAt } });
  expect(early.do('communityDispatcher', 'accept')).toBeUndefined();
});

test('escalation goes to the next centre up, or to a named one that lies above and covers the place',
  () => {
  const low = () => {
    const city = cityIn('reported');
    city.do('streetDispatcher', 'delegate', { unitId: UNITS.community.id });
    return city;
  };
  const plain = low();
  expect(plain.do('communityDispatcher', 'escalate', { reason: '跨社区' })).toBeUndefined();
  expect(plain.open).toMatchObject({ centreUnitId: UNITS.street.id, holder: { unitId: UNITS.street.id } });
  const named = low();
  const far = { reason: '跨街道', unitId: UNITS.district.id };
  expect(named.do('communityDispatcher', 'escalate', far)).toBeUndefined();
  expect(named.open).toMatchObject({ centreUnitId: UNITS.district.id,
    holder: { unitId: UNITS.district.id }, counts: { escalations: 1 } });
  for (const unitId of [UNITS.community.id, UNITS.sanitation.id]) {
    expect(low().do('communityDispatcher', 'escalate', { reason: '错', unitId })).toBe('cases.not_above');
  }
});

test('a dispatch off the rule needs a reason, a unit that is known and serves the place', () => {
  const city = cityIn('accepted');
  const dispatch = (body: Record<string, unknown>) => city.do('streetDispatcher', 'dispatch', body);
  expect(dispatch({ unitId: UNITS.management.id })).toBe('cases.unit_reason_missing');
  expect(dispatch({ unitId: photo, reason: 'x' })).toBe('cases.unit_unknown');
  expect(dispatch({ unitId: UNITS.elsewhere.id, reason: 'x' })).toBe('cases.unit_elsewhere');
  expect(dispatch({ coUnitIds: [photo] })).toBe('cases.unit_unknown');
  expect(dispatch({})).toBeUndefined();
  expect(city.open).toMatchObject({ unitId: UNITS.sanitation.id, coUnitIds: [UNITS.team.id] });
  expect(city.do('streetDispatcher', 'transfer',
    { unitId: UNITS.sanitation.id, reason: 'x' })).toBe('cases.same_unit');
  expect(city.do('teamHandler', 'claim',
    { personId: PEOPLE.teamHandler.personId })).toBe('cases.not_allowed');
  expect(city.do('teamHandler', 'note', { words: '可协助' })).toBeUndefined();
});

test('a claim names a person of the unit', () => {
  const city = cityIn('dispatched');
  expect(city.do('handler', 'claim', {})).toBe('cases.field_missing');
  expect(city.do('unitHead', 'claim', { personId: PEOPLE.manager.personId })).toBe('cases.person_elsewhere');
  expect(city.do('gridHead', 'claim', { personId: PEOPLE.gridHead.personId })).toBe('cases.not_allowed');
  expect(city.do('unitHead', 'claim', claim)).toBeUndefined();
  expect(city.open.holder).toEqual({ unitId: UNITS.sanitation.id, personId: PEOPLE.handler.personId });
});

test('nobody is handed what they hold already', () => {
  expect(cityIn('handling').do('handler', 'hand_over', claim)).toBe('cases.holds_already');
});

test('a question to a superior is answered by the superior alone', () => {
  const city = cityIn('handling');
  expect(city.do('handler', 'consult',
    { unitId: UNITS.sanitation.id, question: '?' })).toBe('cases.same_unit');
  expect(city.do('handler', 'consult', { unitId: UNITS.management.id, question: '可否免罚？' })).toBeUndefined();
  expect(city.do('dispatcher', 'answer_consult', { decision: '可' })).toBe('cases.not_allowed');
  expect(city.do('managerHead', 'answer_consult', { decision: '首违可免' })).toBeUndefined();
  expect(city.do('managerHead', 'answer_consult', { decision: '首违可免' })).toBe('cases.not_allowed');
});

test('ratings run upwards, once each: citizen and grid head on any, the street on a department', () => {
  const rating = { score: 4, isSatisfied: true };
  const city = cityIn('accepted');
  city.do('streetDispatcher', 'dispatch', { unitId: UNITS.management.id, reason: '占道' });
  city.do('manager', 'claim', { personId: PEOPLE.manager.personId });
  city.do('manager', 'feed_back', feedBack);
  city.do('otherInspector', 'verify', { finding: '好' });
  city.do('streetDispatcher', 'close', { closingCode: 'solved' });
  expect(city.do('reporter', 'rate', { ...rating, score: 6 })).toBe('cases.field_invalid');
  for (const who of ['reporter', 'gridHead', 'streetLeader'] as const) {
    expect(city.do(who, 'rate', rating)).toBeUndefined();
    expect(city.do(who, 'rate', rating)).toBe('cases.rated_before');
  }
  expect(city.do('inspector', 'rate', rating)).toBe('cases.rated_before');
  expect(city.do('manager', 'rate', rating)).toBe('cases.not_allowed');
  expect(city.do('communityDispatcher', 'rate', rating)).toBe('cases.not_allowed');
  expect(city.open.ratings.map((one) => one.by)).toEqual(['reporter', 'grid_head', 'rating_street']);
});

test('what a report lacks is said', () => {
  const report = (body: object, extra = {}) =>
    new City().do('inspector', 'report', { ...REPORT_BODY, ...body }, extra);
  expect(report({ description: ' ' })).toBe('cases.field_missing');
  expect(report({ channel: 'pigeon' })).toBe('cases.field_invalid');
  expect(report({ photoIds: [] })).toBe('cases.photo_missing');
  expect(report({}, { place: undefined })).toBe('cases.place_missing');
  expect(new City().do('public', 'report', REPORT_BODY)).toBe('cases.channel_sign_in');
  expect(new City().do('inspector', 'accept')).toBe('cases.wrong_state');
  expect(new City().do('inspector', 'fly')).toBe('cases.unknown_action');
  const unresolved = { refused: true, code: 'catalogue.item_unknown', data: {} } as const;
  expect(report({}, { resolution: undefined, unresolved })).toBe('catalogue.item_unknown');
});

test('a report without a rule waits at the intake centre; accepting with an item brings the rule', () => {
  const city = new City();
  expect(city.do('inspector', 'report', { ...REPORT_BODY, itemCode: undefined },
    { resolution: undefined })).toBeUndefined();
  expect(city.open).toMatchObject({ centreUnitId: UNITS.district.id, rule: null });
  city.now += 5 * MINUTE;
  expect(city.do('dispatcher', 'accept', {}, { resolution: undefined })).toBeUndefined();
  expect(city.do('dispatcher', 'dispatch', {}, { resolution: undefined })).toBe('cases.no_responsible');
  const ruled = new City();
  ruled.do('inspector', 'report', { ...REPORT_BODY, itemCode: undefined }, { resolution: undefined });
  ruled.do('dispatcher', 'accept', { itemCode: '0101' });
  expect(ruled.open).toMatchObject({ itemCode: '0101', rule: { itemName: '暴露垃圾' },
    total: { startedAt: ruled.open.createdAt } });
});

function raise(): never {
  throw new Error('a clock was expected');
}

test('a step that is refused changes nothing', () => {
  const city = cityIn('handling');
  const before = JSON.stringify(city.open);
  expect(isRefusal(city.try('stranger', 'feed_back', feedBack))).toBe(true);
  expect(JSON.stringify(city.open)).toBe(before);
});

test('places without any centre, and corrections out of the district, are refused', () => {
  const nowhere = { ...PLACE, areaPath: '500199.001.001.001' };
  expect(new City().do('inspector', 'report', REPORT_BODY,
    { place: nowhere, resolution: undefined })).toBe('cases.no_centre');
  const city = cityIn('reported');
  const moved = { place: nowhere };
  expect(city.do('streetDispatcher', 'accept', { point: { lon: 1, lat: 2 } },
    moved)).toBe('cases.other_district');
  const next = { place: { ...PLACE, areaPath: '500151.009.001.001' } };
  expect(city.do('streetDispatcher', 'accept', { point: { lon: 1, lat: 2 } }, next)).toBeUndefined();
  expect(city.open.centreUnitId).toBe(UNITS.district.id);
});

test('a rung of the ladder fires once', () => {
  const city = cityIn('handling');
  const rung = { kind: 'urge', rung: 1 };
  expect(city.do('system', 'climb', { kind: 'supervise', rung: 2 })).toBe('cases.rung_past');
  expect(city.do('system', 'climb', rung)).toBeUndefined();
  expect(city.do('system', 'climb', rung)).toBe('cases.rung_past');
  expect(city.decisions.at(-1)?.timers).toMatchObject([{ kind: 'case.ladder', data: { rung: 2 } }]);
});

test('a rung that lies in a year not known yet is looked for again, a day past the limit and daily', () => {
  const city = new City();
  city.now = at('2026-12-31 17:50');
  const accept = { kind: 'natural_hours', amount: 1 } as const;
  const total = { kind: 'natural_days', amount: 7 } as const;
  const known = { resolution: { ...city.resolution, limits: { ...city.resolution.limits, accept, total } } };
  expect(city.do('inspector', 'report', REPORT_BODY, known)).toBeUndefined();
  const limit = { kind: 'working_hours', amount: 2 } as const;
  const clock = { ...(city.open.clock ?? raise()), limit, dueAt: city.now };
  const file = { ...city.open, clock, nextRung: 1 };
  expect(nextRung(standardFlow, file, calendar, city.now)?.at).toBe(clock.dueAt + DAY);
  expect(nextRung(standardFlow, file, calendar, city.now + 9 * DAY)?.at).toBe(city.now + 10 * DAY);
});

test('every refusal is reached above, or on the store', () => {
  const onTheStore =
    ['cases.changed', 'cases.code_unknown', 'cases.photo_unknown', 'cases.channel_not_yours',
      'cases.too_many_sheets', 'cases.text_too_short'];
  // In parts.test.ts, appeal.test.ts, ways.test.ts, ratings.test.ts and response.test.ts.
  const elsewhere = ['end_undo_over', 'part_of_another', 'not_in_parts', 'parts_count', 'parts_same',
    'parts_open', 'main_moved_on', 'split_undo_over', 'part_begun', 'not_late',
    'appealed_before', 'option_not_yours', 'rates_own', 'reporter_unreachable']
    .map((code) => `cases.${code}`);
  const never = Object.keys(casesRefusals).filter((code) => !City.refusedWith.has(code)
    && !onTheStore.includes(code) && !elsewhere.includes(code));
  expect(never).toEqual([]);
});

test('a colleague of the unit leaves a note as long as the case is open, whoever holds it now', () => {
  const city = cityIn('answered');
  for (const who of ['handler', 'unitHead'] as const) {
    expect(city.do(who, 'note', { words: '我也到过现场' })).toBeUndefined();
  }
  expect(city.do('stranger', 'note', { words: '路过' })).toBe('cases.not_allowed');
  expect(city.do('gridHead', 'note', { words: '路过' })).toBe('cases.not_allowed');
  const ended = cityIn('closed');
  expect(ended.do('unitHead', 'note', { words: '晚了' })).toBe('cases.not_allowed');
  const given = cityIn('dispatched');
  expect(given.do('unitHead', 'return', { reasonCode: 'not_ours', words: '不归我们' })).toBeUndefined();
  expect(given.do('handler', 'note', { words: '晚了' })).toBe('cases.not_allowed');
});

test('where a team is responsible the head of its grid leaves a note too, until the case has ended', () => {
  const city = cityIn('accepted');
  expect(city.do('streetDispatcher', 'dispatch', { unitId: UNITS.team.id, reason: '统筹' })).toBeUndefined();
  expect(city.do('teamHandler', 'claim', { personId: PEOPLE.teamHandler.personId })).toBeUndefined();
  expect(city.do('gridHead', 'note', { words: '已到现场' })).toBeUndefined();
  city.do('teamHandler', 'feed_back', { result: '已清运', photoIds: [photo] });
  expect(city.do('gridHead', 'note', { words: '已看过' })).toBeUndefined();
  city.do('otherInspector', 'verify', { finding: '已清洁' });
  expect(city.do('streetDispatcher', 'close', { closingCode: 'solved' })).toBeUndefined();
  expect(city.do('gridHead', 'note', { words: '晚了' })).toBe('cases.not_allowed');
});
