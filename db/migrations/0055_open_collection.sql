-- What a district has said about its open data; what it has said nothing about is as the product has it (geodata slice).

create table open_collection (
  district_id text not null check (district_id ~ '^[0-9]{6}$'),
  collection text not null check (collection ~ '^[a-z]+$'),
  is_open boolean not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (district_id, collection)
);
