// What each action of the standard flow carries. Reasons and codes are lists, so that they can be counted;
// words are for people. A field marked public is shown to whoever tracks the case.
import type { ChannelSpec, Field, FieldType } from '../flow.ts';
import { CHECKED } from './standard-ways.ts';
import { SEVERITIES } from '../severity.ts';

type Marks = Partial<
  Pick<Field, 'isRequired' | 'options' | 'minimum' | 'isPublic' | 'isPersonal' | 'askedOf'>
>;

const field = (name: string, type: FieldType, zh: string, en: string, marks: Marks = {}): Field => ({
  name, type, zh, en, isRequired: false, ...marks,
});
const REQUIRED = { isRequired: true } as const;
const SHOWN = { isPublic: true } as const;

const photos = field('photoIds', 'ids', '照片', 'photos');
/** What it looked like and what became of it: the reporter sees both, that is the point of taking them. */
const shownPhotos = field('photoIds', 'ids', '照片', 'photos', { isPublic: true });
const words = field('words', 'text', '说明', 'words');
const reasonWords = field('reason', 'text', '理由', 'reason', REQUIRED);
const unit = (zh: string, en: string, marks: Marks = {}) => field('unitId', 'id', zh, en, marks);
const person = field('personId', 'id', '人员', 'person', REQUIRED);
const coUnits = field('coUnitIds', 'ids', '协办单位', 'co-units');
const granted = field('isGranted', 'boolean', '同意', 'granted', REQUIRED);
const pushSeq = field('pushSeq', 'count', '哪一次督办', 'which push', REQUIRED);

const PLACE: readonly Field[] = [
  field('point', 'point', '位置', 'point (WGS 84)'),
  field('areaPath', 'code', '网格', 'grid, where no point is known'),
  field('address', 'text', '地址', 'address'),
];

/** From the public, or from whoever inspects. */
const FOUND_BY_OTHERS = { tellsOfMissed: true } as const;

export const CHANNELS: Readonly<Record<string, ChannelSpec>> = {
  patrol: { zh: '巡查', en: 'patrol', isStraightThrough: true, needsPhoto: true, isPublic: false },
  citizen: { zh: '群众', en: 'citizen', isStraightThrough: false, needsPhoto: true, isPublic: true,
    ...FOUND_BY_OTHERS },
  hotline: { zh: '热线', en: 'hotline', isStraightThrough: true, needsPhoto: false, isPublic: false,
    ...FOUND_BY_OTHERS },
  police_transfer: { zh: '非警务警情', en: 'police transfer', isStraightThrough: true, needsPhoto: false,
    isPublic: false },
  department: { zh: '部门', en: 'department', isStraightThrough: true, needsPhoto: false, isPublic: false },
  superior: { zh: '上级交办', en: 'superior', isStraightThrough: true, needsPhoto: false, isPublic: false,
    ...FOUND_BY_OTHERS },
  open311: { zh: 'Open311', en: 'Open311', isStraightThrough: false, needsPhoto: false, isPublic: true,
    ...FOUND_BY_OTHERS },
  sensor: { zh: '感知设备', en: 'sensor', isStraightThrough: true, needsPhoto: false, isPublic: false },
  video: { zh: '视频', en: 'video', isStraightThrough: false, needsPhoto: false, isPublic: false },
  opinion: { zh: '舆情', en: 'opinion', isStraightThrough: false, needsPhoto: false, isPublic: false },
  kiosk: { zh: '自助终端', en: 'kiosk', isStraightThrough: false, needsPhoto: false, isPublic: true,
    ...FOUND_BY_OTHERS },
};

const WHAT: readonly Field[] = [
  field('channel', 'code', '来源', 'channel', { ...REQUIRED, options: Object.keys(CHANNELS) }),
  field('description', 'text', '问题描述', 'what is wrong', REQUIRED),
  field('itemCode', 'code', '细类', 'item'),
  field('componentId', 'id', '部件', 'component'),
  field('severity', 'code', '紧急程度', 'severity', { options: SEVERITIES }),
  ...PLACE,
];

