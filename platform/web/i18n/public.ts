// What a slice's screen needs to speak: typed texts, the language, and times and numbers in words.
export { defineTexts, textIn, useText } from '../../../ui/words/texts.ts';
export type { Language } from '../../../ui/words/language.tsx';
export * from '../../../ui/words/format.ts';
export { LanguageProvider, useLanguage, usePreferences } from './language-choice.tsx';
