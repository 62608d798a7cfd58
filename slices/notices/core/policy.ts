// Rights to notices: everyone reads their own and those of the units they hold a post in.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const noticesPolicy: readonly PolicyRow[] = [
  { operation: 'notice.list', who: ['anyone_signed_in'], scope: 'anywhere', why: 'one’s own inbox' },
  { operation: 'notice.read', who: ['anyone_signed_in'], scope: 'anywhere', why: 'marking one’s own inbox' },
];
