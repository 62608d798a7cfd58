-- Who changed a draft last, by a step or by taking one back: whoever saves second is told their name.
alter table area_version add column revised_by text;
alter table area_version add column revised_by_name text check (revised_by_name <> '');
alter table area_version add constraint area_version_revised
  check ((revised_by is null) = (revised_by_name is null));
update area_version as v set revised_by = s.made_by, revised_by_name = s.made_by_name
from (
  select distinct on (version_id) version_id, made_by, made_by_name from area_step
  order by version_id, seq desc) as s
where s.version_id = v.id and v.revision > 0;

-- Which state of another draft it began with: if that came into force as it was then, nothing is undone.
alter table area_version add column copied_revision integer check (copied_revision >= 0);

-- Given up: its areas and steps are gone, its number stays taken, and nobody finds it any more.
alter table area_version add column discarded_at timestamptz;
alter table area_version add constraint area_version_discarded check (
  discarded_at is null or (state = 'draft' and starts_at is null));
