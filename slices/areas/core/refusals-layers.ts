// Why the doors of professional layers say no, with the words for people.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const layerRefusals = {
  'areas.layer_version_unknown': {
    status: 404,
    retryable: false,
    zh: '没有这个专业图层版本，可能已被放弃。请从列表中选择。',
    en: 'There is no such version of a layer; it may have been given up. Choose one from the list.',
  },
  'areas.layer_differs': {
    status: 409,
    retryable: false,
    zh: '专业图层 {code} 已存在，名称为“{name}”，{kind}。请沿用，或换一个图层代码。',
    en: 'Layer {code} is there already: {name}, {kind}. Keep that, or take another code.',
  },
  'areas.layer_not_tiled': {
    status: 409,
    retryable: false,
    zh: '该图层须铺满区县且互不重叠，现有 {count} 处缺口、重叠、越界或自相交。请按所列位置改正文件后重新导入。',
    en: 'This layer must tile the district and has {count} faults. Mend the file at the places listed.',
  },
  'areas.layer_in_force': {
    status: 409,
    retryable: false,
    zh: '第 {number} 版正在使用，无需再发布，也不能放弃。',
    en: 'Version {number} is in force: it needs no publishing, and is not given up.',
  },
  'areas.layer_was_in_force': {
    status: 409,
    retryable: false,
    zh: '第 {number} 版曾经使用过，须留存，不能放弃。',
    en: 'Version {number} was in force and is kept. It can’t be given up.',
  },
} as const satisfies RefusalTable;
