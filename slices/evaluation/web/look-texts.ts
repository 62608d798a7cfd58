// The words of looking at another person's figures.
import { defineTexts } from '../../../ui/words/texts.ts';

export const lookTexts = defineTexts({
  zh: {
    title: '查看个人数据',
    first: '先写明事由。谁在什么时候、为什么看过，都会记录，本人可以看到。',
    whom: '看谁的、为什么看',
    person: '人员',
    why: '事由',
    whyHelp: '本人会看到这段话，例如“季度谈话”。',
    look: '记录并查看',
    onRecord: (name: string) => `已记录；${name}能看到您查看过。换期间或换人须再次记录。`,
    none: '本期没有此人办理的案件',
  },
  en: {
    title: 'One person’s figures',
    first: 'Say why first. Who looked, when and why is on record, and the person sees it.',
    whom: 'Whose, and why',
    person: 'Person',
    why: 'Reason',
    whyHelp: 'The person will read it, for instance “quarterly talk”.',
    look: 'Put on record and look',
    onRecord: (name: string) =>
      `On record: ${name} can see that you looked. Another period or person is another look.`,
    none: 'This person handled no case in the period',
  },
});
