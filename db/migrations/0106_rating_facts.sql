-- Ratings are told by unit and month alone, put together when they are asked for: few among the facts.
create index evaluation_fact_of_ratings on evaluation_fact (district_id, day)
  where kind = 'unit' and name in ('ratings_by_grid', 'points_by_grid', 'ratings_by_community',
    'points_by_community', 'ratings_by_street', 'points_by_street');
