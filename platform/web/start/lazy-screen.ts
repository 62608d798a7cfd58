// React.lazy for screens, with a way to begin before the screen is drawn: while the server is still asked who
// this is, the screen that the address names is already on its way.
import { type ComponentType, lazy } from 'react';
import { matchPath, pathInside } from '../router/match.ts';
import type { ShellRoute } from './shell-route.ts';

type Load = () => Promise<{ default: ComponentType }>;

const loads = new WeakMap<ComponentType, Load>();

export function lazyScreen(load: Load): ComponentType {
  const screen = lazy(load);
  loads.set(screen, load);
  return screen;
}

/** A failure is met again, and told, when the screen is drawn. */
export function beginScreen(routes: readonly ShellRoute[], base: string, pathname: string): void {
  const path = pathInside(base, pathname);
  if (path === undefined) return;
  const route = routes.find((row) => matchPath(row.path, path) !== undefined);
  const load = route && loads.get(route.screen);
  load?.().catch((error: unknown) => console.info('A screen could not be begun early.', error));
}
