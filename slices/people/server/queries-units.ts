// SQL of units.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { UnitKind } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Unit } from '../core/unit.ts';

/** Many rows in one statement, parents and children in any order. */
export async function insertUnits(tx: Tx, units: readonly Unit[]): Promise<void> {
  await sql`
    insert into unit (id, district_id, code, name, name_en, kind, specialty, area_path, serves, parent_id,
      calendar_id, phone, created_at)
    select r.id, r."districtId", r.code, r.name, r."nameEn", r.kind, r.specialty, r."areaPath", r.serves,
      r."parentId", r."calendarId", r.phone, ${toIso(tx.now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as r(id uuid, "districtId" text, code text,
      name text,
      "nameEn" text, kind text, specialty text, "areaPath" text, serves text[], "parentId" uuid,
      "calendarId" text, phone text)`.execute(tx.db);
}

interface UnitRow {
  id: Id;
  district_id: string;
  code: string;
  name: string;
  name_en: string;
  kind: string;
  specialty: string;
  area_path: string;
  serves: string[];
  parent_id: Id | null;
  calendar_id: string | null;
  phone: string | null;
  closed_at: number | null;
  successor_id: Id | null;
  version: number;
}

const toUnit = (row: UnitRow): Unit => ({
  id: row.id,
  districtId: row.district_id,
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  kind: row.kind as UnitKind,
  specialty: row.specialty,
  areaPath: row.area_path,
  serves: row.serves,
  ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
  ...(row.calendar_id === null ? {} : { calendarId: row.calendar_id }),
  ...(row.phone === null ? {} : { phone: row.phone }),
  ...(row.closed_at === null ? {} : { isClosed: true as const }),
  ...(row.successor_id === null ? {} : { successorId: row.successor_id }),
  version: row.version,
});

/** A city has some ten thousand units; the directory holds them all. */
const MAX_UNITS = 100_000;

export async function listUnits(tx: Tx): Promise<Unit[]> {
  const rows = await tx.db.selectFrom('unit').selectAll().orderBy('code').limit(MAX_UNITS).execute();
  return rows.map(toUnit);
}

export async function listUnitsByIds(tx: Tx, ids: readonly Id[]): Promise<Unit[]> {
  const rows = await tx.db
    .selectFrom('unit')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .limit(ids.length)
    .execute();
  return rows.map(toUnit);
}

export async function lockUnit(tx: Tx, id: Id): Promise<Unit | undefined> {
  const row = await tx.db.selectFrom('unit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toUnit(row);
}

/** In the order of their ids, so that two who take over from each other wait instead of clasping. */
export async function lockUnits(tx: Tx, ids: readonly Id[]): Promise<Unit[]> {
  const rows = await tx.db
    .selectFrom('unit')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .limit(ids.length)
    .forUpdate()
    .execute();
  return rows.map(toUnit);
}

/** Held until the caller's transaction is over, so that it is not closed meanwhile; cases may still be sent
 *  to it, and others hold it as well. */
export async function holdUnit(tx: Tx, id: Id): Promise<Unit | undefined> {
  const { rows } = await sql<UnitRow>`select * from unit where id = ${id}::uuid for key share`.execute(tx.db);
  return rows[0] && toUnit(rows[0]);
}

/** The same for several, in the order of their ids, so that whoever closes some of them waits and clasps
 *  nobody. */
export async function holdUnits(tx: Tx, ids: readonly Id[]): Promise<Unit[]> {
  const { rows } = await sql<UnitRow>`
    select * from unit where id = any(${[...ids]}::uuid[]) order by id limit ${ids.length}
    for key share`.execute(tx.db);
  return rows.map(toUnit);
}

/** Units directly below that are not closed. */
export async function countUnitsBelow(tx: Tx, id: Id): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from unit
    where parent_id = ${id}::uuid and closed_at is null`.execute(tx.db);
  return rows[0]?.total ?? 0;
}

export async function updateUnit(tx: Tx, unit: Unit): Promise<void> {
  await sql`
    update unit set name = ${unit.name}, name_en = ${unit.nameEn}, serves = ${[...unit.serves]}::text[],
      parent_id = ${unit.parentId ?? null}::uuid, phone = ${unit.phone ?? null}, version = version + 1
    where id = ${unit.id}::uuid`.execute(tx.db);
}

export async function setUnitClosed(tx: Tx, id: Id, successorId: Id | null = null): Promise<void> {
  await sql`
    update unit set closed_at = ${toIso(tx.now)}::timestamptz, successor_id = ${successorId}::uuid,
      version = version + 1
    where id = ${id}::uuid`.execute(tx.db);
}
