// The words of cases on the phone.
import { defineTexts } from '../../../ui/words/texts.ts';

export const fieldCaseTexts = defineTexts({
  zh: {
    todo: '待办',
    all: '全部',
    claim: '待认领',
    handle: '处置中',
    verify: '待核查',
    check: '待核实',
    push: '待回复',
    other: '其他',
    filter: '按类别看',
    empty: '没有待办',
    emptyWhy: '分到您或本单位的事项会出现在这里，最急的在最上面。',
    report: '去上报',
    more: (n: number) => `再显示 ${n} 件`,
    open: '打开案件',
    unsent: '待同步',
    needsYou: '需要您处理',
    asOf: (when: string) => `离线 · 数据截至 ${when}`,
    notWhole: '数量较多，只存了最急的；其余联网后可在列表中查看。',
    sideBySide: '并排',
    slider: '滑动对比',
    compare: '对比方式',
    askedYou: (who: string) => `${who}向您移交本案`,
    navigate: '导航去现场',
    facts: '办理信息',
    timeline: '办理经过',
    moreActions: '更多操作',
    lost: '打不开这个案件',
    lostWhy: '它可能已转到别处，您的岗位看不到它，或地址有误。请从待办进入。',
    placeUnknown: '未填地址',
    goVerify: '去核查',
    notDone: '不合格，返工',
  },
  en: {
    todo: 'To do',
    all: 'All',
    claim: 'To claim',
    handle: 'In hand',
    verify: 'To verify',
    check: 'To check',
    push: 'To answer',
    other: 'Other',
    filter: 'By kind',
    empty: 'Nothing to do',
    emptyWhy: 'What comes to you or your unit appears here, the most urgent on top.',
    report: 'Report something',
    more: (n: number) => `Show ${n} more`,
    open: 'Open the case',
    unsent: 'not sent yet',
    needsYou: 'needs you',
    asOf: (when: string) => `Offline · as of ${when}`,
    notWhole: 'There are many: the most urgent are on the phone, the rest shows in lists when online.',
    sideBySide: 'Side by side',
    slider: 'Slider',
    compare: 'How to compare',
    askedYou: (who: string) => `${who} hands this case over to you`,
    navigate: 'Navigate there',
    facts: 'Facts',
    timeline: 'What happened',
    moreActions: 'More actions',
    lost: 'This case can’t be opened',
    lostWhy:
      'It may have gone elsewhere, your posts do not show it, or the address is wrong. Go in from To do.',
    placeUnknown: 'No address',
    goVerify: 'Verify',
    notDone: 'Not done: send back',
  },
});

type Phrases = Readonly<Record<string, { readonly zh: readonly string[]; readonly en: readonly string[] }>>;

/** Offered as one tap, by action and field; anything may be typed instead. */
export const PHRASES: Phrases = {
  'feed_back result': {
    zh: ['已清理干净', '已修复', '已劝离并清理', '已设围挡，隐患消除'],
    en: ['Cleared', 'Repaired', 'Persuaded to leave, cleared', 'Fenced off, safe now'],
  },
  'verify finding': {
    zh: ['现场已核查，问题已解决', '现场整洁，无残留'],
    en: ['Checked on the spot: solved', 'Clean, nothing left'],
  },
  'rework missing': {
    zh: ['现场仍有残留', '照片与现场不符', '只处理了一部分'],
    en: ['Something is left', 'The photos do not match', 'Only partly done'],
  },
  'return words': {
    zh: ['不属于本单位管理范围', '产权属于其他单位', '现场未找到该问题'],
    en: ['Not within our duties', 'Belongs to another unit', 'Not found on the spot'],
  },
  'answer_check words': {
    zh: ['现场情况与描述一致', '现场未见该问题'],
    en: ['As described', 'Nothing of it on the spot'],
  },
  'answer_push words': {
    zh: ['已安排人员处置，今日完成', '正在处置，完成后立即反馈'],
    en: ['People are on it; done today', 'In hand; feedback follows'],
  },
  'push words': {
    zh: ['请立即处置并回复进展', '请说明超时原因'],
    en: ['Act now and report progress', 'Explain why it is late'],
  },
};
