// What the inbox refuses.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const noticesRefusals = {
  'notices.not_yours': {
    status: 404,
    retryable: false,
    zh: '没有这条消息，或它不是发给您的。请刷新消息列表。',
    en: 'There is no such notice, or it is not yours. Refresh the list.',
  },
  'notices.push_off': {
    status: 409,
    retryable: false,
    zh: '本系统没有开通手机推送。消息仍在收件箱中，请打开应用查看。',
    en: 'This system sends no pushes. Notices are in the inbox as ever: open the app to see them.',
  },
  'notices.push_service_unknown': {
    status: 422,
    retryable: false,
    zh: '不能向这个推送服务（{service}）发送：它不在允许的名单里，或密钥不完整。请联系管理员。',
    en:
      'This push service ({service}) is not sent to: it is not on the list, or its keys are incomplete. ' +
      'Ask an administrator.',
  },
  'notices.device_unknown': {
    status: 404,
    retryable: false,
    zh: '没有这台设备，它可能已停止接收提醒。请刷新后再看。',
    en: 'There is no such device: it may have stopped getting pushes already. Refresh to see.',
  },
} as const satisfies RefusalTable;
