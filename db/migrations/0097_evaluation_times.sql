-- Percentiles are counted from the facts that say how long it took: found by day, without the rest.
create index evaluation_fact_timed on evaluation_fact (district_id, kind, name, day)
  include (subject, area_path, item_code, used_ms, is_exempt) where name in ('handled', 'closed');
