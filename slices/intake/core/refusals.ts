// What intake says no to, and how a person goes on from there.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const intakeRefusals = {
  'intake.district_unclear': {
    status: 422,
    retryable: false,
    zh: '无法确定属于哪个区（本平台服务 {districts} 个区）。请在地图上选点，或注明区代码。',
    en: 'It is unclear which of {districts} districts is meant. Pick a point, or name the district.',
  },
} as const satisfies RefusalTable;
