// Why circulars say no, with the words for people: what, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

const no = (status: 404 | 409 | 422 | 503, zh: string, en: string) =>
  ({ status, retryable: status === 503, zh, en }) as const;

export const circularsRefusals = {
  'circulars.not_found': no(
    404,
    '没有这份通报，或不在您可查看的范围内。请从列表中选择。',
    'There is no such circular, or it is not yours to see. Choose one from the list.',
  ),
  'circulars.case_unknown': no(
    422,
    '所选案件中有 {total} 件不在这个区域内，或已不存在。请重新选择。',
    '{total} of the chosen cases are not of this area, or are no more. Choose again.',
  ),
  'circulars.unit_unknown': no(
    422,
    '没有这个单位。请从督办看板或案件列表中选择。',
    'There is no such unit. Choose one from the board or from the cases.',
  ),
  'circulars.not_of_unit': no(
    422,
    '所选案件中有 {total} 件的责任单位不是{unit}。请重新选择。',
    '{total} of the chosen cases are not for {unitEn} to settle. Choose again.',
  ),
  'circulars.too_many_sheets': no(
    503,
    '同时打印的人太多。请稍后再试。',
    'Too many are printing at the same moment. Try again shortly.',
  ),
  'circulars.changed': no(
    409,
    '这份草稿刚被他人改过。请先查看新的内容，再改一次。',
    'Somebody has just changed this draft. Look at it as it is now, and change it again.',
  ),
  'circulars.issued': no(
    409,
    '这份通报已经印发，不能再改。如需更正，请另发一份。',
    'This circular is issued and stays as it is. To correct it, issue another one.',
  ),
} as const satisfies RefusalTable;
