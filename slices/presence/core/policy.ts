// Who may be seen at a case, and see others there: whoever may read it, which each operation asks.
import type { PolicyRow } from '../../../kernel/rights.ts';

const row = (operation: string, why: string): PolicyRow => ({
  operation,
  who: ['anyone_signed_in'],
  scope: 'anywhere',
  why,
});

export const presencePolicy: readonly PolicyRow[] = [
  row('presence.show', 'whoever has a case open is seen there by those who may read it, while it is open'),
  row('presence.read', 'two at one case must see each other; the operation asks whether they may read it'),
  row('presence.leave', 'whoever leaves takes their own name away, and nobody else’s'),
];
