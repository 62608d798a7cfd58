// Nobody looks at their own work again, nor at that of their unit.
import { expect, test } from 'vitest';
import type { Actor, Post } from '../../../kernel/rights.ts';
import { mayLook } from './may-look.ts';

const post = (more: Partial<Post> = {}): Post => ({
  id: 'post',
  unitId: 'centre',
  unitKind: 'centre',
  role: 'inspector',
  areaPath: '500151.001',
  ...more,
});
const person = (...posts: Post[]): Actor & { kind: 'person' } => ({
  kind: 'person',
  personId: 'me',
  name: '',
  posts,
});
const work = { areaPath: '500151.001.002', workerUnitIds: ['company'], workerPersonIds: ['worker'] };

test('an inspector of the area may, one of elsewhere may not, nor anybody who is none', () => {
  expect(mayLook(person(post()), work)).toBe(true);
  expect(mayLook(person(post({ areaPath: '500151.002' })), work)).toBe(false);
  expect(mayLook(person(post({ role: 'leader' })), work)).toBe(false);
});

test('whoever did it may not, nor anybody who has a post in a unit that did', () => {
  expect(mayLook({ ...person(post()), personId: 'worker' }, work)).toBe(false);
  const also = post({ unitId: 'company', unitKind: 'company', role: 'handler', areaPath: '500151.002' });
  expect(mayLook(person(post(), also), work)).toBe(false);
});
