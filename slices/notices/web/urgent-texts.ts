// Words of what is urgent and waits for an answer.
import { defineTexts } from '../../../ui/words/texts.ts';

export const urgentTexts = defineTexts({
  zh: {
    acknowledge: '确认收到',
    waits: (n: number) => `请先确认（${n}）`,
    within: (words: string) => `请在 ${words} 前确认`,
    late: (words: string) => `已过 ${words}，会逐级上报`,
    more: (n: number) => `另有 ${n} 条`,
    urgent: '紧急',
    from: (name: string) => `原发给 ${name}`,
    acknowledged: (name: string, at: string) => `${name} ${at} 已确认`,
    mine: '您已确认',
  },
  en: {
    acknowledge: 'Acknowledge',
    waits: (n: number) => `Acknowledge first (${n})`,
    within: (words: string) => `Acknowledge by ${words}`,
    late: (words: string) => `${words} late; it goes up level by level`,
    more: (n: number) => `${n} more`,
    urgent: 'Urgent',
    from: (name: string) => `First sent to ${name}`,
    acknowledged: (name: string, at: string) => `${name} acknowledged at ${at}`,
    mine: 'You acknowledged',
  },
});
