-- Whether the walk found cases behind their steps in its last piece: then not all there is is counted.
alter table evaluation_walk add column is_catching_up boolean not null default true;
