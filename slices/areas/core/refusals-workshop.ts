// Why the grid workshop says no, with the words for people: what, where, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

const no = (status: 404 | 409 | 422, zh: string, en: string) =>
  ({ status, retryable: false, zh, en }) as const;

/** Of the act itself: what was drawn or pointed at cannot stand. */
const meshRefusals = {
  'areas.grid_unknown': no(
    404,
    '草稿中没有网格 {path}，可能已被合并或重新编号。请刷新后再选。',
    'The draft has no grid {path}; it may have been merged or renumbered. Reload and choose again.',
  ),
  'areas.community_unknown': no(
    404,
    '草稿中没有村社区 {path}。请从列表中选择。',
    'The draft has no community {path}. Choose one from the list.',
  ),
  'areas.border_crosses': no(
    422,
    '这样改，界线会在 {place} 处相交或重叠。请换个位置，或先移开该处的折点。',
    'Borders would cross or lie over each other at {place}. Choose another place, or move that corner first.',
  ),
  'areas.ring_pinched': no(
    422,
    '这样改，网格会在 {place} 处变空、翻转或被掐断。请换个位置。',
    'The grid would be empty, turned over or pinched at {place}. Choose another place.',
  ),
  'areas.sliver': no(
    422,
    '这样改，会在 {place} 处留下宽不足 1 米的细条。请把线贴到原有界线上，或离开它。',
    'A strip less than a metre wide would be left at {place}. Draw along the border there, or away from it.',
  ),
  'areas.line_tangled': no(
    422,
    '所画的线在 {place} 处与自身相交。请重画。',
    'The line crosses itself at {place}. Draw it again.',
  ),
  'areas.line_cuts_nothing': no(
    422,
    '所画的线没有穿过该网格。线的两端都要画到网格的界线上或界线之外。',
    'The line does not cut the grid. Both its ends must reach the border of the grid or lie beyond it.',
  ),
  'areas.line_cuts_more': no(
    422,
    '所画的线把网格切成 {pieces} 块（见 {place}）。每次只切成两块：请缩短线，分几次切。',
    'The line cuts the grid into {pieces} pieces (see {place}). Cut into two at a time: shorten the line.',
  ),
  'areas.keeps_neither': no(
    422,
    '指定保留编码的位置（{place}）不在切开的任何一块里。请在要保留编码的一块内点选。',
    'The place that should keep the code ({place}) lies in neither half. Point into the half that keeps it.',
  ),
  'areas.no_share': no(
    422,
    '网格内有 {points} 个点，无法按该比例直线切成两块。请换个比例，或画线切分。',
    'No straight cut shares the {points} points in this grid so. Take another share, or draw the line.',
  ),
  'areas.not_neighbours': no(
    422,
    '{path} 与 {keep} 没有共同的界线，不能连成一块。请只选相邻的网格。',
    '{path} shares no border with {keep} and cannot be joined to it. Choose neighbours only.',
  ),
  'areas.other_community': no(
    422,
    '{path} 与 {keep} 不属于同一村社区，不能合并。请在界线上移动折点，或先划归同一社区。',
    '{path} and {keep} are of different communities and are not merged. Move the border between them.',
  ),
  'areas.no_land_here': no(
    422,
    '{place} 处不是无主地。请从无主地列表中选择。',
    'There is no nobody’s land at {place}. Choose a place from the list.',
  ),
  'areas.nothing_drawn': no(
    422,
    '所画范围内没有可划入的地。请画到无主地上，或选择让出地块的网格。',
    'The ring holds no ground to take. Draw over nobody’s land, or choose the grids that give ground.',
  ),
  'areas.nothing_left': no(
    422,
    '所画范围会吞掉整个网格 {path}。若要并入，请用合并。',
    'The ring would swallow the whole grid {path}. Merge it if that is meant.',
  ),
  'areas.corner_unknown': no(
    422,
    '{place} 处没有折点，可能已被移动。请刷新后再选。',
    'There is no corner at {place}; it may have been moved. Reload and choose again.',
  ),
  'areas.corner_taken': no(
    422,
    '{place} 处已有折点。请放到别处，或先删去原折点。',
    'There is a corner at {place} already. Put it elsewhere, or take the other out first.',
  ),
  'areas.corner_of_three': no(
    422,
    '{place} 处是几条界线的交点，不能删去；可以移动它。',
    'Several borders meet at {place}, so this corner cannot be taken out. It can be moved.',
  ),
  'areas.border_unknown': no(
    422,
    '{place} 处没有这段界线，可能已被改动。请刷新后再选。',
    'There is no such border at {place}; it may have changed. Reload and choose again.',
  ),
  'areas.border_of_district': no(
    422,
    '{place} 处是区县界线，须经勘界，不能在此移动。',
    'At {place} runs the border of the district. Moving it takes a survey of both districts, not this.',
  ),
  'areas.no_code_left': no(
    409,
    '村社区 {path} 的网格编码（001–999）已用完，用过的编码不再给别的网格。请另设社区。',
    'Community {path} has used every number from 001 to 999; none is given twice. Make another community.',
  ),
  'areas.nothing_to_number': no(
    409,
    '村社区 {path} 没有新网格需要编号；已启用的编码不再变动。',
    'Community {path} has no new grid to number; codes once in force stay as they are.',
  ),
} as const satisfies RefusalTable;

