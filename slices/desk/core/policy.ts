// Who may search, save and share at the desk.
import type { PolicyRow, Role } from '../../../kernel/rights.ts';

/** Whoever steers an area may put a view before all who work in it. */
export const SHARERS: readonly Role[] = ['dispatcher', 'leader', 'unit_head', 'analyst', 'administrator'];

const own = (operation: string, why: string): PolicyRow => ({
  operation, who: ['anyone_signed_in'], scope: 'self', why,
});

export const deskPolicy: readonly PolicyRow[] = [
  {
    operation: 'desk.search', who: ['anyone_signed_in'], scope: 'anywhere',
    why: 'what is found is cut to the reader: cases to their posts, people to those whom they may read',
  },
  {
    operation: 'desk.search_phone', who: ['dispatcher'], unitKinds: ['centre'], scope: 'own_unit',
    why: 'whoever may call a reporter back finds the case by the number that called; each search is kept',
  },
  own('desk.read_preferences', 'a desk is set up by the person who sits at it'),
  own('desk.write_preferences', 'a desk is set up by the person who sits at it'),
  own('desk.list_views', 'one’s own views, and those that were shared with one'),
  own('desk.save_view', 'a view grants no sight, so everyone may keep some'),
  {
    operation: 'desk.share_view', who: SHARERS, scope: 'own_area',
    why: 'whoever steers an area may put a view before all who work in it',
  },
  own('desk.delete_view', 'whoever saved a view removes it'),
  {
    operation: 'desk.delete_view', who: ['administrator', 'dispatcher'], scope: 'own_area',
    why: 'a view that was shared in the area by somebody who left can be removed by those who steer it',
  },
  {
    operation: 'desk.delete_view', who: ['unit_head'], scope: 'own_unit',
    why: 'a view that was shared with the unit by somebody who left can be removed by its head',
  },
];
