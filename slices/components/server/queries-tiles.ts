// SQL of components on tiles. A tile is one range of squares along the curve (kernel/tile-cell.ts): its dots
// are one walk along an index, its counts are the sums of a ledger whose last lines may not be folded in yet.
import type { Point } from '../../../kernel/geo.ts';
import type { TileAddress } from '../../../kernel/tile-address.ts';
import { CELL_ZOOM, cellsIn } from '../../../kernel/tile-cell.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Condition } from '../core/condition.ts';

/** Whatever is left out does not narrow. Exact: of these classes, in these conditions, and with one of these
 *  units as the competent, the owning or the maintaining one. */
export interface ThingFilter {
  readonly classCodes?: readonly string[] | undefined;
  readonly conditions?: readonly string[] | undefined;
  readonly unitIds?: readonly string[] | undefined;
}

/** Its parameters come after so many others. */
function narrowing({ classCodes, conditions, unitIds }: ThingFilter, after: number) {
  const values: unknown[] = [];
  const next = (value: readonly string[]): string => `$${after + values.push([...value])}`;
  const texts: string[] = [];
  if (classCodes) texts.push(`class_code = any(${next(classCodes)}::text[])`);
  if (conditions) texts.push(`condition = any(${next(conditions)}::text[])`);
  if (unitIds) {
    const any = `any(${next(unitIds)}::uuid[])`;
    texts.push(`(competent_unit_id = ${any} or owner_unit_id = ${any} or maintenance_unit_id = ${any})`);
  }
  return { text: texts.map((one) => ` and ${one}`).join(''), values, isWhole: texts.length === 0 };
}

/** The coarsest and the finest squares that are counted (0054_component_counts.sql). */
const COARSEST = 14;
/** How many squares lie along the side of a tile: marks for many stand apart, and stay few. */
const SIDE_ZOOMS = 4;
const levelFor = (zoom: number): number => Math.min(CELL_ZOOM, Math.max(COARSEST, zoom + SIDE_ZOOMS));

export interface CountedCell {
  readonly things: number;
  readonly notIntact: number;
  /** In the middle of what stands there. */
  readonly middle: Point;
}

interface CountRow {
  readonly things: number;
  readonly not_intact: number;
  readonly lon_sum: number;
  readonly lat_sum: number;
}

export async function listCounts(
  tx: Tx,
  districtId: string,
  at: TileAddress,
  filter: ThingFilter,
): Promise<CountedCell[]> {
  const level = levelFor(at.z);
  const fine = cellsIn(at, CELL_ZOOM);
  const { from, to } = cellsIn(at, level);
  const { text, values, isWhole } = narrowing(filter, 6);
  const rows = await tx.query<CountRow>(
    `select sum(things) as things, sum(not_intact) as not_intact, sum(lon_sum) as lon_sum,
       sum(lat_sum) as lat_sum
     from (
       select cell, things, not_intact, lon_sum, lat_sum from component_count
       where district_id = $1 and level = $2 and is_whole = ${isWhole} and cell >= $3 and cell < $4${text}
       union all
       select cell >> ${2 * (CELL_ZOOM - level)}, things, case condition when 'intact' then 0 else things end,
         things * lon_e7, things * lat_e7 from component_count_change
       where district_id = $1 and cell >= $5 and cell < $6${text}) line
     group by cell having sum(things) > 0 order by cell`,
    [districtId, level, from, to, fine.from, fine.to, ...values],
  );
  return rows.map(({ things, not_intact, lon_sum, lat_sum }) => ({
    things: Number(things),
    notIntact: Number(not_intact),
    middle: { lon: Number(lon_sum) / Number(things) / 1e7, lat: Number(lat_sum) / Number(things) / 1e7 },
  }));
}

/** Of one class in one condition: where each of them stands. */
export interface TileDots {
  readonly classCode: string;
  readonly condition: Condition;
  readonly points: readonly Point[];
}

export interface TileThing extends Point {
  readonly code: string;
  readonly classCode: string;
  readonly condition: Condition;
}

function inTile(districtId: string, at: TileAddress, filter: ThingFilter) {
  const { from, to } = cellsIn(at, CELL_ZOOM);
  const { text, values } = narrowing(filter, 4);
  return {
    text: `where district_id = $1 and cell >= $2 and cell < $3 and gone_at is null${text} limit $4`,
    of: (limit: number) => [districtId, from, to, limit, ...values],
  };
}

interface DotsRow {
  readonly classCode: string;
  readonly condition: Condition;
  readonly places: string;
}

function pointsIn(places: string): Point[] {
  const numbers = places.split(' ').map(Number);
  return Array.from({ length: numbers.length / 2 }, (_, n) => ({
    lon: (numbers[2 * n] ?? 0) / 1e7,
    lat: (numbers[2 * n + 1] ?? 0) / 1e7,
  }));
}

/** From the index alone; places come as one text a group: a row for each dot costs more than the dot. */
export async function listTileDots(
  tx: Tx,
  districtId: string,
  at: TileAddress,
  filter: ThingFilter,
  limit: number,
): Promise<TileDots[]> {
  const { text, of } = inTile(districtId, at, filter);
  const rows = await tx.query<DotsRow>(
    `select class_code as "classCode", condition,
       string_agg(round(lon * 1e7)::int || ' ' || round(lat * 1e7)::int, ' ') as places
     from (select class_code, condition, lon, lat from component ${text}) dot
     group by class_code, condition order by class_code, condition`,
    of(limit),
  );
  return rows.map(({ places, ...alike }) => ({ ...alike, points: pointsIn(places) }));
}

