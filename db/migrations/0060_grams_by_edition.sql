-- The first gram of a case says by which edition of core/case-grams.ts the others were made. What has none, or that of
-- a server of before, is found by this index and made anew in small pieces while everybody works (case.reindex_words).
-- In place of 0038_digits_together.sql
-- In place of 0046_house_numbers.sql
create index case_words_edition on case_words ((grams[1]));
