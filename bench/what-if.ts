// The proof of the lists in force, and past cases run again under a draft of them: both as the product does
// it, piece by piece through the store, but with nobody else's timer taking a piece.
import { performance } from 'node:perf_hooks';
import { assert } from '../kernel/assert.ts';
import { DAY } from '../kernel/duration.ts';
import { localDate } from '../kernel/instant.ts';
import { orRefuse } from '../platform/server/http/refused.ts';
import type { Database, Tx } from '../platform/server/db/tx.ts';
import { catalogueInForce } from '../slices/catalogue/server/public.ts';
import { openDraft } from '../slices/catalogue/server/open-draft.ts';
import { provePiece, PROVING, startProof } from '../slices/catalogue/server/prove-lists.ts';
import { findProof } from '../slices/catalogue/server/queries-proof.ts';
import { findVersion } from '../slices/catalogue/server/queries.ts';
import { findRun } from '../slices/whatif/server/queries.ts';
import { runPiece, RUNNING, startRun } from '../slices/whatif/server/run-what-if.ts';
import { LATTICE } from './lattice.ts';
import { once } from './in-process.ts';
import type { Round } from './stats.ts';

const BY = { id: 'bench', name: 'bench' };
/** Longer than the district's past. */
const PAST_DAYS = 300;

type Noted = Round & { readonly note: string };

/** On a machine that others use too, the wall clock tells of them as well. */
function cpuSince(before: NodeJS.CpuUsage): string {
  const { user, system } = process.cpuUsage(before);
  return `${((user + system) / 1_000_000).toFixed(1)} s of this process`;
}

/** In one transaction, so that no runner ever sees the timer. */
async function alone<T>(database: Database, kind: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.transaction(async (tx) => {
    const done = await work(tx);
    await tx.db.deleteFrom('timer').where('kind', '=', kind).execute();
    return done;
  });
}

export async function proofRound(database: Database): Promise<Noted> {
  const [startedAt, used] = [performance.now(), process.cpuUsage()];
  const { id } = await alone(database, PROVING, async (tx) => {
    const inForce = orRefuse(await catalogueInForce(tx, LATTICE.code));
    const version = await findVersion(tx, inForce.id);
    assert(version, 'the lists in force are a version');
    return orRefuse(await startProof(tx, version, BY));
  });
  for (;;) {
    await alone(database, PROVING, (tx) => provePiece(tx, id));
    const proof = await database.read((tx) => findProof(tx, id));
    if (proof?.state === 'running') continue;
    const seconds = (performance.now() - startedAt) / 1_000;
    assert(proof?.state === 'done' && proof.brokenQuestions === 0, 'the lists in force are proved');
    const pairs = proof.items * proof.grids;
    return {
      ...once(pairs, seconds),
      note: `${pairs} pairs, ${proof.questions} questions, ${seconds.toFixed(2)} s, ${cpuSince(used)}`,
    };
  }
}

export async function whatIfRound(database: Database): Promise<Noted> {
  const { catalogueId } = await database.transaction((tx) =>
    openDraft(
      tx,
      { districtId: LATTICE.code, title: 'bench', effectiveFrom: localDate(tx.now + PAST_DAYS * DAY) },
      BY,
    ),
  );
  const [startedAt, used] = [performance.now(), process.cpuUsage()];
  const { id } = await alone(database, RUNNING, async (tx) => {
    const [fromDay, toDay] = [localDate(tx.now - PAST_DAYS * DAY), localDate(tx.now)];
    const asked = { districtId: LATTICE.code, title: 'bench', fromDay, toDay, catalogueId };
    return orRefuse(await startRun(tx, asked, BY));
  });
  let mostMb = 0;
  for (;;) {
    await alone(database, RUNNING, (tx) => runPiece(tx, id));
    mostMb = Math.max(mostMb, process.memoryUsage().heapUsed / 1_048_576);
    const run = await database.read((tx) => findRun(tx, id));
    if (run?.state === 'running') continue;
    const seconds = (performance.now() - startedAt) / 1_000;
    assert(run?.state === 'done' && run.done === run.total, 'every case was run again');
    return {
      ...once(run.done, seconds),
      note: `${run.done} cases, ${seconds.toFixed(1)} s, ${cpuSince(used)}, heap ≤ ${mostMb.toFixed(0)} MB`,
    };
  }
}
