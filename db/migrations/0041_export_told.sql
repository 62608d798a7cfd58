-- When an export last told how far it came, by the store's own clock: one that has been silent for long belongs to a
-- server that is no more, and is ended.
alter table case_export add column told_at timestamptz not null default now();
update case_export set told_at = coalesce(ended_at, started_at);
create index case_export_silent on case_export (told_at) where ending is null;
