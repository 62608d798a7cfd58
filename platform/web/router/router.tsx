// A small router. A shell gives `<Router base="/command" routes={…} />`; a screen is one row of that table.
// Plain `<a href="/command/cases/7">` works everywhere: clicks on links into the shell are taken over here:
// components need no special link. On navigation the page title, the scroll and the focus (on the h1) follow;
// going back returns to where the reader was.
import {
  createContext,
  memo,
  Suspense,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ComponentType, ReactNode } from 'react';
import { matchPath, pathInside, type Params } from './match.ts';

export interface Route {
  /** Inside the shell, e.g. `/cases/:id`. */
  readonly path: string;
  /** Made with React.lazy, so that each screen loads apart. */
  readonly screen: ComponentType;
  readonly title: string;
}

export interface Here {
  /** Inside the shell. */
  readonly path: string;
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly route: Route | undefined;
}

const HereContext = createContext<Here>({
  path: '/',
  params: {},
  query: new URLSearchParams(),
  route: undefined,
});

/** Where the reader is: path, its parts, and the query. */
export const useRoute = (): Here => useContext(HereContext);

const listeners = new Set<() => void>();
const scrolls = new Map<string, number>();
const address = (): string => location.pathname + location.search;
const entry = (): string => String((history.state as { entry?: string } | null)?.entry ?? 'first');

function subscribe(listener: () => void): () => void {
  const heard = () => listener();
  listeners.add(listener);
  addEventListener('popstate', heard);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', heard);
  };
}

let entries = 0;

/** Goes to an address of this origin. `replace` leaves no step back (filters, selected row). */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  if (to === address()) return;
  scrolls.set(entry(), scrollY);
  entries += 1;
  if (options.replace === true) history.replaceState(history.state, '', to);
  else history.pushState({ entry: `${performance.timeOrigin}-${entries}` }, '', to);
  for (const listener of listeners) listener();
}

/** Changes query values in place; undefined removes one. */
export function setQuery(changes: Readonly<Record<string, string | undefined>>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  navigate(location.pathname + (text === '' ? '' : `?${text}`), { replace: true });
}

/** True for a plain left click on a link that this shell itself can show. */
function linkOf(event: MouseEvent, bases: readonly string[]): URL | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.hasAttribute('download'))
    return undefined;
  const url = new URL(link.href);
  const isInside =
    url.origin === location.origin && bases.some((base) => pathInside(base, url.pathname) !== undefined);
  const isJump = url.hash !== '' && url.pathname + url.search === address();
  return isInside && !isJump ? url : undefined;
}

function useLinks(base: string): void {
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const url = linkOf(event, [base]);
      if (url === undefined) return;
      event.preventDefault();
      navigate(url.pathname + url.search);
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [base]);
}

/** Runs inside Suspense, so only once the screen is really there. */
function Arrive({ here, name }: { here: Here; name: string }) {
  const [isFirst, setFirst] = useState(true);
  const title = here.route?.title ?? name;
  useEffect(() => {
    document.title = title === name ? name : `${title} · ${name}`;
  }, [title, name]);
  // Only another path is another place: a changed filter must not move the reader.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first arrival is a state, not a cause
  useEffect(() => {
    if (isFirst) {
      setFirst(false);
      return;
    }
    const heading = document.querySelector('h1');
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    scrollTo(0, scrolls.get(entry()) ?? 0);
  }, [here.path]);
  return null;
}

/** What the shell around it learns (a count, a strip) is no reason to draw a screen anew. */
const Shown = memo(function Shown({ screen: Screen }: { readonly screen: ComponentType }) {
  return <Screen />;
});

export interface RouterProps {
  /** `/command`; no slash at the end. */
  readonly base: string;
  /** Further addresses that show the first route, e.g. `/` for the portal. */
  readonly alsoHome?: string;
  readonly routes: readonly Route[];
  readonly name: string;
  readonly loading: ReactNode;
  readonly notFound: ReactNode;
  /** Draws the frame around the screen; gets the screen. */
  readonly frame: (screen: ReactNode, here: Here) => ReactNode;
}

export function Router({ base, alsoHome, routes, name, loading, notFound, frame }: RouterProps) {
  const url = useSyncExternalStore(subscribe, address);
  useLinks(base);
  const here = useMemo((): Here => {
    const [pathname = '/', search = ''] = url.split('?');
    const path = pathname === alsoHome ? '/' : (pathInside(base, pathname) ?? '/');
    for (const route of routes) {
      const params = matchPath(route.path, path);
      if (params) return { path, params, query: new URLSearchParams(search), route };
    }
    return { path, params: {}, query: new URLSearchParams(search), route: undefined };
  }, [url, base, alsoHome, routes]);
  const Screen = here.route?.screen;
  const screen = (
    <Suspense fallback={loading}>
      {Screen ? <Shown key={here.path} screen={Screen} /> : notFound}
      <Arrive here={here} name={name} />
    </Suspense>
  );
  return <HereContext value={here}>{frame(screen, here)}</HereContext>;
}
