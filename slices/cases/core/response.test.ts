// Speaking with whoever reported: who can be reached, by when a unit must have, and what ends that.
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { StageLimits } from '../../catalogue/core/stage-limits.ts';
import { abilities } from './abilities.ts';
import { standardFlow } from './flows/standard.ts';
import { responseOf } from './response.ts';
import { City, PEOPLE, REPORT_BODY, resolution, UNITS } from './test-city.ts';

const CALLER = { reporter: { name: '王大妈', phone: '138 0013 8000' } };
const RETURN = { reasonCode: 'not_ours', words: '不归我管' };
const REACHED = { way: 'call', isContacted: true };

function reported(body: Record<string, unknown>, limits: Partial<StageLimits> = {}): City {
  const city = new City({ resolution: { limits: { ...resolution.limits, ...limits } } });
  expect(city.do('inspector', 'report', { ...REPORT_BODY, ...body })).toBeUndefined();
  expect(city.do('streetDispatcher', 'accept')).toBeUndefined();
  return city;
}

function sent(body: Record<string, unknown> = {}, limits: Partial<StageLimits> = {}): City {
  const city = reported({ ...CALLER, ...body }, limits);
  expect(city.do('streetDispatcher', 'dispatch')).toBeUndefined();
  return city;
}

const owed = (city: City) => responseOf(city.open);
const within = (city: City, from: Instant = city.now): number => (owed(city)?.dueAt ?? 0) - from;

test('the worse the matter, the sooner: two hours, a day, a week', () => {
  expect(within(sent({ severity: 'critical' }))).toBe(2 * HOUR);
  expect(within(sent({ severity: 'urgent' }))).toBe(DAY);
  expect(within(sent())).toBe(7 * DAY);
});

test('an item has a limit of its own; urgency shortens it and never lengthens it', () => {
  const fortnight = { respond: { kind: 'natural_days', amount: 15 } } as const;
  expect(within(sent({}, fortnight))).toBe(15 * DAY);
  expect(within(sent({ severity: 'urgent' }, fortnight))).toBe(DAY);
  const hour = { respond: { kind: 'urgent_hours', amount: 1 } } as const;
  expect(within(sent({ severity: 'critical' }, hour))).toBe(HOUR);
});

test('who left no number, or wants no contact, is not waited for', () => {
  for (const body of [{}, { reporter: { name: '王大妈' } }, { ...CALLER, noContact: true }]) {
    const city = reported(body);
    city.do('streetDispatcher', 'dispatch');
    expect(owed(city)).toBeUndefined();
    expect(city.steps.at(-1)?.body).not.toHaveProperty('respondBy');
    const offered = abilities(standardFlow, city.open, city.context(PEOPLE.handler));
    expect(offered.map(({ action }) => action)).not.toContain('respond');
    expect(city.do('handler', 'respond', REACHED)).toBe('cases.reporter_unreachable');
  }
});

test('the sending says by when; the contact is a step that the reporter sees, without their number', () => {
  const city = sent();
  expect(city.steps.at(-1)?.body['respondBy']).toBe('2026-08-12T01:30:00.000Z');
  city.now += HOUR;
  expect(city.do('handler', 'respond', { ...REACHED, words: '约了下午到场' })).toBeUndefined();
  expect(owed(city)?.contactedAt).toBe(city.now);
  expect(city.steps.at(-1)).toMatchObject({ visibility: 'public', fromState: 'dispatched', body: REACHED });
  expect(JSON.stringify([city.open, city.steps])).not.toContain('138');
});

test('who was not reached is on record and still waited for; who was is not reached anew', () => {
  const city = sent();
  expect(city.do('handler', 'respond', { way: 'visit', isContacted: false })).toBeUndefined();
  expect(owed(city)?.contactedAt).toBeNull();
  city.do('handler', 'respond', REACHED);
  const first = city.now;
  city.now += HOUR;
  city.do('handler', 'respond', REACHED);
  expect(owed(city)?.contactedAt).toBe(first);
});

test('another unit begins anew; sent back to the same one the limit goes on', () => {
  const city = sent();
  const [from, dueAt] = [city.now, owed(city)?.dueAt];
  city.now += HOUR;
  expect(city.do('handler', 'return', RETURN)).toBeUndefined();
  expect(owed(city)).toBeUndefined();
  expect(city.do('streetDispatcher', 'dispatch')).toBeUndefined();
  expect(owed(city)?.dueAt).toBe(dueAt);
  const other = { unitId: UNITS.management.id, reason: '占道' };
  expect(city.do('streetDispatcher', 'transfer', other)).toBeUndefined();
  expect(within(city, from)).toBe(7 * DAY + HOUR);
});

test('a sending that was taken back within its minute leaves nothing owed, and the next begins anew', () => {
  const city = sent();
  city.now += MINUTE / 2;
  expect(city.do('streetDispatcher', 'undo')).toBeUndefined();
  expect(city.open.response).toBeUndefined();
  city.now += HOUR;
  expect(city.do('streetDispatcher', 'dispatch')).toBeUndefined();
  expect(within(city)).toBe(7 * DAY);
});

function atBranch(): City {
  const city = reported({ ...CALLER, severity: 'critical' });
  city.do('streetDispatcher', 'dispatch', { unitId: UNITS.branch.id, reason: '市政设施' });
  return city;
}
const down = { unitId: UNITS.crew.id };

test('a unit below goes on with what its sub-centre has left, and owes nothing for what is done', () => {
  const city = atBranch();
  const dueAt = owed(city)?.dueAt;
  city.now += HOUR;
  expect(city.do('branchOfficer', 'pass_down', down)).toBeUndefined();
  expect(owed(city)).toMatchObject({ unitId: UNITS.crew.id, dueAt });
  const late = atBranch();
  late.now += 3 * HOUR;
  late.do('branchOfficer', 'pass_down', down);
  expect(owed(late)).toBeUndefined();
  const done = atBranch();
  done.do('branchOfficer', 'respond', REACHED);
  done.do('branchOfficer', 'pass_down', down);
  expect(owed(done)).toBeUndefined();
});

test('only whoever is sent speaks for it, also once the work is done', () => {
  const city = sent();
  expect(city.do('manager', 'respond', REACHED)).toBe('cases.not_allowed');
  expect(city.do('streetDispatcher', 'respond', REACHED)).toBe('cases.not_allowed');
  city.do('handler', 'claim', { personId: PEOPLE.handler.personId });
  city.do('handler', 'feed_back', { result: '已清运', photoIds: [PEOPLE.handler.personId] });
  expect(city.open.state).toBe('answered');
  expect(city.do('unitHead', 'respond', REACHED)).toBeUndefined();
  expect(city.do('handler', 'respond', { way: 'call' })).toBe('cases.field_missing');
});
