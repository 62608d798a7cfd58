-- The bounded check-in. There is none without a row of check_in_task, and the store itself holds the bounds: an end
-- within 14 days, entries only while the task runs, positions no finer than a thousandth of a degree (about 100 m).
-- No table holds a track or time online.
create table check_in_task (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  id uuid not null,
  name text not null check (length(trim(name)) between 1 and 80),
  kind text not null check (kind in ('security', 'emergency')),
  area_path text not null,
  reason text not null check (length(trim(reason)) between 1 and 500),
  begun_by uuid not null,
  begun_by_unit_id uuid,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  created_at timestamptz not null,
  primary key (district_id, id),
  constraint check_in_task_bounded check (ends_at > starts_at and ends_at <= starts_at + interval '14 days'),
  constraint check_in_task_ended_early check (ended_at is null or ended_at <= ends_at),
  constraint check_in_task_ended_by check ((ended_at is null) = (ended_by is null)),
  constraint check_in_task_area check (area_path = district_id or area_path like district_id || '.%')
);
create unique index check_in_task_id on check_in_task (id);
create index check_in_task_by_end on check_in_task (district_id, ends_at desc, id desc);

create table check_in (
  task_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid,
  at timestamptz not null,
  lon numeric(6, 3),
  lat numeric(5, 3),
  accuracy_metres integer check (accuracy_metres >= 100),
  words text not null check (length(words) <= 200),
  primary key (task_id, id),
  foreign key (task_id) references check_in_task (id),
  check ((lon is null) = (lat is null) and (lon is null) = (accuracy_metres is null))
);
create index check_in_by_person on check_in (task_id, person_id, at desc);

create function refuse_check_in_outside_task() returns trigger language plpgsql as $$
begin
  if not exists (select from check_in_task as t where t.id = new.task_id
    and t.starts_at <= new.at and new.at < coalesce(t.ended_at, t.ends_at)) then
    raise exception 'task % is not running: no entry is kept', new.task_id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_in_while_running before insert or update on check_in
  for each row execute function refuse_check_in_outside_task();

-- Who has read the entries of a task, for the officers to see.
create table check_in_look (
  task_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  purpose text not null check (length(trim(purpose)) between 1 and 200),
  at timestamptz not null,
  primary key (task_id, id),
  foreign key (task_id) references check_in_task (id)
);
