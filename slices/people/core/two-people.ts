// Which posts are not one person's to give: those that see, steer or judge what others do, and any that
// reaches over a whole district. Whoever holds one of them is also not given a new password by one person
// alone: that would be the same power by another door. Reasons: docs/decisions/0008.
import { DAY } from '../../../kernel/duration.ts';
import type { Role } from '../../../kernel/rights.ts';
import { PATH_PARTS } from './unit.ts';

const WIDE_ROLES: ReadonlySet<Role> = new Set([
  'administrator',
  'leader',
  'dispatcher',
  'analyst',
  'unit_head',
]);

export const needsSecond = (post: { readonly role: Role; readonly areaPath: string }): boolean =>
  WIDE_ROLES.has(post.role) || post.areaPath.split('.').length === PATH_PARTS.district;

/** So long whoever set somebody's password is not seconded by that person: it may be one and the same. */
export const GIVEN_PASSWORD_MS = 7 * DAY;

/** The roles that may be the second person: `change.decide` names the same. */
export const SECOND_ROLES: readonly Role[] = ['administrator', 'leader'];
