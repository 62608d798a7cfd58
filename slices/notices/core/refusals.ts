// What the inbox refuses.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const noticesRefusals = {
  'notices.not_yours': {
    status: 404,
    retryable: false,
    zh: '没有这条消息，或它不是发给您的。请刷新消息列表。',
    en: 'There is no such notice, or it is not yours. Refresh the list.',
  },
} as const satisfies RefusalTable;
