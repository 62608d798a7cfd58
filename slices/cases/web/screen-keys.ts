// The keys of the screens beside the desk, and those that hold on every screen, as rows of the sheet. They
// are told here and answered where they act: ui/table, map-keys.ts, platform/web/map, ui/picker, ui/form.
import { DESK_KEYS, type DeskKey, type KeyGroup } from './triage-keys.ts';

export const fixedKey = (group: KeyGroup, id: string, key: string, zh: string, en: string): DeskKey =>
  ({ id, group, key, zh, en, isFixed: true });

export const LIST_KEYS: readonly DeskKey[] = [
  fixedKey('here', 'list.move', 'J K ↓ ↑', '在表格里上下移动', 'move in the table'),
  fixedKey('here', 'list.page', 'PageDown PageUp', '上下翻一页', 'a page on or back'),
  fixedKey('here', 'list.ends', 'Home End', '到第一行、最后一行', 'to the first row, to the last'),
  fixedKey('here', 'list.open', 'Enter', '打开所在案件', 'open the case of the row'),
  fixedKey('here', 'list.select', 'Space', '选中或取消所在案件', 'select the row, or leave it'),
  fixedKey('here', 'list.extend', 'Shift J K', '连续选中', 'select on the way'),
  fixedKey('here', 'list.all', 'Ctrl A', '全选已列出的案件', 'select all that are listed'),
  fixedKey('here', 'list.none', 'Esc', '取消选择', 'select nothing'),
];

export const MAP_KEYS: readonly DeskKey[] = [
  fixedKey('here', 'map.move', '← → ↑ ↓', '移动地图（焦点在图上）', 'move the map (with the focus on it)'),
  fixedKey('here', 'map.zoom', '+ -', '放大、缩小', 'zoom in, zoom out'),
  fixedKey('here', 'map.press', 'Enter', '打开十字处的案件、部件或区域', 'open what lies at the cross'),
  fixedKey('here', 'map.draw', 'L', '开始圈选，再按一次取消', 'draw around, and again to leave it'),
  fixedKey('here', 'map.list', 'O', '用列表打开同一批案件', 'open the same cases as a list'),
  fixedKey('draw', 'draw.corner', 'Enter', '在十字处加一个角点', 'a corner at the cross'),
  fixedKey('draw', 'draw.back', 'Backspace', '撤回一个角点', 'take a corner back'),
  fixedKey('draw', 'draw.close', 'Ctrl Enter', '闭合并按此圈选', 'close the line and show what is inside'),
  fixedKey('draw', 'draw.leave', 'Esc', '取消圈选', 'leave it'),
];

export const FORM_KEYS: readonly DeskKey[] = [
  fixedKey('form', 'form.send', 'Ctrl Enter', '提交表单', 'send the form'),
  fixedKey('form', 'form.leave', 'Esc', '关闭窗口', 'close it'),
  fixedKey('form', 'form.pick', '↓ ↑ Enter', '在选择框里移动、选定', 'move in a picker, and choose'),
];

const OF_DESK: ReadonlySet<string> = new Set(['palette', 'ways', 'help']);

/** On every screen; the desk's own table has the last three of them already. */
export const ANYWHERE_KEYS: readonly DeskKey[] = [
  fixedKey('anywhere', 'page.next', 'Tab', '到下一个按钮、链接或输入框', 'to the next button, link or field'),
  fixedKey('anywhere', 'page.press', 'Enter', '打开或按下焦点所在处', 'open or press what has the focus'),
  ...DESK_KEYS.filter(({ id }) => OF_DESK.has(id)).map((row) => ({ ...row, group: 'anywhere' as const })),
];
