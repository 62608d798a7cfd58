// Why the lists workshop says no, with the words for people: what, where, and how to go on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

const no = (status: 404 | 409 | 422, zh: string, en: string) =>
  ({ status, retryable: false, zh, en }) as const;

export const catalogueWorkshopRefusals = {
  'catalogue.draft_changed': no(
    409,
    '{byName} 刚才改过同一行（{row}，现为第 {revision} 步），您的修改没有保存。请刷新，看过对方的修改后再保存。',
    '{byName} has changed the same row ({row}, now at {revision}); yours was not saved. Reload and look.',
  ),
  'catalogue.row_unknown': no(
    422,
    '草稿中没有“{row}”，可能已被删除。请刷新后再选。',
    'The draft has no “{row}”; it may have been taken away. Reload and choose again.',
  ),
  'catalogue.row_in_use': no(
    409,
    '“{row}”还被“{by}”使用。请先修改或删除后者。',
    '“{row}” is used by “{by}”. Change or take away that one first.',
  ),
  'catalogue.row_needed': no(
    422,
    '“{row}”不能删除，只能修改。',
    '“{row}” cannot be taken away; it can be changed.',
  ),
  'catalogue.code_invalid': no(
    422,
    '代码 {code} 不合规则：大类 E01，小类 E0101，细类为其上级代码加两位；部件以 C 开头。',
    'Code {code} does not fit: class E01, subclass E0101, items two digits below; components begin with C.',
  ),
  'catalogue.rule_unit_unknown': no(
    422,
    '规则指定的“{unit}”不是本区的单位，也不是已知的单位类型。请从列表中选择。',
    'The rule names “{unit}”, no unit of this district and no known kind of unit. Choose from the list.',
  ),
  'catalogue.rule_area_outside': no(
    422,
    '规则的区域 {areaPath} 不在本区内。请从区域树中选择。',
    'The area {areaPath} of the rule lies outside this district. Choose from the tree.',
  ),
  'catalogue.nothing_changed': no(
    409,
    '这一步没有改变任何行，未保存。',
    'This step changes no row; nothing was saved.',
  ),
  'catalogue.step_unknown': no(
    404,
    '没有第 {seq} 步。请刷新后再选。',
    'There is no step {seq}. Reload and choose again.',
  ),
  'catalogue.changed_since_read': no(
    409,
    '草稿在您读过之后有改动（{byName}）。请刷新，看过改动后重新提交发布。',
    'The draft was changed since you read it (by {byName}). Reload, look, and propose it again.',
  ),
  'catalogue.changed_since_proposed': no(
    409,
    '草稿“{title}”在提交审批后又有改动。请撤回原申请，重新提交发布。',
    'Draft “{title}” was changed after it was proposed. Take the proposal back and propose it again.',
  ),
  'catalogue.draft_overtaken': no(
    409,
    '本草稿开始后，“{title}”已经发布；发布本草稿会丢掉其中的改动。请从新版本另建草稿。',
    '“{title}” was published since this draft was begun; it would be undone. Begin a new draft.',
  ),
  'catalogue.never_in_force': no(
    409,
    '只能恢复曾经发布的版本。请在版本列表中另选。',
    'Only a version that was published can be brought back. Choose another from the list.',
  ),
  'catalogue.tables_missing': no(
    422,
    '工作簿里没有工作台的表（{sheets}）。请用“导出 Excel”得到的工作簿修改后再导入。',
    'The workbook has no tables of the workshop ({sheets}). Edit the workbook that the workshop exports.',
  ),
  'catalogue.proof_unknown': no(404, '没有这份证明。请重新运行。', 'There is no such proof. Run it again.'),
  'catalogue.proof_running': no(
    409,
    '这一版清单的证明正在进行（{done}/{items} 项）。请等它完成，或先取消。',
    'A proof of this version is under way ({done} of {items} items). Wait for it, or cancel it first.',
  ),
  'catalogue.proof_not_done': no(
    409,
    '证明没有完成，逐条结果不能导出。请等它完成，或重新运行。',
    'The proof is not complete, so its answers cannot be exported. Wait for it, or run it again.',
  ),
  'catalogue.proof_outdated': no(
    409,
    '证明之后，{whatZh}有变动，逐条结果已不再一致。请重新运行证明后导出。',
    'Since the proof, {whatEn} changed, and the answers would differ. Run the proof again, then export.',
  ),
} as const satisfies RefusalTable;

export type WorkshopRefusalCode = keyof typeof catalogueWorkshopRefusals;
