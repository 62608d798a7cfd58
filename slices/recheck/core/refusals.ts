// Why sampling says no, with the words for people: what, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

const no = (status: 404 | 409 | 422, zh: string, en: string) =>
  ({ status, retryable: false, zh, en }) as const;

export const recheckRefusals = {
  'recheck.no_day': no(
    422,
    '“{day}”不是日期。请用“2026-07-31”这样的日期。',
    '“{day}” is no day. Write a day like 2026-07-31.',
  ),
  'recheck.plan_past': no(
    422,
    '方案不能从过去的日期（{day}）开始。请选今天或以后。',
    'A plan can’t begin on a day that is past ({day}). Choose today or later.',
  ),
  'recheck.plan_later': no(
    409,
    '本区域已有从 {day} 开始的方案，新方案须从其后开始。',
    'This area has a plan that begins on {day}: a new one begins after that.',
  ),
  'recheck.no_plan': no(
    422,
    '{zh}没有有效的抽查方案。请先订立方案。',
    'No sampling plan is in force at the end of {en}. Make a plan first.',
  ),
  'recheck.not_over': no(
    422,
    '{zh}还没有结束（到 {to} 为止）。结束后才能抽取。',
    '{en} is not over yet (it ends on {to}). Draw from it after that.',
  ),
  'recheck.drawn_before': no(
    409,
    '{zh}已经抽取过，不能重抽。',
    'The sample of {en} has been drawn and is not drawn anew.',
  ),
  'recheck.no_draw': no(
    404,
    '没有这次抽取，或不在您可查看的范围内。请从列表中选择。',
    'There is no such draw, or it is not yours to see. Choose from the list.',
  ),
  'recheck.no_task': no(
    404,
    '没有这项抽查任务，或不由您检查。请从任务列表中选择。',
    'There is no such task, or it is not yours to do. Choose from your list.',
  ),
  'recheck.done_before': no(
    409,
    '这项抽查已有结果，不能再改。',
    'This one has its result already; it stays.',
  ),
} as const satisfies RefusalTable;
