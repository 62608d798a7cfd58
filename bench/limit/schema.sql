-- The least that one intake has to write, and nothing above PostgreSQL: what the machine itself allows.
\set ON_ERROR_STOP on
create extension if not exists postgis;
drop schema if exists lim cascade; create schema lim; set search_path = lim, public;
-- 1,200 grid cells: Voronoi cells of clustered points, edges cut to about 25 m (some 100 vertices each)
create table cell(id int primary key, code text not null unique, dept int not null, geom geometry(Polygon,4326) not null);
select setseed(0.42);
insert into cell
select row_number() over (), 'G' || to_char(row_number() over (), 'FM0000'), 1 + (random()*39)::int, st_segmentize(g, 0.00025)
from (select (st_dump(st_voronoipolygons(st_collect(p), 0, st_makeenvelope(116.30,39.80,116.50,40.00,4326)))).geom g
      from (select st_setsrid(st_makepoint(116.30 + 0.2*(c.x + 0.12*(random()-0.5)) , 39.80 + 0.2*(c.y + 0.12*(random()-0.5))),4326) p
            from (select random()*0.9+0.05 x, random()*0.9+0.05 y from generate_series(1,60)) c, generate_series(1,20)) q) d;
create index on cell using gist(geom);
create table cases(
  id bigint generated always as identity primary key, code text not null, status smallint not null default 1, category int not null,
  subcategory int not null, level smallint not null, source smallint not null, title text not null, description text, address text,
  cell_id int, asset_id int, reporter text, phone text, dept int, assignee int, geom geometry(Point,4326) not null,
  due_at timestamptz, closed_at timestamptz, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1);
create unique index on cases(code);
create index on cases(status, created_at desc);
create index on cases(dept, status, due_at);
create index on cases(cell_id, created_at desc);
create index on cases using gist(geom);
create table history(id bigint generated always as identity primary key, case_id bigint not null, at timestamptz not null default now(), actor int not null, kind smallint not null, from_state smallint, to_state smallint, note text, data jsonb);
create index on history(case_id);
create table job(id bigint generated always as identity primary key, run_at timestamptz not null, kind smallint not null, case_id bigint not null, attempts smallint not null default 0, payload jsonb);
create index on job(run_at);
create table plain(id bigint generated always as identity primary key, a text, b int, at timestamptz default now());
insert into cases(code,status,category,subcategory,level,source,title,description,address,cell_id,asset_id,reporter,phone,dept,assignee,geom,due_at,closed_at,created_at)
select 'S'||g, case when g%20=0 then 2 when g%50=1 then 1 else 9 end, g%30,g%300,1+g%3,1,'seed '||g,'Manhole cover broken near no. '||g,'Road '||g%999,1+g%1200,g,'r'||g%5000,'138'||g,g%40,g%600,
 st_setsrid(st_makepoint(116.3+random()*0.2,39.8+random()*0.2),4326), now()+interval '1 day', case when g%20<>0 then now() end, now() - (:n - g) * interval '20 seconds' from generate_series(1,:n) g;
select count(*) cells, avg(st_npoints(geom))::int vertices from cell;
vacuum analyze;
