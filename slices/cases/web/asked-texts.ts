// The words of the screen of what waits for my word.
import { defineTexts } from '../../../ui/words/texts.ts';

export const askedTexts = defineTexts({
  zh: {
    title: '待批申请',
    why: '延期、挂账、请示、强制结案和超时申诉，等您答复；等得最久的在前。',
    kinds: '申请类型',
    all: '全部',
    none: '没有等您答复的申请',
    noneWhy: '单位提出申请后会自动出现在这里，并通知本中心。',
    noneOfKind: '没有这一类申请',
    more: '只列出最早的 100 件，其余处理后自动补上。',
    answer: '答复',
    answerTo: (what: string) => `答复：${what}`,
    dueNow: '目前时限',
  },
  en: {
    title: 'Requests',
    why: 'Extensions, suspensions, questions, forced closings and overdue appeals that wait for you.',
    kinds: 'Kind of request',
    all: 'all',
    none: 'No request waits for you',
    noneWhy: 'What units ask comes up here by itself, and the centre gets a notice.',
    noneOfKind: 'No request of this kind',
    more: 'Only the 100 oldest are listed; the others follow as these are answered.',
    answer: 'Answer',
    answerTo: (what: string) => `Answer: ${what}`,
    dueNow: 'limit now',
  },
});
