// Which language the screen speaks. The shell provides it (platform/web/i18n); components only read it.
// zh-CN is the default, so a component shown alone in a test still speaks.
import { createContext, useContext, type ReactNode } from 'react';

export type Language = 'zh' | 'en';

/** The BCP 47 tag for `lang` attributes and Intl. */
export const localeOf = (language: Language): 'zh-CN' | 'en-GB' => (language === 'zh' ? 'zh-CN' : 'en-GB');

const Spoken = createContext<Language>('zh');

export const useSpoken = (): Language => useContext(Spoken);

export function SpeakIn({ language, children }: { language: Language; children: ReactNode }) {
  return <Spoken value={language}>{children}</Spoken>;
}
