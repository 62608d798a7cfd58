-- Ratings of the heads of units stand among the facts as those of the units do.
drop index evaluation_fact_of_ratings;
create index evaluation_fact_of_ratings on evaluation_fact (district_id, day)
  where kind = 'unit' and name in ('ratings_by_grid', 'points_by_grid', 'ratings_by_community',
    'points_by_community', 'ratings_by_street', 'points_by_street', 'head_ratings_by_community',
    'head_points_by_community', 'head_ratings_by_street', 'head_points_by_street');
