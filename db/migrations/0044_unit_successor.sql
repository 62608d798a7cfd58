-- Two administrators may have a unit open at once: who saves second is told. And a unit that is closed may name
-- who takes over its open cases and the rules that name it.
alter table unit add column version integer not null default 1 check (version > 0);
alter table unit add column successor_id uuid references unit (id);
alter table unit add constraint unit_successor check (
  successor_id is null or (closed_at is not null and successor_id <> id));
