// A way of command that this person may walk: whoever agrees to a change is often not one who may make it,
// and a link that ends at “no such page” tells them nothing.
import type { SubjectHref } from '../../slices/changes/web/changes-screen.tsx';
import { commandRoutes } from './routes.ts';

type Can = (operation: string | undefined) => boolean;

const BASE = '/command';

export const walkable =
  (hrefOf: SubjectHref, can: Can): SubjectHref =>
  (subject) => {
    const href = hrefOf(subject);
    const row = commandRoutes.find(({ path }) => `${BASE}${path}` === href?.replace(/\?.*$/, ''));
    return row && can(row.operation) ? href : undefined;
  };
