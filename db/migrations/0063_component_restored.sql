-- A thing that was found gone, and is brought back with a reason: a line of its history of its own. Those that are
-- gone are listed, so that they can be found again.
alter table component_change drop constraint component_change_kind_check;
alter table component_change add constraint component_change_kind_check check (
  kind in ('imported', 'updated', 'right_asked', 'right_confirmed', 'right_disputed', 'right_ruled',
    'surveyed', 'gone', 'condition', 'restored'));
create index component_gone on component (district_id, code) where gone_at is not null;
