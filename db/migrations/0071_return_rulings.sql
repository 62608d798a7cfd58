-- A ruling after a return says who returned, which centre ruled, and whether that was the last word: whoever decides
-- the next one like it sees it beside the proposed unit, and a return that was ruled the unit's own can be counted.
alter table precedent
  add column returned_unit_id uuid,
  add column centre_unit_id uuid,
  add column is_final boolean not null default false;
