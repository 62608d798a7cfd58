// What is offered as a similar past case: like words, near, of the same item, and in which order.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import { likeness, mostSimilar, type Past } from './similar.ts';

const NOW = Date.parse('2026-08-05T12:00:00+08:00');
const asked = {
  itemCode: '0101', description: '北区13幢东侧绿化带有建筑垃圾', point: { lon: 105.84, lat: 29.84 },
  areaPath: '500151.003.012.007',
};
const past = (description: string, more: Partial<Past> = {}): Past & { name: string } => ({
  name: description, itemCode: '0101', description, point: asked.point, areaPath: asked.areaPath,
  endedAt: NOW - 30 * DAY, ...more,
});
const offered = (...cases: (Past & { name: string })[]): string[] =>
  mostSimilar(asked, cases, NOW).map(({ of }) => of.name);

test('like words weigh more than nearness, and both more than the date', () => {
  const far = { lon: 105.9, lat: 29.9 };
  expect(offered(
    past('路灯不亮'), past('绿化带建筑垃圾成堆', { point: far }), past('绿化带有建筑垃圾'),
    past('绿化带有建筑垃圾 ', { endedAt: NOW - 300 * DAY }),
  )).toEqual(['绿化带有建筑垃圾', '绿化带有建筑垃圾 ', '路灯不亮', '绿化带建筑垃圾成堆']);
});

test('neither the same item elsewhere in other words, nor another item next door, is similar', () => {
  expect(offered(
    past('路灯不亮', { point: { lon: 106.2, lat: 29.8 } }), past('路灯不亮', { itemCode: '0202' }),
  )).toEqual([]);
  expect(offered(past('建筑垃圾堆在绿化带', { itemCode: '0202', point: { lon: 106.2, lat: 29.8 } }))).toHaveLength(1);
});

test('five at most, and a place without a point is the same grid or none', () => {
  expect(offered(...Array.from({ length: 9 }, (_, n) => past(`建筑垃圾${n}`)))).toHaveLength(5);
  const nowhere = mostSimilar({ ...asked, point: null }, [past('路灯'), past('路灯',
    { areaPath: '500151.001' })], NOW);
  expect(nowhere).toMatchObject([{ distanceMetres: null, of: { areaPath: asked.areaPath } }]);
});

test('likeness is the same both ways, one for the same words, and never outside 0 to 1', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
    const found = likeness(a, b);
    expect(found).toBe(likeness(b, a));
    expect(found).toBeGreaterThanOrEqual(0);
    expect(found).toBeLessThanOrEqual(1);
  }));
  expect(likeness('建筑垃圾', '建筑垃圾')).toBe(1);
});
