// What a check-in says no to, and how one goes on.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const checkinRefusals = {
  'check_in.ends_too_early': {
    status: 422,
    retryable: false,
    zh: '结束时间须在开始之后，并且在现在之后。',
    en: 'It must end after it starts, and after now.',
  },
  'check_in.too_long': {
    status: 422,
    retryable: false,
    zh: '一次签到任务最长 {days} 天。到期后确有需要的，请说明理由另行发起。',
    en: 'One check-in task lasts {days} days at most. If it is still needed, begin another with its reason.',
  },
  'check_in.too_far_ahead': {
    status: 422,
    retryable: false,
    zh: '最早可提前 {days} 天设置。',
    en: 'It can be set up {days} days ahead at most.',
  },
  'check_in.words_missing': {
    status: 422,
    retryable: false,
    zh: '请填写任务名称和理由，参与的人会看到。',
    en: 'Give the task a name and a reason: those in it will read them.',
  },
  'check_in.no_area': {
    status: 422,
    retryable: false,
    zh: '没有这个区域，请重新选择。',
    en: 'There is no such area: choose another.',
  },
  'check_in.not_found': {
    status: 404,
    retryable: false,
    zh: '没有这个签到任务，或与您无关。',
    en: 'There is no such check-in task, or it is not for you.',
  },
  'check_in.not_running': {
    status: 409,
    retryable: false,
    zh: '签到任务没有在进行，不收集任何签到。',
    en: 'This task is not running: nothing is collected.',
  },
} as const satisfies RefusalTable;
