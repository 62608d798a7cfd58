// React.lazy for screens, with a way to begin before the screen is drawn: while the server is still asked who
// this is, the screen that the address names is already on its way. A file that does not come is weather: it
// takes its own place away and never the whole app.
import { type ComponentType, createElement, lazy, startTransition, useEffect, useState } from 'react';
import { Loading } from '../../../ui/states/states.tsx';
import { matchPath, pathInside } from '../router/match.ts';
import { askStylesAgain, atEachChance, laterScreen, type Load } from './later-screen.tsx';
import type { ShellRoute } from './shell-route.ts';

const loads = new WeakMap<ComponentType, Load>();

/** The app is being opened: its frame is drawn first, and the screen in small steps after it, so that a slow
 *  phone answers a thumb meanwhile. */
let isOpening = true;

/** A screen that is there already, or was begun while the app opened, never suspends: React shows what did no
 *  sooner than 300 ms after the last placeholder, and on a slow phone that is the wait between two looks. */
export function lazyScreen(load: Load): ComponentType {
  let there: ComponentType | undefined;
  let begun: Promise<unknown> | undefined;
  const fetched: Load = () => {
    const coming = load().then((module) => {
      there = module.default;
      return module;
    });
    begun = coming;
    return coming;
  };
  const later = lazy(() =>
    fetched().catch((error: unknown) => {
      console.info('A screen did not come.', error);
      return { default: laterScreen(fetched) };
    }),
  );
  function Screen() {
    // Chosen once: another choice while it is shown would begin it anew.
    const [shown, show] = useState(() => (isOpening && begun ? undefined : (there ?? later)));
    useEffect(() => {
      isOpening = false;
      if (shown) return;
      let isLeft = false;
      const draw = () => {
        if (!isLeft) startTransition(() => show(() => there ?? later));
      };
      if (there) draw();
      else void begun?.then(draw, draw);
      return () => {
        isLeft = true;
      };
    }, [shown]);
    if (shown) return createElement(shown);
    return there ? null : createElement(Loading);
  }
  loads.set(Screen, fetched);
  return Screen;
}

const chance = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = atEachChance(() => {
      stop();
      resolve();
    });
  });

/** For what a screen needs later, and can wait for: asked again at each chance. */
export async function untilItComes<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      console.info('A part of the screen did not come yet.', error);
      await chance();
      askStylesAgain();
    }
  }
}

/** For what stands beside a screen: until it has come there is nothing in its place. */
export const lazyPart = <Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> =>
  lazy(() => untilItComes(load)) as unknown as ComponentType<Props>;

/** A failure is met again, and told, when the screen is drawn. */
export function beginScreen(routes: readonly ShellRoute[], base: string, pathname: string): void {
  const path = pathInside(base, pathname);
  if (path === undefined) return;
  const route = routes.find((row) => matchPath(row.path, path) !== undefined);
  const load = route && loads.get(route.screen);
  load?.().catch((error: unknown) => console.info('A screen could not be begun early.', error));
}
