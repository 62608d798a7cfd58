// The citizens' door: entry only. No react-aria here, the report page must stay under 120 KiB.
import { startApp } from '../../platform/web/start/start-app.tsx';
import { PortalShell } from './portal-shell.tsx';

startApp(<PortalShell />);
