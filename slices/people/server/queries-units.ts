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

export async function updateUnit(tx: Tx, unit: Unit): Promise<void> {
  await sql`
    update unit set name = ${unit.name}, name_en = ${unit.nameEn}, serves = ${[...unit.serves]}::text[],
      parent_id = ${unit.parentId ?? null}::uuid, phone = ${unit.phone ?? null}
    where id = ${unit.id}::uuid`.execute(tx.db);
}

export async function setUnitClosed(tx: Tx, id: Id): Promise<void> {
  await tx.db
    .updateTable('unit')
    .set({ closed_at: toIso(tx.now) })
    .where('id', '=', id)
    .execute();
}
