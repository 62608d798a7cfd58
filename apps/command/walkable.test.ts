// A link is drawn where it can be walked.
import { expect, test } from 'vitest';
import { subjectHref } from '../../slices/administration/web/public.ts';
import { walkable } from './walkable.ts';

const areas = { kind: 'areas', id: 'a1', name: '望汐区 · 2' };

test('a leader who agrees to a change is not led to a screen that is not theirs; an administrator is', () => {
  const toAdministrator = walkable(subjectHref, () => true);
  expect(toAdministrator(areas)).toBe('/command/admin/grids?version=a1');
  const toLeader = walkable(subjectHref, (operation) => operation === 'change.list_proposals');
  expect(toLeader(areas)).toBeUndefined();
  expect(toLeader({ kind: 'person', id: 'p1', name: '方莉' })).toBeUndefined();
});
