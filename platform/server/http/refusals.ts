// What the edge itself refuses, before any slice is asked.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const httpRefusals = {
  'http.invalid': {
    status: 400,
    retryable: false,
    zh: '提交的内容有误：{what}。请改正后再提交，已填写的内容仍保留。',
    en: 'Something in what you sent is not right: {what}. Mend it and send again; nothing you typed is lost.',
  },
  'http.query_unknown': {
    status: 400,
    retryable: false,
    zh: '地址里的参数 {names} 无法识别，没有查询。请改正或去掉后再试。可用的参数：{known}。',
    en: 'The address asks with {names}, which means nothing here. Mend or remove it; known are {known}.',
  },
  'http.not_found': {
    status: 404,
    retryable: false,
    zh: '没有这个地址：{url}。请检查链接是否完整。',
    en: 'There is nothing at {url}. Check that the link is complete.',
  },
  'http.too_large': {
    status: 413,
    retryable: false,
    zh: '内容过大，最多 {limitBytes} 字节。请压缩或分次提交。',
    en: 'That is larger than the {limitBytes} bytes allowed. Shrink it or send it in parts.',
  },
  'http.media_type': {
    status: 415,
    retryable: false,
    zh: '不支持的内容类型 {mediaType}。请按接口说明中的类型提交。',
    en: 'The content type {mediaType} is not taken here. See the API page for the types that are.',
  },
  'http.body_damaged': {
    status: 400,
    retryable: true,
    zh: '内容在传输途中损坏（收到 {bytes} 字节），没有保存。手机上的原件还在，请再发一次。',
    en: 'The content was damaged on its way ({bytes} bytes came) and was not saved. Send it once more.',
  },
  'http.client_too_old': {
    status: 426,
    retryable: false,
    zh:
      '手机应用的版本过旧（{client}，至少需要 {oldestServed}），内容没有提交。请打开“我的-更新应用”更新；' +
      '待发件箱里的内容会保留，更新后自动发送。',
    en:
      'This app is too old ({client}; {oldestServed} or newer is needed) and nothing was taken. Update it ' +
      'under Me: what waits in the outbox is kept and sent afterwards.',
  },
  'http.client_too_new': {
    status: 409,
    retryable: true,
    zh: '服务器正在升级（当前 {version}，手机应用为 {client}），内容没有提交。请稍等，稍后会自动重发。',
    en: 'The server is being updated ({version}; this app: {client}). Nothing was taken; try again soon.',
  },
  'http.client_unreadable': {
    status: 400,
    retryable: false,
    zh: '请求头 x-gridloop-protocol 应为 1 至 999999 的整数，收到的是 {client}。请更新或重新安装应用。',
    en: 'x-gridloop-protocol must be a whole number from 1 to 999999, not {client}. Update the app.',
  },
  'http.idempotency_key_missing': {
    status: 400,
    retryable: false,
    zh: '写操作必须带 Idempotency-Key 请求头（8–100 个可见字符），重试时保持不变。',
    en: 'A write needs an Idempotency-Key header of 8–100 visible characters, kept the same over retries.',
  },
  'http.idempotency_key_reused': {
    status: 422,
    retryable: false,
    zh: '这个 Idempotency-Key 已用于另一项提交。新的提交请换新的键。',
    en: 'This Idempotency-Key was used for something else. Use a new key for a new command.',
  },
  'http.too_many_requests': {
    status: 429,
    retryable: true,
    zh: '操作过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  'http.weather': {
    status: 503,
    retryable: true,
    zh: '系统暂时繁忙，内容没有保存。请稍后用同样的内容重试。',
    en: 'The system is briefly unavailable and nothing was saved. Send the same again in a moment.',
  },
  'auth.sign_in_first': {
    status: 401,
    retryable: false,
    zh: '请先登录，再继续操作。',
    en: 'Sign in first, then go on.',
  },
  'auth.not_allowed': {
    status: 403,
    retryable: false,
    zh: '您的岗位没有此项权限（{operation}）。如确需办理，请联系管理员调整岗位。',
    en: 'Your post does not allow this ({operation}). If you need it, ask an administrator.',
  },
  'auth.csrf': {
    status: 403,
    retryable: false,
    zh: '页面已过期，请刷新后再试，已填写的内容会保留。',
    en: 'This page has gone stale. Reload it and try again; what you typed is kept.',
  },
} as const satisfies RefusalTable;
