// Which cases belong on one phone, in one statement: a few ordered walks, each with a limit, so that a centre
// with ten thousand open cases costs as little as a grid. Rights are part of the question, as in lists.
import { type RawBuilder, sql } from 'kysely';
import { DAY } from '../../../kernel/duration.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Shift } from '../core/shift.ts';
import { inArea } from './queries-areas.ts';

type Condition = RawBuilder<unknown>;

/** How many of one kind a phone gets. */
const MOST_OF_A_KIND = 150;
/** What took longer than this to end is looked up when it is asked for. */
const SOUGHT_BACK = 30 * DAY;
const ENDED_WITHIN = 3 * DAY;

const HELD = sql`is_open`;
const DUE_FIRST = sql`due_at, id`;
const NEWEST_FIRST = sql`created_at desc, id desc`;

interface Part {
  readonly where: readonly Condition[];
  readonly order: Condition;
}

/** A grid or community is a stretch of its street, whose running cases are in order of their due time. */
const openIn = (path: string): Part[] => [
  { where: [sql`is_running`, inArea(path.slice(0, 10)), inArea(path)], order: DUE_FIRST },
  {
    where: [sql`is_open and not is_running`, sql`district_id = ${path.slice(0, 6)}`, inArea(path)],
    order: NEWEST_FIRST,
  },
];

const justEnded = (now: Instant): Condition => sql`not is_open
  and ended_at > ${toIso(now - ENDED_WITHIN)}::timestamptz
  and created_at > ${toIso(now - SOUGHT_BACK)}::timestamptz`;

/** What is asked of whoever holds the phone, of their units, and of the centre that they work in. */
function partsOfPerson({ personId, unitIds, districtIds }: Shift, now: Instant): Part[] {
  const asked = sql.join(
    [
      sql`asks @> ${JSON.stringify([{ toPersonId: personId }])}::jsonb`,
      ...unitIds.map((unitId) => sql`asks @> ${JSON.stringify([{ toUnitId: unitId }])}::jsonb`),
      sql`centre_unit_id = any(${unitIds}::uuid[])`,
    ],
    sql` or `,
  );
  return [
    ...districtIds.map((districtId): Part => ({
      where: [sql`is_open and asks <> '[]'::jsonb`, sql`district_id = ${districtId}`, sql`(${asked})`],
      order: sql`id`,
    })),
    ...districtIds.map((districtId): Part => ({
      where: [
        sql`not is_open and asks <> '[]'::jsonb`, sql`district_id = ${districtId}`,
        sql`centre_unit_id = any(${unitIds}::uuid[])`,
      ],
      order: sql`id`,
    })),
    {
      where: [
        sql`is_open`, sql`reporter_person_id = ${personId}::uuid`,
        sql`created_at > ${toIso(now - SOUGHT_BACK)}::timestamptz`,
      ],
      order: NEWEST_FIRST,
    },
    { where: [justEnded(now), sql`reporter_person_id = ${personId}::uuid`], order: NEWEST_FIRST },
  ];
}

function partsOfUnit(unitId: string, personId: string, now: Instant): Part[] {
  const holder = sql`holder_unit_id = ${unitId}::uuid`;
  const tookPart = sql`record->'handlerPersonIds' ? ${personId}`;
  return [
    { where: [sql`is_running`, holder], order: DUE_FIRST },
    { where: [HELD, sql`not is_running`, holder], order: NEWEST_FIRST },
    { where: [justEnded(now), sql`unit_id = ${unitId}::uuid`, tookPart], order: NEWEST_FIRST },
  ];
}

/** In the order in which they matter to whoever holds the phone. */
function partsOf(shift: Shift, now: Instant): Part[] {
  return [
    ...shift.unitIds.flatMap((unitId) => partsOfUnit(unitId, shift.personId, now)),
    ...partsOfPerson(shift, now),
    ...shift.inspectedPaths.map((path): Part => ({
      where: [sql`state = 'answered'`, sql`district_id = ${path.slice(0, 6)}`, inArea(path)],
      order: NEWEST_FIRST,
    })),
    ...shift.widePaths.flatMap((path): Part[] => [
      {
        where: [sql`is_running and due_at < ${toIso(now)}::timestamptz`, inArea(path)],
        order: DUE_FIRST,
      },
      { where: [sql`is_running and is_on_leaders_list`, inArea(path)], order: DUE_FIRST },
    ]),
    ...shift.nearPaths.flatMap((path): Part[] => [
      ...openIn(path),
      { where: [justEnded(now), inArea(path)], order: NEWEST_FIRST },
    ]),
  ];
}

/** The statement, for the store and for the test of its plan. */
export const casesOfShift = (shift: Shift, now: Instant): RawBuilder<OnShift & { part: number }> => sql.join(
  partsOf(shift, now).map(({ where, order }, index) => sql`
    (select id, version, ${index}::integer as part from case_file
    where ${sql.join(where, sql` and `)} order by ${order} limit ${MOST_OF_A_KIND + 1})`),
  sql` union all `,
);

export interface OnShift {
  readonly id: string;
  readonly version: number;
}

/** Each case once. `isWhole` is false where a kind had more than it may bring. */
export async function listShift(
  tx: Tx, shift: Shift,
): Promise<{ readonly cases: readonly OnShift[]; readonly isWhole: boolean }> {
  const { rows } = await casesOfShift(shift, tx.now).execute(tx.db);
  const counted = new Map<number, number>();
  const found = new Map<string, OnShift>();
  for (const { id, version, part } of rows.sort((a, b) => a.part - b.part)) {
    const total = (counted.get(part) ?? 0) + 1;
    counted.set(part, total);
    if (total <= MOST_OF_A_KIND) found.set(id, { id, version });
  }
  const isWhole = [...counted.values()].every((total) => total <= MOST_OF_A_KIND);
  return { cases: [...found.values()], isWhole };
}
