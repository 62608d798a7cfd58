// The clauses of a figure as SQL, for the count and for the list alike; and the count: one statement for all
// figures of an area, by the areas below, the stage and the unit. It knows no figure by name.
import { type RawBuilder, sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Clause, Figure, FigureId, Marks, TimeName } from '../core/figures.ts';
import { areaBelow, inArea } from './queries-areas.ts';

type Condition = RawBuilder<unknown>;

export const TIME_COLUMNS = {
  created: 'created_at', ended: 'ended_at', due: 'due_at', deadline: 'deadline_at',
} as const satisfies Record<TimeName, string>;

const at = (instant: Instant): Condition => sql`${toIso(instant)}::timestamptz`;

function timeCondition(clause: Extract<Clause, { is: 'time' }>, marks: Marks): Condition {
  const column = sql.ref(TIME_COLUMNS[clause.of]);
  return sql.join([
    ...(clause.from ? [sql`${column} >= ${at(marks[clause.from])}`] : []),
    ...(clause.until ? [sql`${column} < ${at(marks[clause.until])}`] : []),
  ], sql` and `);
}

/** What a figure is counted for: a district, at a moment, over a period; of one unit's share, where asked. */
export interface Counted {
  readonly districtId: string;
  readonly marks: Marks;
  readonly byUnitId?: string | undefined;
  /** Of what one unit was responsible for: there each part of a matter counts. */
  readonly isOfUnit?: boolean;
}

const shareCondition = (
  { kind, isLate }: Extract<Clause, { is: 'share' }>, { districtId, marks, byUnitId }: Counted,
): Condition => sql`id in (select case_id from case_share where district_id = ${districtId} and kind = ${kind}
  and last_at >= ${at(marks.from)}
  ${isLate ? sql`and is_late` : sql``} ${byUnitId ? sql`and unit_id = ${byUnitId}::uuid` : sql``})`;

const appealedCondition = (
  { among }: Extract<Clause, { is: 'appealed' }>, { districtId, marks, byUnitId }: Counted,
): Condition => sql`id in (select case_id from overdue_appeal where district_id = ${districtId}
  and asked_at >= ${at(marks.from)} and state = any(${among}::text[])
  ${byUnitId ? sql`and unit_id = ${byUnitId}::uuid` : sql``})`;

const countedCondition = ({ counters, isNever }: Extract<Clause, { is: 'counted' }>): Condition => {
  const sum = sql.join(counters.map((name) => sql`coalesce((counts->>${sql.lit(name)})::int, 0)`), sql` + `);
  return isNever ? sql`(${sum}) = 0` : sql`(${sum}) > 0`;
};

function conditionOf(clause: Clause, counted: Counted): Condition {
  const { districtId, marks } = counted;
  switch (clause.is) {
    case 'open': return sql`is_open`;
    case 'running': return sql`is_running`;
    case 'not_suspended': return sql`pause_kind is distinct from 'suspended'`;
    case 'ended_by_deadline': return sql`ended_at <= deadline_at`;
    case 'matter': return counted.isOfUnit === true ? sql`true` : sql`main_case_id is null`;
    case 'not_forced': return sql`not is_force_closed`;
    case 'not_solved_on_spot': return sql`not is_solved_on_spot`;
    case 'state': return sql`state = any(${clause.among}::text[])`;
    case 'not_state': return sql`state <> all(${clause.among}::text[])`;
    case 'time': return timeCondition(clause, marks);
    case 'stepped': return sql`id in (select case_id from step where district_id = ${districtId}
      and action = ${clause.action} and action in ('push', 'climb', 'return', 'rework')
      and at >= ${at(marks[clause.from])})`;
    case 'counted': return countedCondition(clause);
    case 'share': return shareCondition(clause, counted);
    case 'appealed': return appealedCondition(clause, counted);
  }
}

/** All must hold. The district leads the keys of every index that a figure walks. */
export const figureConditions = (figure: Figure, counted: Counted): Condition[] => [
  sql`district_id = ${counted.districtId}`,
  ...figure.clauses.map((clause) => conditionOf(clause, counted)),
];

export interface FigureCount {
  /** The area one level below the one asked for; the area itself where it has none. */
  readonly area: string;
  readonly stage: string | null;
  readonly holder_unit_id: string | null;
  readonly unit_id: string | null;
  /** Of a matter that is counted with its main case, but for its unit. */
  readonly is_part: boolean;
  readonly totals: Readonly<Partial<Record<FigureId, number>>>;
}

interface CountRow extends Omit<FigureCount, 'totals'> {
  readonly family: number;
  readonly counts: readonly number[];
}

const isOfMatters = ({ clauses }: Figure): boolean => clauses.some((clause) => clause.is === 'matter');

/** What these cases add to a figure: of matters the parts add to their units alone. */
export const totalOf = (one: FigureCount, figure: Figure, isOfUnit: boolean): number =>
  one.is_part && !isOfUnit && isOfMatters(figure) ? 0 : (one.totals[figure.id] ?? 0);

/** Figures that begin with the same clause share one walk over the cases. */
function familiesOf(figures: readonly Figure[]): readonly (readonly Figure[])[] {
  const families = new Map<string, Figure[]>();
  for (const figure of figures) {
    const key = JSON.stringify(figure.clauses[0]);
    families.set(key, [...(families.get(key) ?? []), figure]);
  }
  return [...families.values()];
}

interface Counting {
  readonly areaPath: string;
  readonly seen: Condition;
  readonly marks: Marks;
}

function familyStatement(family: readonly Figure[], number: number, counting: Counting): Condition {
  const { areaPath, seen, marks } = counting;
  const counted = { districtId: areaPath.slice(0, 6), marks, isOfUnit: true };
  const counts = family.map((figure) => {
    const rest = figure.clauses.slice(1).map((clause) => conditionOf(clause, counted));
    return rest.length === 0 ? sql`count(*)` : sql`count(*) filter (where ${sql.join(rest, sql` and `)})`;
  });
  const shared = family[0]?.clauses.slice(0, 1).map((clause) => conditionOf(clause, counted)) ?? [];
  const among = [sql`district_id = ${counted.districtId}`, inArea(areaPath), seen, ...shared];
  return sql`select ${sql.raw(String(number))}::int as family, ${areaBelow(areaPath)} as area, stage,
    holder_unit_id,
      unit_id, main_case_id is not null as is_part,
      array[${sql.join(counts)}]::int[] as counts
    from case_file
    where ${sql.join(among, sql` and `)}
    group by 2, 3, 4, 5, 6`;
}

type Families = readonly (readonly Figure[])[];

/** One walk for each family, all of them one statement. */
export const countOf = (families: Families, counting: Counting): RawBuilder<CountRow> =>
  sql<CountRow>`${sql.join(families.map((family, number) => familyStatement(family, number, counting)),
    sql` union all `)}`;

/** `scopes`: what the reader may see, there or elsewhere; a case within several is counted once. */
export async function countFigures(
  tx: Tx, figures: readonly Figure[], areaPath: string, scopes: readonly Condition[], marks: Marks,
): Promise<readonly FigureCount[]> {
  if (scopes.length === 0) return [];
  const seen = sql`(${sql.join(scopes.map((scope) => sql`(${scope})`), sql` or `)})`;
  const families = familiesOf(figures);
  const { rows } = await countOf(families, { areaPath, marks, seen }).execute(tx.db);
  return rows.map(({ family, counts, ...group }) => ({
    ...group,
    totals: Object.fromEntries((families[family] ?? []).map(({ id }, index) => [id, counts[index] ?? 0])),
  }));
}
