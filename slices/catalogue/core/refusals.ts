// What the catalogue can refuse, in words that say what, why and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';
import { catalogueWorkshopRefusals } from './refusals-workshop.ts';

export const catalogueRefusals = {
  'catalogue.not_in_force': {
    status: 409,
    retryable: true,
    zh: '{districtId} 在此时没有生效的清单；请管理员发布一版清单后再试。',
    en: 'No catalogue is in force in {districtId} at that time; ask an administrator to publish one.',
  },
  'catalogue.not_found': {
    status: 404,
    retryable: false,
    zh: '没有这一版清单；请从清单版本列表里重新选择。',
    en: 'There is no such version of the catalogue; choose one from the list of versions.',
  },
  'catalogue.item_unknown': {
    status: 422,
    retryable: false,
    zh: '清单里没有 {itemCode}；请从现行清单中选择问题类型。',
    en: 'The catalogue has no item {itemCode}; choose one from the list in force.',
  },
  'catalogue.hole': {
    status: 422,
    retryable: true,
    zh: '“{itemName}”在 {areaPath} 没有责任规则；请管理员为它补一条规则，或由派遣员指定单位。',
    en: 'No rule says who is responsible for “{itemName}” in {areaPath}; an administrator must add one.',
  },
  'catalogue.clash': {
    status: 422,
    retryable: true,
    zh: '“{itemName}”在 {areaPath} 有同级规则冲突（{rules}）；请管理员只保留一条。',
    en: 'Rules of one rank clash for “{itemName}” in {areaPath} ({rules}); keep one of them.',
  },
  'catalogue.unit_missing': {
    status: 422,
    retryable: true,
    zh: '规则指向“{unitKind}”，但没有这样的单位服务于 {areaPath}；请在组织里登记该单位或改规则。',
    en: 'The rule names “{unitKind}” but no such unit serves {areaPath}; register one or change the rule.',
  },
  'catalogue.unit_ambiguous': {
    status: 422,
    retryable: true,
    zh: '规则指向“{unitKind}”，但有几家同级单位服务于 {areaPath}：{units}；请在规则里写明是哪一家。',
    en: 'The rule names “{unitKind}” but several serve {areaPath} equally: {units}; name one in the rule.',
  },
  'catalogue.centre_missing': {
    status: 422,
    retryable: true,
    zh: '{areaPath} 没有{level}指挥中心；请先在组织里登记。',
    en: '{areaPath} has no {level} command centre; register it first.',
  },
  'catalogue.has_findings': {
    status: 422,
    retryable: true,
    zh: '清单还不能发布：{findings} 处无人负责或互相冲突；请按所附列表逐条补齐后再发布。',
    en: 'The catalogue cannot be published: {findings} findings of holes or clashes; mend the list attached.',
  },
  'catalogue.not_draft': {
    status: 409,
    retryable: false,
    zh: '这一版清单已{state}，不能再改；请另建新版。',
    en: 'This version of the catalogue is already {state} and cannot be changed; make a new one.',
  },
  'catalogue.date_taken': {
    status: 409,
    retryable: false,
    zh: '{effectiveFrom} 已有一版清单生效；请换一个生效日期。',
    en: 'Another version already takes effect on {effectiveFrom}; choose another date.',
  },
  'catalogue.date_past': {
    status: 422,
    retryable: false,
    zh: '生效日期 {effectiveFrom} 早于今天 {today}；已发生的案件不能改用新清单。',
    en: 'The effective date {effectiveFrom} is before today {today}; past cases keep their catalogue.',
  },
  'catalogue.file_unreadable': {
    status: 415,
    retryable: false,
    zh: '读不出表格：{why}；请上传 .xlsx 或 UTF-8/GB18030 编码的 .csv。',
    en: 'The table cannot be read: {why}; upload .xlsx, or .csv in UTF-8 or GB18030.',
  },
  'catalogue.file_too_large': {
    status: 413,
    retryable: false,
    zh: '文件超过 {rows} 行；请分成几个文件。',
    en: 'The file has more than {rows} rows; split it.',
  },
  'catalogue.limit_unreadable': {
    status: 422,
    retryable: false,
    zh: '时限“{text}”读不懂；请写成“2紧急工作时”“4工作时”“5工作日”“7自然日”或“U2h”“4h”“5d”。',
    en: 'The limit “{text}” cannot be read; write “U2h”, “4h”, “5d”, or “2紧急工作时”, “5工作日”.',
  },
  ...catalogueWorkshopRefusals,
} as const satisfies RefusalTable;

export type CatalogueRefusalCode = keyof typeof catalogueRefusals;
