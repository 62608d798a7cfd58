// What is measured inside this process: finding a point's grid, and the audit of every item in every grid.
import { performance } from 'node:perf_hooks';
import { orRefuse } from '../platform/server/http/refused.ts';
import type { Database } from '../platform/server/db/tx.ts';
import { assert } from '../kernel/assert.ts';
import { areasSnapshot } from '../slices/areas/server/areas-snapshot.ts';
import { audit } from '../slices/catalogue/core/audit.ts';
import { catalogueInForce } from '../slices/catalogue/server/public.ts';
import { unitDirectory } from '../slices/people/server/public.ts';
import { LATTICE, latticePlaces, pointAt } from './lattice.ts';
import type { Round } from './stats.ts';

const POINTS = 200_000;
/** A round of one long question. */
export const once = (done: number, seconds: number): Round => ({
  done,
  errors: 0,
  seconds,
  p50Ms: Number.NaN,
  p95Ms: Number.NaN,
  p99Ms: Number.NaN,
});

/** Random points of the district; each must be found, or the round would measure how fast nothing is. */
export async function locateRound(database: Database): Promise<Round> {
  const index = await database.read((tx) => tx.snapshots.get(areasSnapshot));
  const points = Array.from({ length: POINTS }, () => pointAt(Math.random(), Math.random()));
  let found = 0;
  const startedAt = performance.now();
  for (const point of points) if ('areaPath' in index.locate(point)) found += 1;
  const seconds = (performance.now() - startedAt) / 1_000;
  assert(found === POINTS, `${POINTS - found} points of the district were not found`);
  return once(found, seconds);
}

export async function auditRound(database: Database): Promise<Round & { readonly note: string }> {
  const { compiled, directory } = await database.read(async (tx) => ({
    compiled: orRefuse(await catalogueInForce(tx, LATTICE.code)),
    directory: await unitDirectory(tx),
  }));
  const grids = latticePlaces()
    .areas.filter((area) => area.level === 'grid')
    .map((area) => area.path);
  const startedAt = performance.now();
  const report = audit(compiled, directory, grids);
  const seconds = (performance.now() - startedAt) / 1_000;
  assert(report.brokenPairs === 0, `${report.brokenPairs} pairs have no unit`);
  return {
    ...once(report.pairs, seconds),
    note: `${report.pairs} pairs, ${report.questions} questions, ${seconds.toFixed(2)} s`,
  };
}
