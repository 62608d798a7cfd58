// What rotas, quiet hours and calendar links say no to, and how one goes on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const dutyRefusals = {
  'duty.unit_unknown': {
    status: 404,
    retryable: false,
    zh: '没有这个单位，请从列表中选择。',
    en: 'There is no such unit: choose one of the list.',
  },
  'duty.bad_shift': {
    status: 422,
    retryable: false,
    zh: '第 {position} 个班次不完整：须有起止时间（最长 24 小时），并排 1 至 {most} 人，每人一次。',
    en: 'Shift {position} is not whole: it needs a beginning, an end within 24 h, and 1 to {most} people.',
  },
  'duty.shifts_overlap': {
    status: 422,
    retryable: false,
    zh: '第 {position} 个班次与前一个班次时间重叠，请调整起止时间。',
    en: 'Shift {position} begins before the one before it ends: change the times.',
  },
  'duty.not_of_unit': {
    status: 422,
    retryable: false,
    zh: '所排人员中有人不在本单位的处置、派遣或负责人岗位上，不能答复督办。请重新选择。',
    en: 'Somebody named holds no post here that may answer a push: choose among the unit’s own.',
  },
  'duty.bad_day': {
    status: 422,
    retryable: false,
    zh: '“{day}”不是有效日期，或结束日期不晚于开始日期。',
    en: '“{day}” is no day, or the last day does not lie after the first.',
  },
  'duty.day_past': {
    status: 422,
    retryable: false,
    zh: '{day} 已经过去，值班记录不能再改。请从今天或以后改起。',
    en: '{day} is over, and who was on call then stays on record. Change from today on.',
  },
  'duty.rota_changed': {
    status: 409,
    retryable: false,
    zh: '值班表已被别人修改，请重新载入后再改。',
    en: 'Somebody else has changed this rota: load it again, then change it.',
  },
  'duty.quiet_all_day': {
    status: 422,
    retryable: false,
    zh: '安静时段的起止时间不能相同：全天安静就没有可以告知的早晨。',
    en: 'Quiet hours must end at another time than they begin: else there is no morning to tell in.',
  },
  'duty.quiet_unknown': {
    status: 404,
    retryable: false,
    zh: '没有这条安静时段，或已撤销。请刷新。',
    en: 'There are no such quiet hours, or they were taken back. Refresh.',
  },
  'duty.link_unknown': {
    status: 404,
    retryable: false,
    zh: '没有这个日历链接，或已停用。请在系统中重新生成。',
    en: 'There is no such calendar link, or it was revoked. Make a new one in the system.',
  },
} as const satisfies RefusalTable;
