-- What a publication tells of ratings, by unit: sums alone, never the cases that were rated.
alter table evaluation_publication add column ratings jsonb not null default '[]'::jsonb;
