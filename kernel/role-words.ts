// The roles of rights.ts in words, for screens, files and the record of changes.
import type { Role } from './rights.ts';

export const ROLE_WORDS: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = {
  inspector: { zh: '巡查员', en: 'Inspector' },
  grid_head: { zh: '网格长', en: 'Grid head' },
  guide: { zh: '指导员', en: 'Guide' },
  assistant: { zh: '协管员', en: 'Assistant' },
  participant: { zh: '参与员', en: 'Participant' },
  handler: { zh: '处置人员', en: 'Handler' },
  unit_head: { zh: '单位负责人', en: 'Head of unit' },
  dispatcher: { zh: '派遣员', en: 'Dispatcher' },
  leader: { zh: '领导', en: 'Leader' },
  mediator: { zh: '调解员', en: 'Mediator' },
  clerk: { zh: '窗口人员', en: 'Window clerk' },
  analyst: { zh: '考核员', en: 'Assessor' },
  administrator: { zh: '管理员', en: 'Administrator' },
};
