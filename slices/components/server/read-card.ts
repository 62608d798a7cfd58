// The card of one component: what it is, where it stands, who answers for it, what has happened to it.
// Its cases are read by the cases slice.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { locate } from '../../areas/server/public.ts';
import { CODE_SCHEMES, tellCode } from '../core/code-scheme.ts';
import { getComponent } from './public.ts';
import { getGeometry, listChanges } from './queries.ts';

const MOST_CHANGES = 50;

export async function readCard(tx: Tx, id: Id) {
  const component = await getComponent(tx, id);
  const located = component.areaPath === null ? undefined : await locate(tx, component.point);
  const { type, coordinates } = await getGeometry(tx, id);
  return {
    ...component,
    codeWords: tellCode(CODE_SCHEMES[component.codeScheme], component.code, component.monitorPoint),
    areaNames: located === undefined || isRefusal(located) ? [] : located.names,
    geometry: { type, coordinates: [...coordinates] },
    changes: await listChanges(tx, id, MOST_CHANGES),
  };
}
