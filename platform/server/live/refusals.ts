// What the live door refuses.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const liveRefusals = {
  'live.topics_wrong': {
    status: 400,
    retryable: false,
    zh: '订阅的主题有误：{topic}。每个页面订阅 1 到 {limit} 个主题。',
    en: 'The topic {topic} is not one that can be heard. A screen hears 1 to {limit} topics.',
  },
  'live.too_many': {
    status: 429,
    retryable: true,
    zh: '实时连接过多。请关闭不用的页面，系统会自动重连。',
    en: 'There are too many live screens. Close those you do not need; this one tries again by itself.',
  },
} as const satisfies RefusalTable;
