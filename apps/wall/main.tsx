// The big screen: entry only.
import { AriaLocale } from '../../ui/aria-locale/aria-locale.tsx';
import { SessionProvider } from '../../platform/web/session/session.tsx';
import { startApp } from '../../platform/web/start/start-app.tsx';
import { WallShell } from './wall-shell.tsx';

startApp(
  <AriaLocale>
    <SessionProvider>
      <WallShell />
    </SessionProvider>
  </AriaLocale>,
);
