// Rows of a list as screens get them: with who holds each, the instruction that waits, and what a leader
// among the readers may do. Names and units come from this process: nothing more is asked of the store.
import type { Actor } from '../../../kernel/rights.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { namesOf, unitDirectory } from '../../people/server/public.ts';
import type { ListedCase } from '../core/contract.ts';
import { flowNamed } from '../core/flows.ts';
import { isOpenPush, type LedFile, leadingOn } from '../core/leading.ts';
import { listItem } from './case-view.ts';
import type { ListRow } from './queries-lists.ts';

const ledFile = (row: ListRow): LedFile => ({
  id: row.id, districtId: row.area_path.slice(0, 6), state: row.state, place: { areaPath: row.area_path },
  centreUnitId: row.centre_unit_id, unitId: row.unit_id, coUnitIds: row.co_unit_ids, asks: row.asks,
  holder: row.holder_unit_id ? { unitId: row.holder_unit_id, personId: row.holder_person_id } : null,
  reporterPersonId: row.reporter_person_id, pushes: row.pushes ?? [],
});

function openPushOf({ pushes }: ListRow): ListedCase['openPush'] {
  const open = pushes?.filter(isOpenPush).at(-1);
  return open ? { kind: open.kind, answerBy: open.answerBy === null ? null : toIso(open.answerBy) } : null;
}

export async function listedCases(tx: Tx, actor: Actor, rows: readonly ListRow[]): Promise<ListedCase[]> {
  const directory = await unitDirectory(tx);
  const holders = rows.flatMap(({ holder_person_id }) => holder_person_id ?? []);
  const names = await namesOf(tx, [...new Set(holders)]);
  const items: ListedCase[] = [];
  for (const row of rows) {
    const calendar = await calendarFor(tx, row.area_path.slice(0, 6));
    items.push({
      ...listItem(row, directory, calendar, tx.now), openPush: openPushOf(row),
      holderPersonName: names.get(row.holder_person_id ?? '') ?? null,
      leading: leadingOn(flowNamed(row.flow), ledFile(row), actor, directory),
    });
  }
  return items;
}