/** Of the draft: who else worked on it, what has become of it. */
const draftRefusals = {
  'areas.draft_changed': no(
    409,
    '{byName} 刚才改过这份草稿（现为第 {revision} 步），您的这一步没有保存。请载入最新草稿，看过再做。',
    '{byName} has changed this draft (now at {revision}); your step was not saved. Load the newest first.',
  ),
  'areas.draft_waits': no(
    409,
    '该版本已定于 {startsOn} 生效，不能再改。如需修改，请先撤回生效。',
    'This version comes into force on {startsOn} and is not edited any more. Recall it first.',
  ),
  'areas.not_opened': no(
    409,
    '该版本不是工作台草稿。请先从它新建草稿。',
    'This version was not opened in the workshop. Begin a draft from it first.',
  ),
  'areas.not_meshed': no(
    422,
    '网格 {name}（{path}）的地全部在区县之外或与编码更小的网格重叠，不能编辑。请改正后重新导入。',
    'All of grid {name} ({path}) lies outside the district or under lower codes. Mend and import it again.',
  ),
  'areas.nothing_changed': no(
    409,
    '这一步没有改变任何区域，未保存。',
    'This step changes no area; nothing was saved.',
  ),
  'areas.codes_unreadable': no(
    422,
    '读不出编码表。请用本页下载的 Excel 或 CSV 编码表，保留首行标题和“编码、名称、英文名称”三列。',
    'This is no table of codes. Use the one downloaded here, with its first row: Code, Name, English name.',
  ),
  'areas.codes_invalid': no(
    422,
    '编码表有 {count} 行有误，没有改名。请按所列各行改正后重新选择。',
    '{count} lines of the table are wrong and nothing was renamed. Mend those listed and choose it again.',
  ),
  'areas.nothing_to_undo': no(409, '没有可以撤销的步骤。', 'There is no step to undo.'),
  'areas.nothing_to_redo': no(409, '没有可以恢复的步骤。', 'There is no undone step to do again.'),
  'areas.draft_overtaken': no(
    409,
    '本草稿开始后，第 {number} 版已经生效；发布会丢掉其中的改动。请从现行版本新建草稿，重做这些步骤。',
    'Version {number} came into force since this draft was begun; it would be undone. Begin a new draft.',
  ),
  'areas.changed_since_proposed': no(
    409,
    '第 {number} 版草稿在提交审批后又有改动。请撤回原申请，重新提交发布。',
    'Draft {number} was changed after it was proposed. Take the proposal back and propose it again.',
  ),
  'areas.changed_since_read': no(
    409,
    '第 {number} 版草稿在您读过之后有改动（{byName}）。请刷新，看过改动后按最新步数重新提交发布。',
    'Draft {number} was changed since you read it (by {byName}). Reload it, look, and send its new revision.',
  ),
  'areas.another_waits': no(
    409,
    '第 {number} 版已定于 {startsOn} 生效。同时只能有一个待生效版本：请先撤回它。',
    'Version {number} comes into force on {startsOn}. Only one may wait at a time: recall it first.',
  ),
  'areas.nothing_waits': no(
    409,
    '该版本没有待生效的日期，无需撤回。',
    'This version waits for no day; there is nothing to recall.',
  ),
  'areas.day_not_ahead': no(
    422,
    '生效日期须在明天到一年之内；留空则立即生效。',
    'The day must lie between tomorrow and a year from now; leave it out to publish at once.',
  ),
  'areas.never_in_force': no(
    409,
    '只能退回到曾经生效、现已停用的版本。请在版本列表中另选。',
    'Only a version that was in force and no longer is can be brought back. Choose another from the list.',
  ),
} as const satisfies RefusalTable;

export const workshopRefusals = { ...meshRefusals, ...draftRefusals };