export const REPORT: readonly Field[] = [
  ...WHAT, shownPhotos, field('reporter', 'reporter', '上报人', 'reporter', { isPersonal: true }),
  field('noContact', 'boolean', '上报人不需要联系', 'the reporter wants no contact'),
];
export const REPORT_SOLVED: readonly Field[] = [
  ...WHAT,
  field('photosBefore', 'ids', '处置前照片', 'photos before', { ...REQUIRED, ...SHOWN, minimum: 1 }),
  field('photosAfter', 'ids', '处置后照片', 'photos after', { ...REQUIRED, ...SHOWN, minimum: 1 }),
  field('result', 'text', '处置结果', 'result', SHOWN),
];
export const ACCEPT: readonly Field[] = [field('itemCode', 'code', '细类', 'item'), ...PLACE, words];
export const REJECT: readonly Field[] = [
  field('reasonCode', 'code', '理由', 'reason', {
    ...REQUIRED, ...SHOWN,
    options: ['not_in_scope', 'not_true', 'not_found', 'unclear', 'in_court', 'handled_elsewhere',
      'private_matter'],
  }),
  field('reply', 'text', '给上报人的答复', 'words to the reporter', { ...REQUIRED, ...SHOWN }),
];
export const REASON: readonly Field[] = [reasonWords, photos];
/** Without a centre it is the next one up, as it has always been. */
export const ESCALATE: readonly Field[] = [...REASON, unit('上级中心', 'centre above')];
export const NOTE_ONLY: readonly Field[] = [words];
export const CHECK: readonly Field[] = [person, words];
export const ANSWER_CHECK: readonly Field[] = [
  field('finding', 'code', '核实结果', 'finding', { ...REQUIRED, options: ['true', 'not_true', 'not_found'] }),
  field('photoIds', 'ids', '照片', 'photos', { ...REQUIRED, minimum: 1 }), words,
];
export const MERGE: readonly Field[] = [field('mainCaseId', 'id', '主案', 'main case', REQUIRED), words];
export const TAKE_IN: readonly Field[] = [field('mergedCaseId', 'id', '并入的案件', 'merged case', REQUIRED)];
export const JOIN: readonly Field[] = [
  words, photos, field('reporter', 'reporter', '上报人', 'reporter', { isPersonal: true }),
];
export const WITHDRAW: readonly Field[] = [words];
export const DISPATCH: readonly Field[] = [
  unit('责任单位', 'responsible unit'), coUnits, field('reason', 'text', '改派理由', 'reason for another unit'),
    words,
];
export const CLAIM: readonly Field[] = [person, words];
export const RETURN: readonly Field[] = [
  field('reasonCode', 'code', '退单理由', 'reason', {
    ...REQUIRED, options: ['not_ours', 'not_our_area', 'wrong_item', 'not_found', 'needs_another_first'],
  }),
  field('words', 'text', '说明', 'words', REQUIRED), unit('建议单位', 'who it should be'), photos,
];
export const TRANSFER: readonly Field[] = [unit('责任单位', 'responsible unit', REQUIRED), coUnits, reasonWords];
/** The person: who held it there and works in the unit that takes over. */
export const TAKE_OVER: readonly Field[] = [
  unit('责任单位', 'responsible unit', REQUIRED),
  field('fromUnitId', 'id', '原责任单位', 'unit before', REQUIRED),
  field('personId', 'id', '人员', 'person'), reasonWords,
];
export const PASS_DOWN: readonly Field[] = [unit('下属单位', 'unit below', REQUIRED), words];
export const DELEGATE: readonly Field[] = [unit('下级中心', 'centre below', REQUIRED), words];
export const FEED_BACK: readonly Field[] = [
  field('result', 'text', '处置结果', 'result', { ...REQUIRED, ...SHOWN }), shownPhotos,
];
export const EXTEND: readonly Field[] = [reasonWords, field('extra', 'limit', '延长', 'more time', REQUIRED)];
export const SUSPEND: readonly Field[] = [
  reasonWords, field('reviewAt', 'instant', '复查日期', 'review date', REQUIRED),
];
export const ANSWER: readonly Field[] = [granted, words];
/** As an answer, with the grounds: whoever is told no is told why. */
export const JUDGED: readonly Field[] = [granted, field('words', 'text', '理由', 'grounds')];
export const HAND_OVER: readonly Field[] = [person, words];
export const ANSWER_HAND_OVER: readonly Field[] = [
  field('isTaken', 'boolean', '接手', 'taken over', REQUIRED), words,
];
export const VERIFY: readonly Field[] =
  [...CHECKED, field('finding', 'text', '核查意见', 'finding', REQUIRED), photos];