interface ThingsRow {
  readonly classCode: string;
  readonly condition: Condition;
  readonly told: string;
}

function thingsIn({ told, classCode, condition }: ThingsRow): TileThing[] {
  const words = told.split(' ');
  return Array.from({ length: words.length / 3 }, (_, n) => ({
    classCode,
    condition,
    code: words[3 * n] ?? '',
    lon: Number(words[3 * n + 1]) / 1e7,
    lat: Number(words[3 * n + 2]) / 1e7,
  }));
}

/** From the index alone, too, and as one text a group: what a thing is called stands on its card. */
export async function listTileThings(
  tx: Tx,
  districtId: string,
  at: TileAddress,
  filter: ThingFilter,
  limit: number,
): Promise<TileThing[]> {
  const { text, of } = inTile(districtId, at, filter);
  const rows = await tx.query<ThingsRow>(
    `select class_code as "classCode", condition,
       string_agg(code || ' ' || round(lon * 1e7)::int || ' ' || round(lat * 1e7)::int, ' ') as told
     from (select class_code, condition, lon, lat, code from component ${text}) thing
     group by class_code, condition order by class_code, condition`,
    of(limit),
  );
  return rows.flatMap(thingsIn);
}

/** Districts whose ledger has lines that are not folded in. */
export async function listUnfolded(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.query<{ district_id: string }>(
    'select distinct district_id from component_count_change order by district_id limit $1', [limit]);
  return rows.map(({ district_id }) => district_id);
}

const KIND = 'class_code, condition, competent_unit_id, owner_unit_id, maintenance_unit_id';
/** Whole numbers again after each level: the store's sums are decimals, which add up far slower. */
const SUMS = `sum(things)::bigint as things, sum(not_intact)::bigint as not_intact,
  sum(lon_sum)::bigint as lon_sum, sum(lat_sum)::bigint as lat_sum`;
const LEVELS = Array.from({ length: CELL_ZOOM - COARSEST }, (_, n) => CELL_ZOOM - 1 - n);

const coarser = (level: number): string => `at_${level} as materialized (
    select cell >> 2 as cell, ${KIND}, ${SUMS} from at_${level + 1} group by cell >> 2, ${KIND})`;

/** A coarser square is the sum of the four in it, so that each level is added up from the one before. Squares
 *  that nothing was counted in yet, which are nearly all the first time, need no adding up again. */
const FOLD = `
  with taken as (
    delete from component_count_change where district_id = $1 and cell <= coalesce(
      (select cell from component_count_change where district_id = $1 order by cell offset $2 limit 1),
      9223372036854775807)
    returning *),
  at_${CELL_ZOOM} as materialized (
    select cell, ${KIND}, sum(things)::bigint as things,
      sum(case condition when 'intact' then 0 else things end)::bigint as not_intact,
      sum(things * lon_e7)::bigint as lon_sum, sum(things * lat_e7)::bigint as lat_sum
    from taken group by cell, ${KIND}),
  ${LEVELS.map(coarser).join(',\n  ')},
  placed as materialized (${[CELL_ZOOM, ...LEVELS].map((level) =>
    `select ${level}::smallint as level, * from at_${level}`).join(' union all ')}),
  whole as materialized (select level, cell, ${SUMS} from placed group by level, cell),
  line as (
    select level, cell, false as is_whole, ${KIND}, things, not_intact, lon_sum, lat_sum from placed
    union all
    select level, cell, true, null, null, null, null, null, things, not_intact, lon_sum, lat_sum from whole),
  known as (
    delete from component_count old using whole
    where old.district_id = $1 and old.level = whole.level and old.cell = whole.cell
    returning old.level, old.cell, old.is_whole, old.class_code, old.condition, old.competent_unit_id,
      old.owner_unit_id, old.maintenance_unit_id, old.things::bigint as things,
      old.not_intact::bigint as not_intact, old.lon_sum, old.lat_sum),
  square as materialized (select distinct level, cell from known),
  summed as (
    select level, cell, is_whole, ${KIND}, ${SUMS}
    from (select line.* from line join square using (level, cell) union all select * from known) both_of_them
    group by level, cell, is_whole, ${KIND}
    union all
    select line.* from line left join square using (level, cell) where square.cell is null)
  insert into component_count (district_id, level, cell, is_whole, ${KIND}, things, not_intact,
    lon_sum, lat_sum)
  select $1, * from summed where things <> 0 or not_intact <> 0 or lon_sum <> 0 or lat_sum <> 0
  order by level, is_whole, cell`;

/** Lines of neighbouring squares, so many that a statement stays within seconds. */
const FOLDED_AT_ONCE = 50_000;

/** One statement a piece: whoever reads sees the lines before it, or their sums after it. Two at once only
 *  leave more lines than needed. Ends when nothing is left, or after so many pieces. */
export async function foldChanges(tx: Tx, districtId: string, mostPieces = 1_000): Promise<void> {
  const waits = `select exists (select from component_count_change where district_id = $1) as "isLeft"`;
  for (let piece = 0; piece < mostPieces; piece += 1) {
    const [{ isLeft } = { isLeft: false }] = await tx.query<{ isLeft: boolean }>(waits, [districtId]);
    if (!isLeft) return;
    await tx.query(FOLD, [districtId, FOLDED_AT_ONCE]);
  }
}
