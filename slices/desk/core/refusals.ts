// What the desk says no to, and how one goes on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const deskRefusals = {
  'desk.view_not_found': {
    status: 404, retryable: false,
    zh: '没有这个视图，可能已被删除。请从列表中另选一个。',
    en: 'There is no such view: it may have been deleted. Choose another from the list.',
  },
  'desk.view_name_taken': {
    status: 409, retryable: false,
    zh: '您已有名为「{name}」的视图，请换一个名称。',
    en: 'You have a view named “{name}” already: give it another name.',
  },
  'desk.preferences_full': {
    status: 422, retryable: false,
    zh: '工作台设置过多，未保存。请先减少列或快捷键。',
    en: 'That is more than a desk can hold, and nothing was saved: choose fewer columns or keys first.',
  },
  'desk.too_many_phone_searches': {
    status: 429, retryable: false,
    zh: '一小时内最多按 {most} 个不同的电话号码查找，以防号码被逐个试出。请改用案件编号（五位以上）或地址查找，或过一会儿再试。',
    en: 'At most {most} different telephone numbers an hour can be looked for, so that none is guessed. ' +
      'Look by five digits or more of the case’s number, or by address, or try again later.',
  },
  'desk.too_many_views': {
    status: 409, retryable: false,
    zh: '最多保存 {most} 个视图，请先删除不用的。',
    en: 'At most {most} views can be saved: delete one that you no longer need.',
  },
} as const satisfies RefusalTable;
