// The words of the people of a grid: one head, and three kinds beside.
import { defineTexts } from '../../../ui/words/texts.ts';

export const membersTexts = defineTexts({
  zh: {
    why: '每个网格一名网格长，另有指导员、协管员、参与员（一长三员）。',
    without: (n: number) => `没有网格长的网格（${n}）`,
    noGaps: '每个现行网格都有网格长。',
    nobody: '空缺',
    notInForce: '这个编码还没有启用过。发布后再任命，岗位才有对应的网格。',
    appoint: (role: string) => `任命${role}`,
    end: (name: string) => `结束${name}的岗位`,
    until: (day: string) => `至 ${day}`,
    from: (day: string) => `自 ${day}（未开始）`,
    person: '人员',
    personHelp: '姓名或账号',
    nobodyFound: '没有找到。可以先在“人员岗位”中新增。',
  },
  en: {
    why: 'Each grid has one head, and guides, assistants and participants beside.',
    without: (n: number) => `Grids without a head (${n})`,
    noGaps: 'Every grid in force has its head.',
    nobody: 'nobody',
    notInForce: 'This code was never in force. Appoint people once it is published.',
    appoint: (role: string) => `Appoint: ${role}`,
    end: (name: string) => `End the post of ${name}`,
    until: (day: string) => `until ${day}`,
    from: (day: string) => `from ${day}, not yet begun`,
    person: 'Person',
    personHelp: 'name or login',
    nobodyFound: 'Nobody found. Add them under “People and posts” first.',
  },
});
