// The proof of a version, by a timer in pieces: started, walked on item by item, done; or cancelled by a
// person, or failed because lists, grids or units changed meanwhile, since half a proof of each state
// proves neither.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Id } from '../../../kernel/id.ts';
import { refuse, type Refusal } from '../../../kernel/refusal.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { scheduleTimers, type TimerHandler } from '../../../platform/server/jobs/timer.ts';
import { type AreaNode, areaTree, findVersionInForce } from '../../areas/server/public.ts';
import { type UnitDirectory, unitDirectory } from '../../people/server/public.ts';
import { compileCatalogue, type CompiledCatalogue } from '../core/compile.ts';
import { canonical } from '../core/list-rows.ts';
import { type ProofLine, proofText, Prover } from '../core/prove.ts';
import type { Units } from '../core/find-unit.ts';
import { gridsOf } from './check-catalogue.ts';
import { getLists } from './queries-lists.ts';
import {
  type BrokenAnswer, type Changed, endProof, findProof, findRunning, insertProof, lockProof, type Proof,
  type ProofProgress, readStoreClock, setProgress,
} from './queries-proof.ts';
import { findVersion, type VersionRow } from './queries.ts';
import type { Editor } from './queries-workshop.ts';

export const PROVING = 'catalogue.prove';
/** Questions of one piece: a fraction of a second, after which others get the connection. */
const AT_ONCE = 100_000;
/** The first that fail are told one by one; the audit tells them by cause. */
const MOST_BROKEN = 100;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Everything that the answers hang on. */
export interface World {
  readonly compiled: CompiledCatalogue;
  readonly units: Units;
  readonly grids: readonly string[];
  readonly areaVersionId: Id;
  readonly hashes: Readonly<Record<Changed, string>>;
}

interface Seen {
  readonly version: Pick<VersionRow, 'id' | 'revision' | 'title' | 'effectiveFrom'>;
  readonly directory: Units;
  readonly tree: AreaNode;
}

interface Kept {
  readonly seen: Seen;
  readonly world: World;
  readonly prover: Prover;
}

/** Compiling makes a search index too, and a prover comes to know the units: once for each state of the
 *  world, not for each piece. */
const lastKept = perStore(() => ({ kept: undefined as Kept | undefined }));

/** Lists change with their revision; units and areas are other objects once they have changed. */
const isSame = (a: Seen, b: Seen): boolean =>
  a.directory === b.directory && a.tree === b.tree && a.version.id === b.version.id
  && a.version.revision === b.version.revision && a.version.title === b.version.title
  && a.version.effectiveFrom === b.version.effectiveFrom;

async function readWorld(tx: Tx, version: VersionRow, { tree }: Seen, directory: UnitDirectory) {
  const { districtId } = version;
  const grids = gridsOf(tree);
  const areaVersionId = (await findVersionInForce(tx, districtId))?.id ?? '';
  const units = directory.units()
    .filter((unit) => unit.districtId === districtId)
    .map(({ id, kind, specialty, areaPath, serves, isClosed, successorId }) =>
      ({ id, kind, specialty, areaPath, serves, isClosed, successorId }));
  const lists = await getLists(tx, version.id);
  const hash = sha256(canonical([version.id, version.defaults, lists]));
  return {
    lists, grids, areaVersionId,
    hashes: {
      lists: hash,
      areas: sha256(canonical([areaVersionId, grids])),
      units: sha256(canonical(units)),
    },
  };
}

/** Read from the store as it is now. Throws Refused `areas.district_not_found`. */
async function lookAgain(tx: Tx, version: VersionRow): Promise<Kept> {
  const directory = await unitDirectory(tx);
  const seen = { version, directory, tree: orRefuse(await areaTree(tx, version.districtId)) };
  const { lists, ...read } = await readWorld(tx, version, seen, directory);
  const last = lastKept(tx).kept;
  const isKnown = last?.world.hashes.lists === read.hashes.lists;
  const compiled = isKnown ? last.world.compiled : compileCatalogue({ ...version, ...lists });
  const world: World = { compiled, units: directory, ...read };
  const prover = isKnown && isSame(last.seen, seen)
    ? last.prover : new Prover(compiled, directory, world.grids);
  return { seen, world, prover };
}

/** Throws Refused `areas.district_not_found`. */
export async function worldOf(tx: Tx, version: VersionRow): Promise<World> {
  const found = await lookAgain(tx, version);
  lastKept(tx).kept = found;
  return found.world;
}

