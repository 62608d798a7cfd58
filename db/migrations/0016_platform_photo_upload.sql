-- A photo on its way, in pieces: what has begun, and which pieces are safe. The bytes lie where photos lie; a
-- piece has a row only after its bytes are durable, and everything goes once the photo is stored or given up.
create table photo_upload (
  -- Made on the phone.
  id uuid primary key,
  uploaded_by text not null,
  -- Of the whole photo as the phone holds it.
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes integer not null check (bytes > 0),
  media_type text not null,
  -- As agreed when it began: a later version may cut otherwise.
  piece_bytes integer not null check (piece_bytes > 0),
  photo_id uuid references photo (id),
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index photo_upload_open on photo_upload (uploaded_by) where photo_id is null;
create index photo_upload_age on photo_upload (changed_at);

create table photo_upload_piece (
  upload_id uuid not null references photo_upload (id) on delete cascade,
  number smallint not null check (number >= 0),
  primary key (upload_id, number)
);
