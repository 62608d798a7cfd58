// How this slice says no.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const wordingRefusals = {
  'wording.none_offered': {
    status: 422,
    retryable: false,
    zh: '至少要保留一个可选的原因，否则这一步无法办理。',
    en: 'Keep at least one reason on offer, or this step could not be done.',
  },
  'wording.text_exists': {
    status: 409,
    retryable: false,
    zh: '这条常用语已经有了。',
    en: 'This phrase is there already.',
  },
  'wording.text_unknown': {
    status: 404,
    retryable: false,
    zh: '没有找到这条常用语，可能已被删除。',
    en: 'There is no such phrase; it may have been taken away already.',
  },
} as const satisfies RefusalTable;
