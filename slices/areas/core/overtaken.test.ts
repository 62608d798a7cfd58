// A draft is overtaken when publishing it would undo what came into force meanwhile, and only then.
import { expect, test } from 'vitest';
import { type Begun, isOvertaken } from './overtaken.ts';

const draft = (more: Partial<Begun>): Begun => ({
  id: 'draft', state: 'draft', basedOn: 'first', copiedFrom: 'first', copiedRevision: 0, startsAt: null,
  ...more,
});
const first = { id: 'first', revision: 0 };
const second = { id: 'second', revision: 3 };

test('a draft is overtaken by what came into force since, and by nothing else', () => {
  expect(isOvertaken(draft({}), first)).toBe(false);
  expect(isOvertaken(draft({}), second)).toBe(true);
  expect(isOvertaken(draft({ state: 'retired' }), second)).toBe(false);
});

test('a draft begun with what is now in force undoes nothing of it, unless that was edited since', () => {
  expect(isOvertaken(draft({ copiedFrom: 'second', copiedRevision: 3 }), second)).toBe(false);
  expect(isOvertaken(draft({ copiedFrom: 'second', copiedRevision: 2 }), second)).toBe(true);
});

test('an import replaces whatever is in force, until a day is agreed upon against one version', () => {
  const imported = { copiedFrom: null, copiedRevision: null };
  expect(isOvertaken(draft({ ...imported, basedOn: null }), second)).toBe(false);
  expect(isOvertaken(draft({ ...imported, basedOn: null, startsAt: 1 }), undefined)).toBe(false);
  expect(isOvertaken(draft({ ...imported, startsAt: 1 }), second)).toBe(true);
  expect(isOvertaken(draft({ ...imported, startsAt: 1 }), first)).toBe(false);
});
