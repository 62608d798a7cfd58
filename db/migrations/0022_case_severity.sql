-- How bad a matter is, as the officer who reported it saw it: marked on every screen and told as urgent. The
-- catalogue's limits do not depend on it (docs/decisions/0005-field-app.md).
alter table case_file
  add column severity text not null default 'normal'
    constraint case_file_severity_known check (severity in ('normal', 'urgent', 'critical'));
