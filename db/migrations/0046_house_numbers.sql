-- A number of one to three digits, such as that of a house, is one gram of a case as a whole (core/case-grams.ts):
-- by pairs, each of which stands in a tenth of all cases, an address was found twenty times as slowly. Those that are
-- indexed already get theirs.
update case_words as w set grams = w.grams || n.grams
from (
  select f.id, array_agg(distinct 13 * 1099511627776 + length(r.run[1]) * 10000 + r.run[1]::bigint) as grams
  from case_file as f
  cross join lateral regexp_matches(
    concat_ws(' ', f.description, f.address, f.item_name, f.item_name_en), '[0-9]+', 'g') as r(run)
  where length(r.run[1]) < 4
  group by f.id
) as n
where n.id = w.case_id and not w.grams @> n.grams;
