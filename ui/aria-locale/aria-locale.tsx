// Tells react-aria the language of the screen; command and field only, so that the portal stays without it.
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { localeOf, useSpoken } from '../words/language.tsx';

export function AriaLocale({ children }: { children: ReactNode }) {
  return <I18nProvider locale={localeOf(useSpoken())}>{children}</I18nProvider>;
}
