// Why peace says no, with the words for people: what, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

const no = (status: 400 | 404 | 409 | 413 | 422, zh: string, en: string) =>
  ({ status, retryable: false, zh, en }) as const;

export const peaceRefusals = {
  'peace.no_day': no(
    422,
    '“{day}”不是日期。请用“2026-07-31”这样的日期。',
    '“{day}” is no day. Write a day like 2026-07-31.',
  ),
  'peace.no_indicator': no(
    404,
    '没有“{indicator}”这个指标。请从指标列表中选择。',
    'There is no indicator “{indicator}”. Choose from the list.',
  ),
  'peace.no_area': no(
    404,
    '本区没有“{areaPath}”这个区域。请从区域列表中选择。',
    'The district has no area “{areaPath}”. Choose from the list.',
  ),
  'peace.is_counted': no(
    422,
    '“{zh}”由系统按案件统计，不能填报。如有出入，请更正案件。',
    '“{en}” is counted from the cases and cannot be entered. If it is wrong, correct the cases.',
  ),
  'peace.not_over': no(
    422,
    '{zh}还没有结束（到 {to} 为止）。结束后才能填报。',
    '{en} is not over yet (it ends on {to}). Enter its value after that.',
  ),
  'peace.no_number': no(
    422,
    '“{value}”不是可用的数值：请写不带千分位的数，小数最多 6 位；数量不能为负。',
    '“{value}” is no value: write a number without separators, six decimals at most, not below zero.',
  ),
  'peace.value_moved': no(
    409,
    '您看到之后，这个数值已有改动。请刷新，看过新的数值再更正。',
    'The value has been changed since you saw it. Refresh, look at it, then correct it.',
  ),
  'peace.why_missing': no(
    422,
    '这一期已有数值。更正请说明原因，原数值会留在记录中。',
    'The period has a value already. To correct it, say why; the old one stays on record.',
  ),
  'peace.nothing_changed': no(
    422,
    '与现有数值相同，无需更正。',
    'That is the value that stands. There is nothing to correct.',
  ),
  'peace.file_unreadable': no(
    422,
    '读不出表格。请上传 .xlsx 或 .csv，首行写“区域、指标、期间、数值、来源”。',
    'No table could be read. Upload .xlsx or .csv with a first line: area, indicator, period, value, source.',
  ),
  'peace.file_too_large': no(
    413,
    '表格太大：最多 {rows} 行。请分几次导入。',
    'The table is too large: {rows} lines at most. Bring it in by pieces.',
  ),
  'peace.import_faulty': no(
    422,
    '有 {faults} 行不能导入（第一处在第 {line} 行：{zh}），所以一行也没有写入。请改好后重新检查。',
    '{faults} lines cannot come in (line {line}: {en}), so nothing was written. Mend them, check again.',
  ),
  'peace.indicator_taken': no(
    409,
    '已有名为“{zh}”的指标。请用原有的，或换一个名称。',
    'There is an indicator called “{zh}” or “{en}” already. Use it, or choose another name.',
  ),
  'peace.not_over_yet': no(
    422,
    '{zh}还没有结束（到 {to} 为止）。结束后才能公布。',
    '{en} is not over yet (it ends on {to}). Publish it after that.',
  ),
  'peace.none_judged': no(
    422,
    '{zh}没有一个区域能评，不能公布。请先填报或导入数值。',
    'No area could be judged in {en}, so there is nothing to publish. Enter or import its values first.',
  ),
  'peace.revision_why_missing': no(
    422,
    '{zh}已经公布。要修订，请说明原因。',
    '{en} is published. To revise it, say why.',
  ),
  'peace.nothing_moved': no(
    422,
    '{zh}公布（第 {revision} 版）之后没有变化，无需修订。',
    'Nothing in {en} has changed since revision {revision} was published. There is nothing to revise.',
  ),
  'peace.no_publication': no(
    404,
    '没有这一版公布。请从公布记录中选择。',
    'There is no such revision. Choose from what was published.',
  ),
  'peace.scheme_unfit': no(
    422,
    '方案不能使用：{faultZh}。请修改后再试。',
    'The scheme cannot be used: {faultEn}. Mend it and try again.',
  ),
  'peace.scheme_not_first': no(
    422,
    '方案须从某月 1 日起施行，“{day}”不是。请选择月初。',
    'A scheme comes into force on the first of a month, and {day} is none. Choose one.',
  ),
  'peace.scheme_in_past': no(
    422,
    '{day} 已经开始，已评过的期间不改用新方案。请选择下个月或更晚的月初。',
    '{day} has begun, and what was judged is not judged anew. Choose the first of a coming month.',
  ),
  'peace.scheme_waits': no(
    409,
    '本区已有一个方案待批。请先批准、拒绝或撤回它。',
    'A scheme of this district waits for its second person already. Have it decided or withdrawn first.',
  ),
} as const satisfies RefusalTable;
