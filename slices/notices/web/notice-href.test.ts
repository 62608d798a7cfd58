// @vitest-environment node
// A notice of a push leads to that push; every other to its case alone.
import { expect, test } from 'vitest';
import { noticeHref } from './notice-href.ts';

const field = (id: string): string => `/field/cases/${id}`;

test('a push is named by its step, on whatever address the shell shows a case', () => {
  expect(noticeHref({ caseId: 'c', kind: 'case.pushed', seq: 7 }, field)).toBe('/field/cases/c?push=7');
  const asked = (id: string): string => `/command?case=${id}`;
  expect(noticeHref({ caseId: 'c', kind: 'case.pushed', seq: 7 }, asked)).toBe('/command?case=c&push=7');
});

test('other kinds, and one kept from before steps were told, lead to the case', () => {
  expect(noticeHref({ caseId: 'c', kind: 'case.dispatched', seq: 7 }, field)).toBe('/field/cases/c');
  expect(noticeHref({ caseId: 'c', kind: 'case.pushed' }, field)).toBe('/field/cases/c');
});

test('a brief, a circular is read at the desk, also by whoever hears of it on the phone', () => {
  expect(noticeHref({ caseId: 'b', kind: 'brief.issued', seq: 1 }, field)).toBe('/command/briefs/b');
  expect(noticeHref({ caseId: 'c', kind: 'circular.issued', seq: 1 }, field)).toBe('/command/circulars/c');
});

test('a drawn sample leads to the list of what there is to look at, which is on the phone', () => {
  expect(noticeHref({ caseId: 'd', kind: 'recheck.drawn', seq: 1 }, (id) => `/command?case=${id}`)).toBe(
    '/field/rechecks',
  );
});
