// How this slice says no.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const wordingRefusals = {
  'wording.none_offered': {
    status: 422,
    retryable: false,
    zh: '至少要保留一个可选的原因，否则这一步无法办理。',
    en: 'Keep at least one reason on offer, or this step could not be done.',
  },
  'wording.reason_changed': {
    status: 409,
    retryable: false,
    zh: '其他人刚改过这些原因，直接保存会把对方的修改悄悄撤销，所以没有保存。请核对最新的内容，再保存一次。',
    en:
      'Someone else has just changed these reasons, and saving yours would have undone that in silence, so ' +
      'nothing was saved. Look at what stands there now, then save again.',
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
