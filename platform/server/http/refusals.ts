// What the edge itself refuses, before any slice is asked.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const httpRefusals = {
  'http.invalid': {
    status: 400,
    retryable: false,
    zh: '提交的内容有误:{what}。请改正后再提交,已填写的内容仍保留。',
    en: 'Something in what you sent is not right: {what}. Mend it and send again; nothing you typed is lost.',
  },
  'http.not_found': {
    status: 404,
    retryable: false,
    zh: '没有这个地址:{url}。请检查链接是否完整。',
    en: 'There is nothing at {url}. Check that the link is complete.',
  },
  'http.too_large': {
    status: 413,
    retryable: false,
    zh: '内容过大,最多 {limitBytes} 字节。请压缩或分次提交。',
    en: 'That is larger than the {limitBytes} bytes allowed. Shrink it or send it in parts.',
  },
  'http.media_type': {
    status: 415,
    retryable: false,
    zh: '不支持的内容类型 {mediaType}。请按接口说明中的类型提交。',
    en: 'The content type {mediaType} is not taken here. See the API page for the types that are.',
  },
  'http.idempotency_key_missing': {
    status: 400,
    retryable: false,
    zh: '写操作必须带 Idempotency-Key 请求头(8–100 个可见字符),重试时保持不变。',
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
    zh: '操作过于频繁,请在 {seconds} 秒后再试。',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  'http.weather': {
    status: 503,
    retryable: true,
    zh: '系统暂时繁忙,内容没有保存。请稍后用同样的内容重试。',
    en: 'The system is briefly unavailable and nothing was saved. Send the same again in a moment.',
  },
  'auth.sign_in_first': {
    status: 401,
    retryable: false,
    zh: '请先登录,再继续操作。',
    en: 'Sign in first, then go on.',
  },
  'auth.not_allowed': {
    status: 403,
    retryable: false,
    zh: '您的岗位没有此项权限({operation})。如确需办理,请联系管理员调整岗位。',
    en: 'Your post does not allow this ({operation}). If you need it, ask an administrator.',
  },
  'auth.csrf': {
    status: 403,
    retryable: false,
    zh: '页面已过期,请刷新后再试,已填写的内容会保留。',
    en: 'This page has gone stale. Reload it and try again; what you typed is kept.',
  },
} as const satisfies RefusalTable;
