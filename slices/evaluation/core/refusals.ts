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
  'evaluation.not_over': no(
    422,
    '{zh}还没有结束（到 {to} 为止）。结束后才能公布。',
    '{en} is not over yet (it ends on {to}). Publish it after that.',
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
