// Why a what-if says no, with the words for people: what, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

const no = (status: 404 | 409 | 422, zh: string, en: string) =>
  ({ status, retryable: false, zh, en }) as const;

export const whatifRefusals = {
  'whatif.not_found': no(
    404,
    '没有这次推演，或已删除。请从列表中重新选择。',
    'There is no such what-if, or it was deleted. Choose one from the list.',
  ),
  'whatif.nothing_drafted': no(
    422,
    '没有指定要试的内容。请选择清单草稿、网格草稿，或改日历。',
    'Nothing was drafted. Choose a draft of the lists or of the grids, or change the calendar.',
  ),
  'whatif.draft_unknown': no(
    422,
    '没有这份{whatZh}，或它属于别的区。请从列表中重新选择。',
    'There is no such version of {whatEn}, or it is another district’s. Choose one from the list.',
  ),
  'whatif.period_empty': no(
    422,
    '{from} 至 {to} 之间没有派遣过的案件。请换一段时间。',
    'Between {from} and {to} no case was sent to a unit. Choose another period.',
  ),
  'whatif.running': no(
    409,
    '已有一次推演正在进行（{done}/{total}）。请等它完成，或先取消。',
    'Another what-if is under way ({done} of {total}). Wait for it, or cancel it first.',
  ),
} as const satisfies RefusalTable;
