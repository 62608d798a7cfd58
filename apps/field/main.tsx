// The phone of whoever works in the street: entry only.
import { AriaLocale } from '../../ui/aria-locale/aria-locale.tsx';
import { SessionProvider } from '../../platform/web/session/session.tsx';
import { startApp } from '../../platform/web/start/start-app.tsx';
import { FieldShell } from './field-shell.tsx';

startApp(
  <AriaLocale>
    <SessionProvider>
      <FieldShell />
    </SessionProvider>
  </AriaLocale>,
);
