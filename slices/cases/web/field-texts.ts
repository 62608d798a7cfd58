// The words of cases on the phone.
import { defineTexts } from '../../../ui/words/texts.ts';

export const fieldCaseTexts = defineTexts({
  zh: {
    todo: '待办', all: '全部', claim: '待认领', handle: '处置中', verify: '待核查', check: '待核实', push: '待回复', other: '其他',
    filter: '按类别看', empty: '没有待办', emptyWhy: '分到您或本单位的事项会出现在这里，最急的在最上面。', report: '去上报',
    more: (n: number) => `再显示 ${n} 件`, open: '打开案件', sentWaiting: '已提交，等待服务器确认', navigate: '导航去现场',
    back: '返回', photos: '现场照片', words: '问题描述', facts: '办理信息', timeline: '办理经过', moreActions: '更多操作',
    lost: '打不开这个案件', placeUnknown: '未填地址', cancel: '取消', submit: '提交', optional: '选填', take: '拍照', takeAfter: '拍处置后照片',
    goVerify: '去核查', notDone: '不合格，返工', more1: '再拍一张', after: '处置后', before: '处置前', photo: '照片', removePhoto: '删除这张照片', album: '从相册选', phrases: '常用语',
    needPhotos: (n: number) => `至少拍 ${n} 张照片`, needWords: '请填写或选一句常用语', needChoice: '请选择一项', unreadable: '这张照片读不出来，请重拍。',
    yes: '是', no: '否', whichPush: '回复哪一条', claimedBy: '由我认领', claimed: '已认领，正在提交', compare: '处置前后对比',
    red: '红灯', redTitle: '辖区红灯', redEmpty: '辖区内没有超时案件', redEmptyWhy: '一旦有案件超时，会立即出现在这里，可直接督办。',
    byUnit: '按承办单位', cases: (n: number) => `${n} 件`, leaders: '领导清单', overdue: '已超时', atLeast: (n: number) => `至少 ${n} 件`,
    grid: '我的网格', openCases: '在办案件', noOpen: '没有在办案件', mapOf: (name: string) => `${name}范围图`, area: '面积', onDuty: '在岗人员',
    heads: '网格人员', level: '我负责', choose: '选择区域',
  },
  en: {
    todo: 'To do', all: 'All', claim: 'To claim', handle: 'In hand', verify: 'To verify', check: 'To check', push: 'To answer', other: 'Other',
    filter: 'By kind', empty: 'Nothing to do', emptyWhy: 'What comes to you or your unit appears here, the most urgent on top.', report: 'Report something',
    more: (n: number) => `Show ${n} more`, open: 'Open the case', sentWaiting: 'Submitted; waiting for the server', navigate: 'Navigate there',
    back: 'Back', photos: 'Photos', words: 'What is wrong', facts: 'Facts', timeline: 'What happened', moreActions: 'More actions',
    lost: 'This case can’t be opened', placeUnknown: 'No address', cancel: 'Cancel', submit: 'Submit', optional: 'optional', take: 'Take a photo', takeAfter: 'Photo after',
    goVerify: 'Verify', notDone: 'Not done: send back', more1: 'One more', after: 'After', before: 'Before', photo: 'Photo', removePhoto: 'Remove this photo', album: 'From album', phrases: 'Common phrases',
    needPhotos: (n: number) => `At least ${n} photo${n === 1 ? '' : 's'}`, needWords: 'Write or choose a phrase', needChoice: 'Choose one', unreadable: 'This photo can’t be read; take another.',
    yes: 'Yes', no: 'No', whichPush: 'Which one', claimedBy: 'I take it', claimed: 'Claimed; on its way', compare: 'Before and after',
    red: 'Red now', redTitle: 'Red in my area', redEmpty: 'Nothing is overdue in your area', redEmptyWhy: 'The moment a case is late it appears here, and can be pushed at once.',
    byUnit: 'By unit', cases: (n: number) => (n === 1 ? '1 case' : `${n} cases`), leaders: 'Leaders’ list', overdue: 'Overdue', atLeast: (n: number) => `at least ${n} cases`,
    grid: 'My grid', openCases: 'Open cases', noOpen: 'No open cases', mapOf: (name: string) => `Map of ${name}`, area: 'Size', onDuty: 'On duty',
    heads: 'People of the grid', level: 'Mine', choose: 'Choose the area',
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
    zh: ['现场已核查，问题已解决', '现场整洁，无残留'], en: ['Checked on the spot: solved', 'Clean, nothing left'],
  },
  'rework missing': {
    zh: ['现场仍有残留', '照片与现场不符', '只处理了一部分'], en: ['Something is left', 'The photos do not match', 'Only partly done'],
  },
  'return words': {
    zh: ['不属于本单位管理范围', '产权属于其他单位', '现场未找到该问题'],
    en: ['Not within our duties', 'Belongs to another unit', 'Not found on the spot'],
  },
  'answer_check words': { zh: ['现场情况与描述一致', '现场未见该问题'], en: ['As described', 'Nothing of it on the spot'] },
  'answer_push words': {
    zh: ['已安排人员处置，今日完成', '正在处置，完成后立即反馈'], en: ['People are on it; done today', 'In hand; feedback follows'],
  },
  'push words': { zh: ['请立即处置并回复进展', '请说明超时原因'], en: ['Act now and report progress', 'Explain why it is late'] },
};