/** As it was last read, where nothing tells that it is another by now. */
async function keptWorld(tx: Tx, version: VersionRow): Promise<Kept> {
  const { kept } = lastKept(tx);
  const [directory, tree] = [await unitDirectory(tx), orRefuse(await areaTree(tx, version.districtId))];
  if (kept && isSame(kept.seen, { version, directory, tree })) return kept;
  const found = await lookAgain(tx, version);
  lastKept(tx).kept = found;
  return found;
}

export function changedSince(proof: Proof, { hashes }: World): Changed | undefined {
  if (proof.listsHash !== hashes.lists) return 'lists';
  if (proof.areasHash !== hashes.areas) return 'areas';
  return proof.unitsHash === hashes.units ? undefined : 'units';
}

const walkOn = (tx: Tx, id: Id): Promise<void> =>
  scheduleTimers(tx, [{ kind: PROVING, key: id, dueAt: tx.now }]);

/** Throws Refused `areas.district_not_found`. */
export async function startProof(
  tx: Tx,
  version: VersionRow,
  by: Editor,
): Promise<Proof | Refusal<'catalogue.proof_running'>> {
  const running = await findRunning(tx, version.id);
  if (running) {
    return refuse('catalogue.proof_running', { done: running.itemsDone, items: running.items });
  }
  const { compiled, grids, areaVersionId, hashes } = await worldOf(tx, version);
  const id = tx.ids.next();
  await insertProof(tx, {
    id, districtId: version.districtId, catalogueId: version.id, areaVersionId,
    listsHash: hashes.lists, areasHash: hashes.areas, unitsHash: hashes.units,
    items: compiled.items().length, grids: grids.length, answersHash: sha256(''),
    startedBy: by.id, startedByName: by.name,
  });
  await walkOn(tx, id);
  return orRefuse((await findProof(tx, id)) ?? refuse('catalogue.proof_unknown'));
}

const brokenOf = ({ itemCode, problem, monthDay, areaPath }: ProofLine, why: string): BrokenAnswer =>
  ({ item: itemCode, problem, monthDay, area: areaPath, why });

/** Each item's answers are hashed onto what came before, so that a piece can go on where the last ended. */
function proveItem(prover: Prover, world: World, progress: ProofProgress): ProofProgress {
  const item = world.compiled.items()[progress.itemsDone];
  if (!item) return progress;
  const texts = [progress.answersHash];
  const broken = [...progress.broken];
  let [questions, brokenQuestions] = [progress.questions, progress.brokenQuestions];
  for (const line of prover.item(item)) {
    questions += 1;
    texts.push(proofText(line));
    if (typeof line.answer !== 'string') continue;
    brokenQuestions += 1;
    if (broken.length < MOST_BROKEN) broken.push(brokenOf(line, line.answer));
  }
  const answersHash = sha256(texts.join('\n'));
  return { ...progress, itemsDone: progress.itemsDone + 1, questions, brokenQuestions, broken, answersHash };
}

/** One piece, in the transaction of its timer, which goes on behind it. Others get their turn after each
 * item. */
export async function provePiece(tx: Tx, proofId: Id, atOnce = AT_ONCE): Promise<void> {
  const proof = await lockProof(tx, proofId);
  if (proof?.state !== 'running') return;
  const version = await findVersion(tx, proof.catalogueId);
  if (!version) return;
  const { world, prover } = await keptWorld(tx, version);
  const changed = changedSince(proof, world);
  if (changed) return endProof(tx, proofId, changed);
  const startedAt = await readStoreClock(tx);
  let progress: ProofProgress = proof;
  while (progress.itemsDone < proof.items && progress.questions < proof.questions + atOnce) {
    progress = proveItem(prover, world, progress);
    await setImmediate();
  }
  const isDone = progress.itemsDone === proof.items;
  // Whatever was kept meanwhile, what is proved at the end is what the store holds at the end.
  const changedSoon = isDone ? changedSince(proof, await worldOf(tx, version)) : undefined;
  if (changedSoon) return endProof(tx, proofId, changedSoon);
  const walkedMs = proof.walkedMs + Math.max(0, (await readStoreClock(tx)) - startedAt);
  await setProgress(tx, proofId, { ...progress, walkedMs }, isDone);
  if (!isDone) await walkOn(tx, proofId);
}

export const catalogueJobs: readonly TimerHandler[] = [
  { kind: PROVING, handle: (tx, timer) => provePiece(tx, timer.key) },
];
