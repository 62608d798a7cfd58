-- Four digits that stand together are one gram of a case (core/case-grams.ts): pairs of digits stand in nearly
-- every case, so that looking for the end of a number read a district. Those that are indexed already get theirs.
update case_words as w set grams = w.grams || d.grams
from (
  select f.id, array_agg(distinct 12 * 1099511627776 + substr(r.run[1], at, 4)::bigint) as grams
  from case_file as f
  cross join lateral regexp_matches(
    concat_ws(' ', f.description, f.address, f.item_name, f.item_name_en), '[0-9]{4,}', 'g') as r(run)
  cross join lateral generate_series(1, length(r.run[1]) - 3) as at
  group by f.id
) as d
where d.id = w.case_id and not w.grams @> d.grams;
