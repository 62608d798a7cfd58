// Rows of a list as screens get them: with who holds each, the instruction that waits, and what a leader
// among the readers may do. Names and units come from this process: nothing more is asked of the store.
import type { Actor } from '../../../kernel/rights.ts';
import { assert } from '../../../kernel/assert.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { namesOf, unitDirectory } from '../../people/server/public.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import { workingTime } from '../core/case-view.ts';
import { clockNow } from '../core/clock-now.ts';
import type { CaseListItem, ListedCase } from '../core/contract.ts';
import { flowNamed } from '../core/flows.ts';
import { isOpenPush, type LedFile, leadingOn } from '../core/leading.ts';
import type { Directory } from '../core/moment.ts';
import { listItem } from './case-view.ts';
import type { ListRow } from './queries-lists.ts';

type Passing = Pick<CaseListItem, 'lamp' | 'remainingMs' | 'restsUntil' | 'isWorkingTime'>;

const districtOf = ({ area_path }: ListRow): string => area_path.slice(0, 6);

const ledFile = (row: ListRow): LedFile => ({
  id: row.id, districtId: districtOf(row), state: row.state, place: { areaPath: row.area_path },
  centreUnitId: row.centre_unit_id, unitId: row.unit_id, coUnitIds: row.co_unit_ids, asks: row.asks,
  holder: row.holder_unit_id ? { unitId: row.holder_unit_id, personId: row.holder_person_id } : null,
  reporterPersonId: row.reporter_person_id, pushes: row.pushes ?? [],
});

function openPushOf({ pushes }: ListRow): ListedCase['openPush'] {
  const open = pushes?.filter(isOpenPush).at(-1);
  return open ? { kind: open.kind, answerBy: open.answerBy === null ? null : toIso(open.answerBy) } : null;
}

/** What a row says until it is written again; when a unit is renamed, the directory is another one. */
interface Lasting {
  readonly directory: Directory;
  /** JSON without its closing brace, in UTF-8. */
  readonly bytes: Buffer;
}

const lasting = new WeakMap<ListRow, Lasting>();

function lastingOf(row: ListRow, directory: Directory, calendar: Calendar, now: Instant): Buffer {
  const known = lasting.get(row);
  if (known?.directory === directory) return known.bytes;
  const { lamp: _, remainingMs: _left, restsUntil: _rests, isWorkingTime: _working, ...item } =
    listItem(row, directory, calendar, now);
  const bytes = Buffer.from(JSON.stringify({ ...item, openPush: openPushOf(row) }).slice(0, -1));
  lasting.set(row, { directory, bytes });
  return bytes;
}

const COMMA = Buffer.from(',');

/** The cases of a list as JSON, with commas between: what lasts is written once per version of a case and
 *  held with its row, the rest each time. Most of a list's time went into saying the same again. */
export async function listedBytes(tx: Tx, actor: Actor, rows: readonly ListRow[]): Promise<Buffer> {
  const directory = await unitDirectory(tx);
  const holders = rows.flatMap(({ holder_person_id }) => holder_person_id ?? []);
  const names = await namesOf(tx, [...new Set(holders)]);
  const calendars = new Map<string, Calendar>();
  for (const id of new Set(rows.map(districtOf))) calendars.set(id, await calendarFor(tx, id));
  const parts = rows.flatMap((row, index) => {
    const calendar = calendars.get(districtOf(row));
    assert(calendar, 'each district of the list has its calendar');
    const clock = row.clock ? clockNow(calendar, row.clock, tx.now) : undefined;
    const passing: Omit<ListedCase, keyof CaseListItem | 'openPush'> & Passing = {
      lamp: clock?.lamp ?? null, remainingMs: clock?.remainingMs ?? null,
      restsUntil: clock?.restsUntil == null ? null : toIso(clock.restsUntil), ...workingTime(clock),
      holderPersonName: names.get(row.holder_person_id ?? '') ?? null,
      leading: leadingOn(flowNamed(row.flow), ledFile(row), actor, directory),
    };
    const rest = Buffer.from(`,${JSON.stringify(passing).slice(1)}`);
    const whole = [lastingOf(row, directory, calendar, tx.now), rest];
    return index === 0 ? whole : [COMMA, ...whole];
  });
  return Buffer.concat(parts);
}

export const listedCases = async (tx: Tx, actor: Actor, rows: readonly ListRow[]): Promise<ListedCase[]> =>
  JSON.parse(`[${await listedBytes(tx, actor, rows)}]`) as ListedCase[];
