// To whom a change sends its cases, held in the statement that writes them: the units stand until it commits,
// and a case whose unit has been closed, or has left the place, is not written at all. Whoever closes a unit
// locks it first, so that one of the two comes before the other.

export interface SentRow {
  readonly case_id: string;
  readonly unit_id: string;
  readonly area_path: string;
}

/** `rows` names the parameter with the rows as a JSON list. */
export const sentFirst = (rows: string): string => `
  sent as (
    select * from jsonb_to_recordset(${rows}::jsonb) as s(case_id uuid, unit_id uuid, area_path text)
  ), standing as materialized (
    select u.id, u.serves from unit as u where u.id in (select unit_id from sent) and u.closed_at is null
    order by u.id for key share
  ), unsent as materialized (
    select case_id from sent as s where not exists (select from standing as u
      where u.id = s.unit_id and exists (select from unnest(u.serves) as a(path)
        where s.area_path = a.path or starts_with(s.area_path, a.path || '.')))
  )`;

export const IS_SENT = 'not exists (select from unsent where unsent.case_id = j.id)';
