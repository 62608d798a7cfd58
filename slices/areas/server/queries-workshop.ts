// All SQL of the grid workshop: drafts that begin as copies, their areas, their steps, and claimed ground.
import { sql } from 'kysely';
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { FoundDifference } from '../core/compare-versions.ts';
import type { DraftArea } from '../core/draft.ts';
import type { Edit } from '../core/contract-workshop.ts';
import { ringsOf } from './queries.ts';

/** Every layer of a version, as it is. */
export async function copyAreas(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    insert into area (district_id, version_id, layer, path, parent_path, code, level, name, name_en,
      external_code, boundary, is_derived)
    select district_id, ${to}::uuid, layer, path, parent_path, code, level, name, name_en, external_code,
      boundary, is_derived
    from area where version_id = ${from}`.execute(tx.db);
}

type DraftRow = Omit<DraftArea, 'boundary'> & { readonly boundary: string };

/** More areas than a district of 3,000 grids has on all its levels. */
const MOST_AREAS = 50_000;

export async function listDraftAreas(tx: Tx, versionId: string): Promise<DraftArea[]> {
  const found = await sql<DraftRow>`
    select path, level, name, name_en as "nameEn", external_code as "externalCode",
      ST_AsGeoJSON(boundary, 7) as boundary, is_derived as "isDerived"
    from area where version_id = ${versionId} and layer = 'base'
    order by path collate "C" limit ${MOST_AREAS}`.execute(tx.db);
  return found.rows.map((row) => ({ ...row, boundary: ringsOf(row.boundary) }));
}

export interface Cell {
  /** In whole units. */
  readonly rings: MultiPolygonRings[number];
  /** The grid with the lowest code that covers it. */
  readonly owner: string | null;
  readonly isInside: boolean;
}

/** The ground cut along every border of grids and district (or of another outline, in whole units): pieces
 *  that share all their corners. */
export async function listCells(tx: Tx, versionId: string, outline?: MultiPolygonRings): Promise<Cell[]> {
  const other = outline ? JSON.stringify({ type: 'MultiPolygon', coordinates: outline }) : null;
  const found = await sql<{ rings: string; owner: string | null; isInside: boolean }>`
    with shape as materialized (
      select path, code, level, ST_CollectionExtract(ST_MakeValid(
        case when level = 'district' and ${other}::text is not null
          then ST_SetSRID(ST_GeomFromGeoJSON(${other}::text), 0) else boundary_e7 end), 3) as ground
      from area where version_id = ${versionId} and layer = 'base' and level in ('district', 'grid')),
    cell as materialized (
      select piece.geom, ST_PointOnSurface(piece.geom) as place
      from (select ST_Polygonize(line) as faces
        from (select ST_UnaryUnion(ST_Collect(ST_Boundary(ground)), 1) as line from shape) noded) made,
        ST_Dump(made.faces) piece)
    select ST_AsGeoJSON(cell.geom, 0) as rings,
      (select s.path from shape s where s.level = 'grid' and s.ground && cell.place
        and ST_Covers(s.ground, cell.place) order by s.code collate "C" limit 1) as owner,
      exists (select from shape s where s.level = 'district' and ST_Covers(s.ground, cell.place))
        as "isInside"
    from cell where ST_Area(cell.geom) > 0 limit 200000`.execute(tx.db);
  return found.rows.map(({ rings, owner, isInside }) => ({
    rings: (JSON.parse(rings) as { coordinates: MultiPolygonRings[number] }).coordinates,
    owner,
    isInside,
  }));
}

export async function deleteAreas(tx: Tx, versionId: string, paths: readonly string[]): Promise<void> {
  await sql`delete from area where version_id = ${versionId} and layer = 'base'
    and path = any(${sql.val([...paths])}::text[])`.execute(tx.db);
}

export async function markMesh(tx: Tx, versionId: string): Promise<void> {
  await sql`update area_version set is_mesh = true where id = ${versionId}`.execute(tx.db);
}

/** Grids that were in force at any time. */
export async function listEverUsed(tx: Tx, districtId: string): Promise<Set<string>> {
  const found = await sql<{ path: string }>`
    select distinct a.path from area a join area_version v on v.id = a.version_id
    where a.district_id = ${districtId} and a.layer = 'base' and a.level = 'grid' and v.state <> 'draft'
    limit 1000000`.execute(tx.db);
  return new Set(found.rows.map((row) => row.path));
}

export interface Step {
  readonly seq: number;
  readonly kind: Edit['kind'];
  readonly edit: Edit;
  readonly before: readonly DraftArea[];
  readonly after: readonly DraftArea[];
  readonly isUndone: boolean;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly madeByName: string;
}

const STEP_COLUMNS = sql`seq, kind, edit, before, after, is_undone as "isUndone", made_at as "madeAt",
  made_by as "madeBy", made_by_name as "madeByName"`;

/** In the order they were made. */
export async function listSteps(tx: Tx, versionId: string, limit: number): Promise<Step[]> {
  const found = await sql<Step>`
    select ${STEP_COLUMNS} from (
      select * from area_step where version_id = ${versionId} order by seq desc limit ${limit}) latest
    order by seq`.execute(tx.db);
  return found.rows;
}

/** The last one that stands, or the first that was undone. */
export async function findStep(tx: Tx, versionId: string, isUndone: boolean): Promise<Step | undefined> {
  const found = await sql<Step>`
    select ${STEP_COLUMNS} from area_step where version_id = ${versionId} and is_undone = ${isUndone}
    order by case when is_undone then seq else -seq end limit 1`.execute(tx.db);
  return found.rows[0];
}

export interface NewStep extends Pick<Step, 'edit' | 'before' | 'after' | 'madeBy' | 'madeByName'> {
  readonly districtId: string;
  readonly versionId: string;
}

/** What was undone before is forgotten: the draft has gone another way. Its number. */
export async function insertStep(tx: Tx, step: NewStep): Promise<number> {
  await sql`delete from area_step where version_id = ${step.versionId} and is_undone`.execute(tx.db);
  const made = await sql<{ seq: number }>`
    insert into area_step (district_id, version_id, seq, kind, edit, before, after, made_at, made_by,
      made_by_name)
    select ${step.districtId}, ${step.versionId}::uuid, coalesce(max(seq), 0) + 1, ${step.edit.kind},
      ${JSON.stringify(step.edit)}::jsonb, ${JSON.stringify(step.before)}::jsonb,
      ${JSON.stringify(step.after)}::jsonb, ${toIso(tx.now)}::timestamptz, ${step.madeBy},
      ${step.madeByName}
    from area_step where version_id = ${step.versionId}
    returning seq`.execute(tx.db);
  return made.rows[0]?.seq ?? 0;
}

export async function setUndone(tx: Tx, versionId: string, seq: number, isUndone: boolean): Promise<void> {
  await sql`update area_step set is_undone = ${isUndone}
    where version_id = ${versionId} and seq = ${seq}`.execute(tx.db);
}

export async function setRevision(
  tx: Tx,
  versionId: string,
  revision: number,
  by: { readonly id: string; readonly name: string },
): Promise<void> {
  await sql`update area_version
    set revision = ${revision}, revised_by = ${by.id}, revised_by_name = ${by.name}
    where id = ${versionId}`.execute(tx.db);
}

/** Its number stays taken. */
export async function discardVersion(tx: Tx, versionId: string): Promise<void> {
  await sql`delete from area_step where version_id = ${versionId}`.execute(tx.db);
  await sql`delete from area where version_id = ${versionId}`.execute(tx.db);
  await sql`update area_version set discarded_at = ${toIso(tx.now)} where id = ${versionId}`.execute(tx.db);
}

export interface Claim {
  readonly number: number;
  readonly path: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly squareMetres: number;
  readonly lon: number;
  readonly lat: number;
  readonly decisionNumber: string;
  readonly decisionText: string;
  /** `YYYY-MM-DD` */
  readonly decidedOn: string;
  readonly madeAt: Instant;
  readonly madeByName: string;
}

export interface NewClaim extends Omit<Claim, 'number' | 'name' | 'nameEn' | 'madeAt' | 'madeByName'> {
  readonly districtId: string;
  readonly versionId: string;
  readonly seq: number;
}

export async function insertClaim(tx: Tx, claim: NewClaim): Promise<void> {
  await sql`
    insert into area_claim (district_id, version_id, seq, area_path, square_metres, lon, lat, decision_number,
      decision_text, decided_on)
    values (${claim.districtId}, ${claim.versionId}, ${claim.seq}, ${claim.path}, ${claim.squareMetres},
      ${claim.lon}, ${claim.lat}, ${claim.decisionNumber}, ${claim.decisionText},
      ${claim.decidedOn})`.execute(tx.db);
}

/** Of one version, or of all that were in force; what was undone is left out. The newest first. Of the grid
 *  that holds the ground in that version: later steps may have numbered, merged or split the first. */
export async function listClaims(
  tx: Tx,
  of: { readonly districtId: string; readonly versionId?: string },
  limit: number,
): Promise<Claim[]> {
  const found = await sql<Claim>`
    select v.number, coalesce(a.path, c.area_path) as path, coalesce(a.name, c.area_path) as name,
      a.name_en as "nameEn", c.square_metres as "squareMetres", c.lon, c.lat,
      c.decision_number as "decisionNumber",
      c.decision_text as "decisionText", c.decided_on as "decidedOn", s.made_at as "madeAt",
      s.made_by_name as "madeByName"
    from area_claim c
    join area_step s on s.district_id = c.district_id and s.version_id = c.version_id and s.seq = c.seq
    join area_version v on v.id = c.version_id
    left join lateral (
      select g.path, g.name, g.name_en from area g
      where g.version_id = c.version_id and g.layer = 'base' and g.level = 'grid'
        and ST_Intersects(g.boundary_e7, ST_MakePoint(c.lon * 1e7, c.lat * 1e7))
      order by g.path <> c.area_path, g.code collate "C" limit 1) a on true
    where c.district_id = ${of.districtId} and not s.is_undone
      and case when ${of.versionId ?? null}::uuid is null then v.state <> 'draft'
        else c.version_id = ${of.versionId ?? null}::uuid end
    order by v.number desc, c.seq desc limit ${limit}`.execute(tx.db);
  return found.rows;
}

/** From this moment on it will be in force; null takes that back. */
export async function setAgreed(
  tx: Tx,
  versionId: string,
  agreed: { readonly startsAt: Instant; readonly by: string; readonly basedOn: string | null } | null,
): Promise<void> {
  await sql`update area_version set starts_at = ${agreed ? toIso(agreed.startsAt) : null}::timestamptz,
    agreed_by = ${agreed?.by ?? null},
    based_on = ${agreed ? sql`${agreed.basedOn}::uuid` : sql`based_on`}
    where id = ${versionId}`.execute(tx.db);
}

/** The version of the district that waits for its day. */
export async function findWaiting(
  tx: Tx,
  districtId: string,
): Promise<{ readonly id: string; readonly number: number; readonly startsAt: Instant | null } | undefined> {
  const found = await sql<{ id: string; number: number; startsAt: Instant | null }>`
    select id, number, starts_at as "startsAt" from area_version
    where district_id = ${districtId} and starts_at is not null`.execute(tx.db);
  return found.rows[0];
}

export async function findAgreedBy(tx: Tx, versionId: string): Promise<string | undefined> {
  const found = await sql<{ by: string | null }>`
    select agreed_by as by from area_version where id = ${versionId}`.execute(tx.db);
  return found.rows[0]?.by ?? undefined;
}

/** Areas that are in one version alone, are named otherwise, or have other ground than in `before`. */
export async function listDifferences(
  tx: Tx,
  versionId: string,
  before: string | null,
  limit: number,
): Promise<FoundDifference[]> {
  const side = (id: string | null) => sql`
    select path, level, name, name_en, boundary_e7,
      ST_CollectionExtract(ST_MakeValid(boundary_e7), 3) as ground
    from area where version_id = ${id}::uuid and layer = 'base'`;
  const found = await sql<FoundDifference>`
    with now_in as materialized (${side(versionId)}), was_in as materialized (${side(before)}),
    pair as (
      select coalesce(n.path, w.path) as path, coalesce(n.level, w.level) as level, n.name, w.name as before,
        n.name_en, w.name_en as before_en, n.ground as ground, w.ground as ground_before,
        case when n.path is null then 0 when w.path is null then ST_Area(n.ground)
          when n.boundary_e7 = w.boundary_e7 then 0
          else ST_Area(ST_Difference(n.ground, w.ground)) end as gained,
        case when w.path is null then 0 when n.path is null then ST_Area(w.ground)
          when n.boundary_e7 = w.boundary_e7 then 0
          else ST_Area(ST_Difference(w.ground, n.ground)) end as lost
      from now_in n full join was_in w on w.path = n.path)
    select p.path, p.level, p.name, p.before as "nameBefore", p.name_en as "nameEn",
      p.before_en as "nameEnBefore", p.gained as "gainedE7", p.lost as "lostE7",
      ST_YMin(coalesce(p.ground, p.ground_before)) as y,
      case when p.name is null then (
        select coalesce(jsonb_agg(jsonb_build_object('path', o.path, 'name', o.name, 'nameEn', o.name_en,
          'areaE7', ST_Area(ST_Intersection(o.ground, p.ground_before))) order by o.path), '[]'::jsonb)
        from now_in o where o.level = p.level and o.ground && p.ground_before
          and ST_Area(ST_Intersection(o.ground, p.ground_before)) > 0)
      when p.before is null then (
        select coalesce(jsonb_agg(jsonb_build_object('path', o.path, 'name', o.name, 'nameEn', o.name_en,
          'areaE7', ST_Area(ST_Intersection(o.ground, p.ground))) order by o.path), '[]'::jsonb)
        from was_in o where o.level = p.level and o.ground && p.ground
          and ST_Area(ST_Intersection(o.ground, p.ground)) > 0)
      else '[]'::jsonb end as ground
    from pair p
    where p.name is null or p.before is null or p.name <> p.before or p.name_en is distinct from p.before_en
      or p.gained > 0 or p.lost > 0
    order by p.path collate "C" limit ${limit}`.execute(tx.db);
  return found.rows;
}
