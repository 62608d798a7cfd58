// How this slice says no.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const changesRefusals = {
  'changes.no_such_day': {
    status: 400,
    retryable: false,
    zh: '日历上没有 {day} 这一天，所以没有查询。请改成存在的日期，如 2026-08-05。',
    en: 'There is no day {day}, so nothing was looked up. Give one that there is, such as 2026-08-05.',
  },
  'changes.proposal_unknown': {
    status: 404,
    retryable: false,
    zh: '没有找到这项待批变更，或不在您的管辖范围内。',
    en: 'There is no such proposed change, or it lies outside your area.',
  },
  'changes.own_proposal': {
    status: 403,
    retryable: false,
    zh: '提出变更的人不能自己批准，请另一位有权限的同事处理；您可以撤回。',
    en: 'Whoever proposes a change cannot decide it. Ask a colleague with the right; you may withdraw it.',
  },
  'changes.about_oneself': {
    status: 403,
    retryable: false,
    zh: '这项变更涉及您本人，须由另一位有权限的同事处理。',
    en: 'This change is about yourself. Another colleague with the right must decide it.',
  },
  'changes.password_from_proposer': {
    status: 403,
    retryable: false,
    zh: '您的密码在 7 天内由提出人设置过，这项变更须由另一位有权限的同事处理。',
    en:
      'Whoever proposed this has set your password within the last 7 days. Another colleague with the ' +
      'right must decide it.',
  },
  'changes.already_decided': {
    status: 409,
    retryable: false,
    zh: '这项变更已经处理过了。请刷新后查看结果。',
    en: 'This change has been decided already. Refresh to see how.',
  },
  'changes.expired': {
    status: 409,
    retryable: false,
    zh: '这项变更已超过 7 天未处理，不再有效。如仍需要，请重新提出。',
    en: 'Nobody decided this change within 7 days, so it is void. Propose it again if it is still wanted.',
  },
  'changes.reason_missing': {
    status: 422,
    retryable: false,
    zh: '请写明理由（至少 2 个字），对方和变更记录都会看到。',
    en: 'Give a reason (at least 2 characters): it is shown to the other person and kept on record.',
  },
  'changes.proposer_gone': {
    status: 409,
    retryable: false,
    zh: '提出人已离岗或不再有此权限，这项变更不能再批准。请拒绝，并由有权限的人重新提出。',
    en:
      'Whoever proposed this no longer has the right to. Refuse it, and let someone with the right ' +
      'propose.',
  },
} as const satisfies RefusalTable;
