// A unit is closed and another takes over its cases: the matters go on where they stood, in the same time.
import { expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { indexUnits, UnitDirectory } from '../../people/core/unit-directory.ts';
import { sharesOf } from './shares.ts';
import { City, cityIn, PEOPLE, photo, UNITS } from './test-city.ts';

const [from, to] = [UNITS.sanitation.id, UNITS.management.id];
const passing = { unitId: to, fromUnitId: from, reason: '两家公司合并' };

test.each(['dispatched', 'handling', 'answered', 'verified'])(
  'a case that is %s stays so, with its clocks as they ran',
  (state) => {
    const city = cityIn(state);
    const before = city.open;
    city.now += HOUR;
    expect(city.do('system', 'take_over', passing)).toBeUndefined();
    const { clock, total, kept, deadlineAt, counts } = before;
    const { [from]: rest, ...others } = kept;
    const keptNow = rest ? { ...others, [to]: rest } : kept;
    expect(city.open).toMatchObject({ state, unitId: to, clock, total, deadlineAt, counts });
    expect(city.open.kept).toEqual(keptNow);
    const isUnits = before.holder?.unitId === from;
    expect(city.open.holder).toEqual(isUnits ? { unitId: to, personId: null } : before.holder);
  },
);

test('whoever holds the case and works in the successor keeps it; sent back later, its time goes on', () => {
  const city = cityIn('handling');
  const holder = city.open.holder?.personId ?? '';
  city.do('leader', 'push', { kind: 'urge', words: '快' });
  expect(city.do('system', 'take_over', { ...passing, personId: holder })).toBeUndefined();
  expect(city.open.holder).toEqual({ unitId: to, personId: holder });
  expect(city.open.pushes[0]).toMatchObject({ toUnitId: to, answeredSeq: null });
  expect(city.steps.at(-1)).toMatchObject({
    action: 'take_over', actor: { kind: 'system' }, body: { fromUnitId: from, unitId: to, reason: '两家公司合并' },
  });
});

test('a suspension, what was asked, and a co-unit pass with the case', () => {
  const city = cityIn('handling');
  const reviewAt = new Date(city.now + 48 * HOUR).toISOString();
  expect(city.do('handler', 'suspend', { reason: '等材料', reviewAt })).toBeUndefined();
  expect(city.do('streetDispatcher', 'answer_suspend', { isGranted: true })).toBeUndefined();
  const { pause } = city.open;
  expect(city.do('system', 'take_over', passing)).toBeUndefined();
  expect(city.open).toMatchObject({ pause, state: 'handling', unitId: to });
  expect(city.open.coUnitIds).not.toContain(from);
});

test('nobody but the reorganisation itself moves a case so, and none that is another unit’s', () => {
  const city = cityIn('dispatched');
  for (const who of ['streetDispatcher', 'leader', 'handler'] as const) {
    expect(city.do(who, 'take_over', passing)).toBe('cases.not_allowed');
  }
  expect(PEOPLE.handler.posts[0]?.unitId).toBe(from);
  expect(city.do('system', 'take_over', { ...passing, fromUnitId: to })).toBe('cases.unit_unknown');
  expect(city.open.unitId).toBe(from);
});

test('sent back for rework it goes to the successor’s people, not to who worked for the other', () => {
  const city = cityIn('answered');
  expect(city.open.handlerPersonIds).not.toEqual([]);
  expect(city.do('system', 'take_over', passing)).toBeUndefined();
  expect(city.do('streetDispatcher', 'rework', { missing: '角落' })).toBeUndefined();
  expect(city.open).toMatchObject({ state: 'handling', holder: { unitId: to, personId: null } });
  const shares = sharesOf(city.flow, city.steps, { holderUnitId: null, workerUnitId: null }, () => 0);
  expect(shares.filter(({ kind }) => kind === 'reworked').map(({ unitId }) => unitId)).toEqual([to]);
});

test('a rework of what was solved on the spot goes to whoever stands for the officer’s unit by now', () => {
  const body = { channel: 'patrol', description: '小广告', photosBefore: [photo], photosAfter: [photo] };
  const officers = PEOPLE.inspector.posts[0]?.unitId;
  const reworkedWhen = (successorId: string | undefined) => {
    const units = Object.values(UNITS).map((unit) =>
      unit.id === officers
        ? { ...unit, isClosed: true as const, ...(successorId ? { successorId } : {}) } : unit);
    const directory = new UnitDirectory(indexUnits(units, []), '2026-08-05');
    const city = new City();
    city.do('inspector', 'report_solved', body);
    expect(city.do('streetDispatcher', 'rework', { missing: '还有' }, { directory })).toBeUndefined();
    return city.open;
  };
  expect(reworkedWhen(to).holder).toEqual({ unitId: to, personId: null });
  const ofNobody = reworkedWhen(undefined);
  expect(ofNobody.holder).toEqual({ unitId: ofNobody.centreUnitId, personId: null });
});
