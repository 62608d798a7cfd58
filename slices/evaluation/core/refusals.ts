// Why evaluation says no, with the words for people: what, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

const no = (status: 404 | 409 | 422, zh: string, en: string) =>
  ({ status, retryable: false, zh, en }) as const;

export const evaluationRefusals = {
  'evaluation.no_day': no(
    422,
    '“{day}”不是日期。请用“2026-07-31”这样的日期。',
    '“{day}” is no day. Write a day like 2026-07-31.',
  ),
  'evaluation.cursor_unknown': no(
    422,
    '翻页标记无效。请从第一页重新打开列表。',
    'That page mark means nothing. Open the list from its first page.',
  ),
  'evaluation.no_person': no(
    404,
    '没有这个人，或其岗位不在您可查看的范围内。请从人员列表中选择。',
    'There is no such person, or none of their posts is yours to look at. Choose from the list of people.',
  ),
  'evaluation.no_look': no(
    404,
    '查看记录不存在、不是您的，或已超过一天。请重新说明事由后查看。',
    'There is no such look, it is not yours, or it is more than a day old. Say why and look again.',
  ),
  'evaluation.rule_unknown': no(
    422,
    '没有这个指标或评分方案。请从列表中选择。',
    'There is no such indicator or scheme. Choose from the list.',
  ),
  'evaluation.edition_past': no(
    422,
    '新的分档线或权重最早从今天（{today}）起生效；已过去的期间不再改判。',
    'Bands and weights hold from today ({today}) at the earliest: what is past stays judged as it was.',
  ),
  'evaluation.dates_swapped': no(
    422,
    '截止日期早于生效日期。请改正后再提交。',
    'It would end before it begins. Correct the dates.',
  ),
  'evaluation.bands_unordered': no(
    422,
    '四条分档线须由好到差依次排列、互不相同；比率在 0 到 100% 之间，时长不为负。',
    'The four limits go from good to bad, each different: rates from 0 to 100 %, times not negative.',
  ),
  'evaluation.weights_not_100': no(
    422,
    '权重合计为 {sum}，应为 100。',
    'The weights add up to {sum}; they must add up to 100.',
  ),
  'evaluation.weight_unjudged': no(
    422,
    '“{name}”不能计权：方案的对象没有这个指标，或它没有分档线。',
    '“{name}” cannot weigh: those whom the scheme judges have no such indicator, or it has no bands.',
  ),
  'evaluation.rule_incomplete': no(
    422,
    '改指标须给出四条分档线，改方案须给出权重。',
    'An indicator takes its four limits, a scheme its weights.',
  ),
  'evaluation.edition_exists': no(
    409,
    '{day} 起已有一版。请换一个生效日期。',
    'Another edition begins on {day}. Choose another day.',
  ),
  'evaluation.edition_waits': no(
    409,
    '对它的另一项修改正在等待批准。请先处理那一项。',
    'Another change of it waits for its second person. Have that decided first.',
  ),
  'evaluation.not_over': no(
    422,
    '{zh}还没有结束（到 {to} 为止）。结束后才能公布。',
    '{en} is not over yet (it ends on {to}). Publish it after that.',
  ),
  'evaluation.counting_past': no(
    409,
    '正在逐案补算以往的案件，{zh}的数字还会变化，而公布后不再改变。请等补算完成后再公布。',
    'Cases of the past are still being counted: the figures of {en} will change, and what is published ' +
      'stays. Publish it once that is done.',
  ),
  'evaluation.counting_behind': no(
    409,
    '统计到 {to} 为止，此后变动的 {total} 件案件还没有计入，而{zh}公布后不再改变。请等统计完成后再公布。',
    'Counting has come to {to}; {total} cases that moved since are not counted yet, and what is published ' +
      'of {en} stays. Publish it once they are.',
  ),
  'evaluation.nothing_changed': no(
    409,
    '{zh}自上次公布（第 {revision} 版）以来没有变化，无需修订。',
    'Nothing in {en} has changed since it was published (revision {revision}). There is nothing to revise.',
  ),
  'evaluation.why_missing': no(
    422,
    '{zh}已经公布。要修订，请说明原因。',
    '{en} is published. To revise it, say why.',
  ),
  'evaluation.no_publication': no(
    404,
    '没有这次公布，或不在您可查看的范围内。请从列表中选择。',
    'There is no such publication, or it is not yours to see. Choose from the list.',
  ),
  'evaluation.no_such_score': no(
    404,
    '这次公布中没有这条计分。请从您自己的指标里打开案件，再提出申诉。',
    'The publication has no such score. Open the case from your own figures, and contest it there.',
  ),
  'evaluation.in_sums_alone': no(
    422,
    '为保护评价人，下级评价只公布汇总数，不列出案件。',
    'To protect whoever rated, ratings from below are told in sums alone, without their cases.',
  ),
  'evaluation.contested_before': no(
    409,
    '这条计分已经申诉过，每条只能申诉一次。',
    'This score was contested before; each can be contested once.',
  ),
  'evaluation.contest_over': no(
    422,
    '公布已超过 {days} 天，不能再申诉。',
    'It was published more than {days} days ago and can no longer be contested.',
  ),
  'evaluation.no_contest': no(
    404,
    '没有这条申诉，或不在您可处理的范围内。请从列表中选择。',
    'There is no such contest, or it is not yours to answer. Choose from the list.',
  ),
  'evaluation.answered_before': no(409, '这条申诉已经答复过了。', 'This contest has been answered already.'),
  'evaluation.own_contest': no(
    422,
    '不能答复自己提出的或关于自己的申诉。请由另一位考核人员答复。',
    'Nobody answers a contest of their own or about themselves. Have another assessor answer it.',
  ),
} as const satisfies RefusalTable;
