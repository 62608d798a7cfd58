// Who rates whom, what is kept of it under seal, and what a phone of somebody else is told.
import { expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import { abilities } from './abilities.ts';
import { standardFlow } from './flows/standard.ts';
import { isSealed } from './sealed.ts';
import { phoneFile } from './shift.ts';
import { cityIn, PEOPLE, photo, UNITS } from './test-city.ts';

const rating = { score: 2, isSatisfied: false, words: '拖了很久' };
const mayRate = (city: ReturnType<typeof cityIn>, who: keyof typeof PEOPLE): boolean =>
  abilities(standardFlow, city.open, city.context(PEOPLE[who])).some(({ action }) => action === 'rate');

test('nobody rates what they did, or what is their own unit’s', () => {
  const city = cityIn('accepted');
  city.do('streetDispatcher', 'dispatch', { unitId: UNITS.team.id, reason: '街道自办' });
  // A team works through the head of the grid.
  expect(city.do('gridHead', 'claim', { personId: PEOPLE.gridHead.personId })).toBeUndefined();
  city.do('gridHead', 'feed_back', { result: '清了', photoIds: [photo] });
  city.do('otherInspector', 'verify', { finding: '好' });
  city.do('streetDispatcher', 'close', { closingCode: 'solved' });
  expect(mayRate(city, 'gridHead')).toBe(false);
  expect(city.do('gridHead', 'rate', rating)).toBe('cases.rates_own');
  // The community rates what an office of its street did.
  expect(mayRate(city, 'communityDispatcher')).toBe(true);
});

test('the head of a grid who also reported it rates as its head', () => {
  const city = cityIn('closed');
  city.file = { ...city.open, reporterPersonId: PEOPLE.gridHead.personId };
  expect(city.do('gridHead', 'rate', rating)).toBeUndefined();
  expect(city.open.ratings).toMatchObject([{ by: 'grid_head', score: 2 }]);
});

test('whoever rates with a name is sealed, the reporter without one is not', () => {
  const as = (party: string) => isSealed(standardFlow, { action: 'rate', as: party });
  expect(['grid_head', 'rating_community', 'rating_street', 'reporting_person'].map(as)).toEqual(
    [true, true, true, true]);
  expect(as('reporter')).toBe(false);
  expect(isSealed(standardFlow, { action: 'note', as: 'grid_head' })).toBe(false);
});

test('what is sealed moves no time and tells no screen', () => {
  const city = cityIn('closed');
  const { updatedAt } = city.open;
  city.now += DAY;
  city.do('gridHead', 'rate', rating);
  expect(city.open.updatedAt).toBe(updatedAt);
  expect(city.decisions.at(-1)?.events).toMatchObject([{ kind: 'case.rated', data: { isQuiet: true } }]);
  city.do('reporter', 'rate', rating);
  expect(city.decisions.at(-1)?.events[0]?.data.isQuiet).toBeUndefined();
});

test('a phone is told of no rating but that its own place has given one', () => {
  const city = cityIn('closed');
  city.do('gridHead', 'rate', rating);
  city.do('reporter', 'rate', { score: 1, isSatisfied: false });
  expect(phoneFile(city.open, PEOPLE.handler).ratings).toEqual([]);
  expect(phoneFile(city.open, PEOPLE.unitHead).ratings).toEqual([]);
  expect(phoneFile(city.open, PEOPLE.communityDispatcher).ratings).toEqual([]);
  expect(phoneFile(city.open, PEOPLE.gridHead).ratings).toMatchObject([{ by: 'grid_head', score: 0 }]);
});

test('raters are reminded once, some days before their window ends, and a reopening ends that', () => {
  const city = cityIn('closed');
  const { reopenMs, remindMs } = standardFlow.windows;
  expect(city.decisions.at(-1)?.timers).toContainEqual(
    { kind: 'case.remind', key: city.open.id, dueAt: city.now + reopenMs - remindMs, data: {} });
  city.do('streetDispatcher', 'reopen', { reason: '又来了' });
  expect(city.decisions.at(-1)?.timers).toContainEqual(
    { kind: 'case.remind', key: city.open.id, dueAt: null, data: {} });
});

test('single ratings are for leaders of the district outside the rated unit, with a purpose', () => {
  const city = cityIn('closed');
  expect(city.do('streetLeader', 'see_ratings', { purpose: '复核' })).toBe('cases.not_allowed');
  expect(city.do('unitHead', 'see_ratings', { purpose: '复核' })).toBe('cases.not_allowed');
  expect(city.do('leader', 'see_ratings', {})).toBe('cases.field_missing');
  expect(city.do('leader', 'see_ratings', { purpose: '复核投诉' })).toBeUndefined();
  expect(city.steps.at(-1)).toMatchObject({ action: 'see_ratings', body: { purpose: '复核投诉' } });
});
