// One row per screen of a shell. The navigation, the title of the tab and who sees the way are all read from
// this row: adding a screen is adding a row, and a way that can't be walked is never drawn.
//
//   { path: '/triage', title: { zh: '受理派遣', en: 'Triage' }, icon: 'inbox', operation: 'case.accept',
//     screen: lazy(() => import('../../slices/cases/web/triage-screen.tsx')) }
import type { ComponentType } from 'react';
import type { Way } from '../../../ui/frame/frame.tsx';
import type { IconName } from '../../../ui/icon/icon.tsx';
import type { Language } from '../../../ui/words/language.tsx';
import type { Route } from '../router/router.tsx';

export interface ShellRoute {
  readonly path: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly screen: ComponentType;
  /** Given when the screen stands in the navigation, in the order of the table. */
  readonly icon?: IconName;
  /** Whoever may never do this sees neither the way nor the screen. */
  readonly operation?: string;
}

type Can = (operation: string | undefined) => boolean;

export const routesIn = (table: readonly ShellRoute[], language: Language, can: Can): readonly Route[] =>
  table
    .filter((row) => can(row.operation))
    .map((row) => ({ path: row.path, screen: row.screen, title: row.title[language] }));

/** `path` is where the reader is; a way is current on its own screen and on those below it. */
export function waysIn(
  table: readonly ShellRoute[],
  base: string,
  path: string,
  language: Language,
  can: Can,
): readonly Way[] {
  return table.flatMap((row) => {
    if (row.icon === undefined || !can(row.operation)) return [];
    const isCurrent = path === row.path || (row.path !== '/' && path.startsWith(`${row.path}/`));
    return [{ href: `${base}${row.path}`, label: row.title[language], icon: row.icon, isCurrent }];
  });
}
