// Why briefs say no, with the words for people: what, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

const no = (status: 404 | 409 | 422 | 503, zh: string, en: string) =>
  ({ status, retryable: status === 503, zh, en }) as const;

export const briefsRefusals = {
  'briefs.no_area': no(
    404,
    '没有这个区域（{areaPath}）。请从区域列表中选择。',
    'There is no such area ({areaPath}). Choose one from the list.',
  ),
  'briefs.not_over': no(
    422,
    '{zh}还没有结束（到 {to} 为止）。结束后才能印发简报，现在可先预览。',
    '{en} is not over yet (it ends on {to}). Issue its brief after that; a preview is there now.',
  ),
  'briefs.why_missing': no(
    422,
    '{zh}的简报已经印发（第 {revision} 版）。要重新印发，请说明原因。',
    'The brief of {en} is issued (revision {revision}). To issue it again, say why.',
  ),
  'briefs.not_found': no(
    404,
    '没有这份简报，或不在您可查看的范围内。请从列表中选择。',
    'There is no such brief, or it is not yours to see. Choose one from the list.',
  ),
  'briefs.no_such_list': no(
    422,
    '“{figure}”没有按细类的清单。请打开全区域的清单。',
    'There is no list of “{figure}” by item. Open that of the whole area.',
  ),
  'briefs.too_many_sheets': no(
    503,
    '同时打印的人太多。请稍后再试。',
    'Too many are printing at the same moment. Try again shortly.',
  ),
} as const satisfies RefusalTable;
