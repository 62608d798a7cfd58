-- A case is written anew with each action, its rule hardly ever. Stored apart, the rule makes a case half as wide
-- to rewrite; and with room left on the page, an action that moves no index (a note, a push) touches none.
alter table case_file set (toast_tuple_target = 1024, fillfactor = 85);
alter table case_file alter column rule set storage external;
