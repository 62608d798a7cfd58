// A register of components as a district has one, written past the product to save hours: half of them all
// over the lattice, half in a town of a fifth of its side; sixty classes; one in twenty not intact; units by
// class and by place. The counts follow by the store's own triggers.
import type { Sql } from './cluster.ts';
import { LATTICE } from './lattice.ts';

const AT_ONCE = 50_000;
export const CLASSES = 60;
export const UNITS = 40;

export const unitAt = (n: number): string => `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Where the n-th stands: a spread that repeats nowhere; the half with even numbers in the town. */
const FILL = `
  insert into component (id, district_id, code, code_scheme, class_code, name, geometry, lon, lat, area_path,
    competent_unit_id, maintenance_unit_id, condition, created_at, updated_at)
  select gen_random_uuid(), $1, $1 || class || lpad(seq::text, 6, '0'), 'classic', class, '部件' || n,
    ST_SetSRID(ST_MakePoint(lon, lat), 4326), lon, lat, null,
    ('019a0000-0000-7000-8000-' || lpad((kind % 12)::text, 12, '0'))::uuid,
    ('019a0000-0000-7000-8000-' || lpad((12 + floor(u * 28))::text, 12, '0'))::uuid,
    (array['damaged', 'lost', 'abandoned', 'occupied', 'intact'])[least(5, 1 + n % 80)], now(), now()
  from (
    select n, kind, u, '0' || (101 + kind) as class, 1 + n / ${CLASSES} as seq,
      $4 + $6 * case when n % 2 = 0 then 0.4 + 0.2 * u else u end as lon,
      $5 + $7 * case when n % 2 = 0 then 0.4 + 0.2 * v else v end as lat
    from (select n, n % ${CLASSES} as kind, (n * 0.6180339887) % 1 as u, (n * 0.7548776662) % 1 as v
      from (select generate_series($2::bigint, $3::bigint - 1) as n) one) two) three`;

const SPAN = { lon: LATTICE.columns * 0.004, lat: LATTICE.rows * 0.0032 };
export const BOX = {
  west: LATTICE.west,
  south: LATTICE.south,
  east: LATTICE.west + SPAN.lon,
  north: LATTICE.south + SPAN.lat,
};

export async function fillComponents(sql: Sql, total: number, say: (words: string) => void): Promise<void> {
  const [row] = await sql.rows('select count(*) as n from component');
  for (let has = Number(row?.n ?? 0); has < total; has += AT_ONCE) {
    const to = Math.min(total, has + AT_ONCE);
    const { west, south } = BOX;
    await sql.rows(FILL, [LATTICE.code, has, to, west, south, SPAN.lon, SPAN.lat]);
    say(`${to} of ${total} components`);
  }
}
