// The words of reasons and phrases in administration.
import { defineTexts } from '../../../ui/words/texts.ts';

export const wordsTexts = defineTexts({
  zh: {
    why: '表单里提供哪些原因、叫什么名字，以及每天要写的常用语。编码不变，统计和接口不受影响。',
    action: '环节',
    reasons: (field: string) => `原因 · ${field}`,
    offered: '提供',
    ownZh: '中文名称',
    ownEn: '英文名称',
    product: '系统原名',
    saveReasons: '保存原因',
    phrases: (field: string) => `常用语 · ${field}`,
    noPhrases: '还没有常用语。',
    phrase: '新的常用语',
    language: '语言',
    zh: '中文',
    en: '英文',
    addPhrase: '添加常用语',
    remove: (words: string) => `删除“${words}”`,
    save: '已保存，并留在变更记录中。',
    districtOnly: '原因与常用语由全区统一，须区级管理员修改。',
  },
  en: {
    why:
      'Which reasons the forms offer and what they are called, and the phrases people write every day. ' +
      'Codes stay, so figures and other systems are not touched.',
    action: 'Step',
    reasons: (field: string) => `Reasons · ${field}`,
    offered: 'on offer',
    ownZh: 'Name in Chinese',
    ownEn: 'Name in English',
    product: 'the product’s name',
    saveReasons: 'Save reasons',
    phrases: (field: string) => `Phrases · ${field}`,
    noPhrases: 'There are no phrases yet.',
    phrase: 'A new phrase',
    language: 'Language',
    zh: 'Chinese',
    en: 'English',
    addPhrase: 'Add the phrase',
    remove: (words: string) => `Take away “${words}”`,
    save: 'Saved, and on record.',
    districtOnly:
      'Reasons and phrases are the whole district’s: an administrator of the district changes them.',
  },
});
