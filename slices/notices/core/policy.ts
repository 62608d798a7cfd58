// Rights to notices: everyone reads their own and those of the units they hold a post in; who answers for a
// case sees whom its urgent notices have reached.
import type { PolicyRow } from '../../../kernel/rights.ts';

const own = (operation: string, why: string): PolicyRow => ({
  operation,
  who: ['anyone_signed_in'],
  scope: 'anywhere',
  why,
});

export const noticesPolicy: readonly PolicyRow[] = [
  own('notice.list', 'one’s own inbox'),
  own('notice.read', 'marking one’s own inbox'),
  own('notice.acknowledge', 'one’s own word for what one was told'),
  own('notice.subscribe', 'one’s own phone, while signed in on it'),
  own('notice.unsubscribe', 'one’s own phone'),
  {
    operation: 'notice.receipts',
    who: ['dispatcher', 'leader'],
    scope: 'own_area',
    why: 'who sends people has to know whether it has reached them',
  },
  {
    operation: 'notice.receipts',
    who: ['unit_head'],
    scope: 'own_unit',
    why: 'the head of a unit answers for what it was told',
  },
];
