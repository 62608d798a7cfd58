// Which key means what on the desk, as data: the buttons show it, the sheet lists it, the palette teaches
// it, the desk listens for it. A person may give every row that is not fixed another key. Whether an action
// may be done is the case's ability to say.

export const KEY_GROUPS = ['move', 'decide', 'act', 'look', 'here', 'draw', 'form', 'anywhere'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

export interface DeskKey {
  /** The name of the action where the key opens one of the case's. */
  readonly id: string;
  readonly group: KeyGroup;
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  /** Several keys at once, or one that every program means the same by. */
  readonly isFixed?: boolean;
}

const row = (group: KeyGroup, id: string, key: string, zh: string, en: string): DeskKey => ({
  id,
  group,
  key,
  zh,
  en,
});

export const DESK_KEYS: readonly DeskKey[] = [
  row('move', 'next', 'j', '下一件', 'next case'),
  row('move', 'previous', 'k', '上一件', 'previous case'),
  row('move', 'show_new', 's', '显示新到的案件', 'show new cases'),
  row('move', 'next_view', ']', '下一个视图', 'next view'),
  row('move', 'search', '/', '查找', 'search the queue'),
  row('decide', 'accept', 'a', '受理并按拟派单位派遣', 'accept and dispatch as proposed'),
  row('decide', 'dispatch', 'd', '派遣给…（换单位、协办）', 'dispatch to…'),
  { ...row('decide', 'suggested', '1–5', '选择推荐的细类', 'take a suggested item'), isFixed: true },
  row('decide', 'item', 'f', '查找细类', 'find another item'),
  row('decide', 'place', 'l', '更正地点', 'correct the place'),
  row('decide', 'merge', 'm', '并案', 'merge'),
  row('decide', 'reject', 'r', '不予受理', 'reject'),
  row('decide', 'split', 'x', '拆分办理', 'split into parts'),
  row('decide', 'undo', 'u', '撤销刚才的操作', 'undo what was just done'),
  row('act', 'escalate', 'e', '上报上级', 'escalate'),
  row('act', 'delegate', 'y', '下派', 'delegate'),
  row('act', 'push', 'p', '督办', 'push'),
  row('act', 'check', 'i', '请人核实', 'ask for a field check'),
  row('act', 'verify', 'v', '核查通过', 'verify'),
  row('act', 'rework', 'w', '返工', 'send back for rework'),
  row('act', 'close', 'c', '结案', 'close'),
  row('act', 'transfer', 't', '转办', 'transfer'),
  row('act', 'note', 'n', '备注', 'note'),
  row('look', 'open', 'o', '打开案件页', 'open the case page'),
  row('look', 'same', 'b', '看重复件与往例', 'go to duplicates and similar cases'),
  { ...row('look', 'palette', 'Ctrl K', '命令面板', 'palette of commands'), isFixed: true },
  {
    ...row('look', 'ways', 'g', '先按 G 再按字母：换到别的页面', 'then a letter: another screen'),
    isFixed: true,
  },
  row('look', 'help', '?', '这张表', 'this sheet'),
];

/** Actions that the desk offers in its own way, not as a plain button. */
export const OWN_WAY: ReadonlySet<string> = new Set([
  'accept',
  'dispatch',
  'undo',
  'undo_accept',
  'undo_merge',
  'undo_split',
  'undo_close',
  'undo_reject',
  'join',
  'withdraw',
  'rate',
  'object',
]);

/** What the case waits for comes first, as the main button. */
export const MAIN_ACTIONS: readonly string[] = [
  'verify',
  'close',
  'answer_extend',
  'answer_suspend',
  'answer_consult',
  'confirm_force_close',
  'review_appeal',
  'confirm_appeal',
  'answer_push',
];

/** In view as buttons; the rest is behind "more". */
export const SHOWN_ACTIONS: readonly string[] = [
  'merge',
  'reject',
  'check',
  'rework',
  'escalate',
  'push',
  'note',
];
