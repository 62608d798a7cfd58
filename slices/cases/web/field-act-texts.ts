// The words of forms on the phone.
import { defineTexts } from '../../../ui/words/texts.ts';

export const fieldActTexts = defineTexts({
  zh: {
    cancel: '取消',
    optional: '选填',
    needPhotos: (n: number) => `至少拍 ${n} 张照片`,
    needWords: '请填写或选一句常用语',
    needChoice: '请选择一项',
    yes: '是',
    no: '否',
    take: '拍照',
    takeAfter: '拍处置后照片',
    oneMore: '再拍一张',
    ghost: '叠影对拍',
    system: '系统相机',
    album: '从相册选',
    after: '处置后',
    before: '处置前',
    photo: '照片',
    removePhoto: '删除这张照片',
    checking: '正在检查照片…',
    unreadable: '这张照片读不出来或已损坏，请重拍一张。',
    full: '手机存储已满，没有存下。请先联网把待发送的发完，或清理空间，再提交一次；填写的内容仍在。',
    network: '这一步要查单位或案件，需要网络。联网后再操作，已填的内容会保留。',
    nobody: '这台手机上还没有可移交的同事名单。联网打开一次“待办”后即可离线选择。',
    nobodyAbove: '这台手机上还没有上级单位名单，请联网后再试。',
    findPerson: '按姓名查找',
    inCharge: (name: string) => `${name}（主管中心）`,
    otherDay: '其他日期',
    daysOn: (days: number) => (days % 30 === 0 ? `${days / 30} 个月后` : `${days / 7} 周后`),
    taken: '接手',
    notTaken: '不接手',
    answerBy: (when: string) => `${when} 前回复`,
    before1: '先处理这个案件里“需要您处理”的一条，再继续操作。',
  },
  en: {
    cancel: 'Cancel',
    optional: 'optional',
    needPhotos: (n: number) => `At least ${n} photo${n === 1 ? '' : 's'}`,
    needWords: 'Write or choose a phrase',
    needChoice: 'Choose one',
    yes: 'Yes',
    no: 'No',
    take: 'Take a photo',
    takeAfter: 'Photo after',
    oneMore: 'One more',
    ghost: 'Over the ghost',
    system: 'Phone’s camera',
    album: 'From album',
    after: 'After',
    before: 'Before',
    photo: 'Photo',
    removePhoto: 'Remove this photo',
    checking: 'Looking at the photo…',
    unreadable: 'This photo can’t be read or is damaged; take another.',
    full:
      'The phone is full and this was not stored. Go online and let the outbox empty, or free some space, ' +
      'then send again; what you filled in is still here.',
    network: 'This step looks up units or cases and needs the network. What you filled in is kept.',
    nobody:
      'This phone has no list of colleagues yet. Open “To do” once with a network, then choose offline.',
    nobodyAbove: 'This phone has no list of superiors yet: try again with a network.',
    findPerson: 'Find by name',
    inCharge: (name: string) => `${name} (centre in charge)`,
    otherDay: 'Another day',
    daysOn: (days: number) => (days % 30 === 0 ? `in ${days / 30} months` : `in ${days / 7} weeks`),
    taken: 'Take it over',
    notTaken: 'Not now',
    answerBy: (when: string) => `answer by ${when}`,
    before1: 'First settle what “needs you” in this case, then go on.',
  },
});

type Phrases = Readonly<Record<string, { readonly zh: readonly string[]; readonly en: readonly string[] }>>;

/** Offered as one tap, beside those of field-texts.ts. */
export const MORE_PHRASES: Phrases = {
  'hand_over words': {
    zh: ['换班移交，请继续处置', '需要您带设备到场'],
    en: ['End of my shift, please go on', 'Your equipment is needed there'],
  },
  'answer_hand_over words': {
    zh: ['手上有急件，无法接手', '今日休假'],
    en: ['I have an urgent one in hand', 'Off duty today'],
  },
  'extend reason': {
    zh: ['天气原因无法施工', '需要协调产权单位', '配件未到'],
    en: ['Weather stops the work', 'The owner must be involved', 'Parts have not come'],
  },
  'suspend reason': {
    zh: ['待专项资金下达', '待季节适宜', '涉诉，待判决'],
    en: ['Waits for its budget', 'Waits for the season', 'In court'],
  },
  'consult question': {
    zh: ['当事人不配合，如何处置？', '能否免于处罚？', '权属不清，请明确责任单位。'],
    en: ['They do not cooperate: what now?', 'May the fine be waived?', 'Unclear owner: who answers?'],
  },
};
