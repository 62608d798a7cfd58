// The phone of whoever works in the street: entry only, and the worker that keeps the app. No react-aria
// here: to read it takes a slow phone a third of a second.
import { onTooOld } from '../../platform/web/api/api.ts';
import { keepTiles } from '../../platform/web/map/kept-tiles.ts';
import { kept } from '../../platform/web/outbox/kept.ts';
import { keepReplies } from '../../platform/web/outbox/kept-replies.ts';
import { outbox } from '../../platform/web/outbox/outbox.ts';
import { pocket } from '../../platform/web/outbox/pocket.ts';
import { sessionInPocket } from '../../platform/web/outbox/session-in-pocket.ts';
import { SessionProvider } from '../../platform/web/session/session.tsx';
import { watchInstall } from '../../platform/web/start/app-install.ts';
import { beginScreen } from '../../platform/web/start/lazy-screen.ts';
import { requireUpdate, startAppWorker } from '../../platform/web/start/app-update.ts';
import { startApp } from '../../platform/web/start/start-app.tsx';
import { FieldShell } from './field-shell.tsx';
import { fieldRoutes } from './routes.ts';
import './start.css';

beginScreen(fieldRoutes, '/field', location.pathname);
keepReplies();
keepTiles();
kept.keepIn(pocket.current);
watchInstall();
onTooOld(requireUpdate);
// In development screens change under the page: a worker would show yesterday's.
if (import.meta.env.PROD) {
  startAppWorker({
    url: '/field/service-worker.js',
    scope: '/field/',
    onWake: () => void outbox.flush(),
  });
}

startApp(
  <SessionProvider keep={sessionInPocket}>
    <FieldShell />
  </SessionProvider>,
);
