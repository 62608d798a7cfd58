// The desk of the command centres: entry only.
import { AriaLocale } from '../../ui/aria-locale/aria-locale.tsx';
import { SessionProvider } from '../../platform/web/session/session.tsx';
import { startApp } from '../../platform/web/start/start-app.tsx';
import { CommandShell } from './command-shell.tsx';

startApp(
  <AriaLocale>
    <SessionProvider>
      <CommandShell />
    </SessionProvider>
  </AriaLocale>,
);
