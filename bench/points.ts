// What a map of a district costs: everything at the first look, and what has changed since after one case was
// moved. In this process, each question when the one before has rested: what is measured is the scan and the
// packing, not the line. How large the answers are is in the note.
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { assert } from '../kernel/assert.ts';
import type { Actor } from '../kernel/rights.ts';
import type { Database } from '../platform/server/db/tx.ts';
import type { CasePoints, PointsQuery } from '../slices/cases/core/contract-map.ts';
import { readPoints } from '../slices/cases/server/read-points.ts';
import { findActor } from '../slices/people/server/public.ts';
import type { Sql } from './cluster.ts';
import { LATTICE } from './lattice.ts';
import { type Round, roundOf } from './stats.ts';

const TIMES = 20;
/** Longer than a view rests between two scans. */
const RESTED_MS = 250;

async function dispatcherOf(database: Database, sql: Sql): Promise<Actor> {
  const [post] = await sql.rows(
    `select person_id from post where role = 'dispatcher' and area_path = '${LATTICE.code}' limit 1`,
  );
  const actor = await database.read((tx) => findActor(tx, String(post?.['person_id'])));
  assert(actor, 'the district has a dispatcher');
  return actor;
}

/** Somewhere in the district, by a metre. */
const moveOne = (sql: Sql, n: number): Promise<unknown> =>
  sql.rows(
    `update case_file set version = version + 1, lon = lon + 0.00001
     where id = (select id from case_file where is_open order by created_at desc offset ${n} limit 1)`,
  );

const sizeOf = (answer: CasePoints): string => {
  const text = JSON.stringify(answer);
  return `${Math.ceil(text.length / 1_024)} KiB, ${Math.ceil(gzipSync(text).length / 1_024)} compressed`;
};

export interface PointRounds {
  readonly points: Round;
  readonly points_changes: Round;
  readonly note: string;
}

export async function pointRounds(database: Database, sql: Sql): Promise<PointRounds> {
  const actor = await dispatcherOf(database, sql);
  const ask = (query: PointsQuery) => database.read((tx) => readPoints(tx, actor, query));
  // The first look of the morning reads every case once; from then on they are held by version.
  const whole = await ask({ state: ['open'] });
  let last = whole;
  const timed = async (query: (n: number) => Promise<PointsQuery>): Promise<Round> => {
    const latencies: number[] = [];
    for (let n = 0; n < TIMES; n++) {
      const asked = await query(n);
      await pause(RESTED_MS);
      const at = performance.now();
      last = await ask(asked);
      JSON.stringify(last);
      latencies.push(performance.now() - at);
    }
    return roundOf(latencies, 0, latencies.reduce((sum, one) => sum + one, 0) / 1_000);
  };
  const points = await timed(async () => ({ state: ['open'] }));
  const points_changes = await timed(async (n) => {
    await moveOne(sql, n);
    return { state: ['open'], since: last.version };
  });
  assert(!last.isWhole, 'a map that looks again is told changes');
  return {
    points,
    points_changes,
    note: `${whole.lamps.length} points ${sizeOf(whole)}; after one has moved ${sizeOf(last)}`,
  };
}
