// Tells react-aria the language of the screen; the command only, so that citizens and phones stay without it.
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { localeOf, useSpoken } from '../words/language.tsx';

export function AriaLocale({ children }: { children: ReactNode }) {
  return <I18nProvider locale={localeOf(useSpoken())}>{children}</I18nProvider>;
}
