// Joins the stored language to the words of ui/: one provider per shell, one hook to read and change it.
import { useSyncExternalStore, type ReactNode } from 'react';
import { localeOf, SpeakIn, type Language } from '../../../ui/words/language.tsx';
import { preferences, type Preferences } from '../outbox/preferences.ts';

export const usePreferences = (): Preferences => useSyncExternalStore(preferences.subscribe, preferences.get);

export interface LanguageChoice {
  readonly language: Language;
  readonly locale: 'zh-CN' | 'en-GB';
  readonly setLanguage: (language: Language) => void;
}

export function useLanguage(): LanguageChoice {
  const { language } = usePreferences();
  return { language, locale: localeOf(language), setLanguage: (next) => preferences.set({ language: next }) };
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  return <SpeakIn language={useLanguage().language}>{children}</SpeakIn>;
}