export const REWORK: readonly Field[] =
  [...CHECKED, field('missing', 'text', '缺什么', 'what is missing', REQUIRED), photos];
export const CLOSE: readonly Field[] = [
  field('closingCode', 'code', '结案类型', 'closing code', {
    ...REQUIRED, ...SHOWN, options: ['solved', 'explained', 'no_action_needed', 'planned'],
  }),
  field('reply', 'text', '给上报人的答复', 'words to the reporter', SHOWN),
];
export const SPLIT: readonly Field[] = [
  field('parts', 'parts', '子案', 'parts', REQUIRED), field('words', 'text', '说明', 'words', SHOWN),
];
/** The pictures of the report go along, so that whoever is sent sees what it is about. */
export const OPEN_PART: readonly Field[] = [
  field('mainCaseId', 'id', '主案', 'main case', REQUIRED),
  field('description', 'text', '问题描述', 'what is wrong', REQUIRED),
  field('itemCode', 'code', '细类', 'item'), words, photos,
];
export const PART_ENDED: readonly Field[] = [
  field('partCaseId', 'id', '子案', 'part', REQUIRED), field('number', 'code', '子案编号', 'its number', REQUIRED),
  unit('承办单位', 'its unit'), field('endState', 'code', '结束状态', 'how it ended', REQUIRED),
  field('closingCode', 'code', '结案类型', 'closing code', SHOWN),
  field('result', 'text', '处置结果', 'result', SHOWN), shownPhotos,
  field('handlerPersonIds', 'ids', '处置人员', 'who handled it'),
];
export const PART_REOPENED: readonly Field[] = [
  field('partCaseId', 'id', '子案', 'part', REQUIRED), field('number', 'code', '子案编号', 'its number', REQUIRED),
];
export const GATHER: readonly Field[] = [field('result', 'text', '汇总结果', 'gathered results', SHOWN)];
export const CO_RESULT: readonly Field[] = [
  field('result', 'text', '协办结果', 'what the co-unit did', REQUIRED), photos,
];
export const RATE: readonly Field[] = [
  field('score', 'score', '评分（1–5）', 'score, 1–5', REQUIRED),
  field('isSatisfied', 'boolean', '满意', 'satisfied', REQUIRED),
  // Those who work with the head of an office, or with whom a department has stationed, know them.
  field('headScore', 'score', '单位负责人评分（1–5）', 'score of the unit’s head, 1–5',
    { askedOf: ['rating_community', 'rating_street'] }), words,
];
export const SEE_RATINGS: readonly Field[] = [field('purpose', 'text', '用途', 'purpose', REQUIRED)];
export const CONSULT: readonly Field[] = [
  unit('请示单位', 'who is asked', REQUIRED), field('question', 'text', '问题', 'question', REQUIRED),
];
export const DECISION: readonly Field[] = [field('decision', 'text', '批示', 'decision', REQUIRED)];
const pushKind = field('kind', 'code', '督办方式', 'kind', {
  ...REQUIRED, options: ['urge', 'supervise', 'summon', 'circulate'],
});
export const PUSH: readonly Field[] = [
  pushKind, field('words', 'text', '督办内容', 'instruction', REQUIRED),
  field('answerBy', 'instant', '回复时限', 'answer by'),
];
export const CLIMB: readonly Field[] = [
  pushKind, field('rung', 'count', '阶', 'rung'), field('toUnitId', 'id', '被督办单位', 'unit'),
  field('isOnLeadersList', 'boolean', '列入领导清单', 'on the leaders’ list'),
];
export const ANSWER_PUSH: readonly Field[] =
  [pushSeq, field('words', 'text', '回复', 'answer', REQUIRED), photos];
export const LIFT_PUSH: readonly Field[] = [pushSeq, words];
export const CONTACT: readonly Field[] = [
  field('purpose', 'code', '用途', 'purpose', {
    ...REQUIRED, ...SHOWN, options: ['call_back', 'locate', 'tell_result', 'complaint'],
  }),
];
export const NOTE: readonly Field[] = [
  field('words', 'text', '内容', 'words', { ...REQUIRED, ...SHOWN }), photos,
  field('isPublic', 'boolean', '对上报人公开', 'shown to the reporter'),
];
