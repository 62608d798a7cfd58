// The past of a year, case by case through the flow's own interpreter: every deadline, return and clock is
// what the product would have made of it. Each is brought in at the end of the month in which it was over.
import type { Instant } from '../../kernel/instant.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import { stream } from '../../db/seed/demo/random.ts';
import type { Database, Tx } from '../../platform/server/db/tx.ts';
import { orRefuse } from '../../platform/server/http/refused.ts';
import { locate } from '../../slices/areas/server/public.ts';
import { decide, type Decision } from '../../slices/cases/core/decide.ts';
import { standardFlow } from '../../slices/cases/core/flows/standard.ts';
import { freshIdentity, importHistory, type PastCase } from '../../slices/cases/server/import-history.ts';
import { resolve as resolveIn } from '../../slices/catalogue/core/resolve.ts';
import type { World } from '../fill-cases.ts';
import type { Planted } from './habits.ts';
import { lifeOf, nextDeed, reporterIn, reportOf, type Undone, type Year } from './life.ts';

const BATCH = 1_000;
/** So many matters are asked about to learn who is busy. */
const ASKED = 3_000;

interface Played {
  readonly past: PastCase;
  /** When nothing was left to be done; later than the year where it goes on. */
  readonly overAt: Instant;
  readonly isDone: boolean;
}

async function firstOf(tx: Tx, world: World, year: Year, n: number) {
  const life = lifeOf(world, year, n);
  const { at, body } = reportOf(life, year);
  const { point, address, itemCode } = body;
  const { areaPath, gridCode, areaVersionId } = orRefuse(await locate(tx, point));
  const { calendar, directory } = world;
  const resolution = orRefuse(resolveIn(world.compiled, directory, { itemCode, areaPath, at }));
  const place = { point, areaPath, gridCode, address, areaVersionId };
  const fresh = await freshIdentity(tx, world.districtId, at);
  const actor = reporterIn(world, areaPath);
  const context = { calendar, directory, actor, now: at, place, resolution, fresh };
  return { at, life, made: orRefuse(decide(standardFlow, undefined, { action: 'report', body }, context)) };
}

/** No deed after the year's end: what is open then is open. */
async function playCase(tx: Tx, world: World, year: Year, n: number): Promise<Played> {
  const { at: startAt, life, made } = await firstOf(tx, world, year, n);
  const { calendar, directory } = world;
  const decisions: Decision[] = [made];
  let [file, at] = [made.file, startAt];
  let deed = nextDeed(life, file, at);
  for (; deed && deed[3] <= year.endsAt; deed = nextDeed(life, file, at)) {
    const [actor, action, body] = deed;
    at = deed[3];
    const next = decide(standardFlow, file, { action, body }, { calendar, directory, actor, now: at });
    if (isRefusal(next)) throw new Error(`case ${n}, ${action} in ${file.state}: ${JSON.stringify(next)}`);
    decisions.push(next);
    file = next.file;
  }
  const steps = decisions.flatMap((one) => one.steps);
  const past = { file, steps, rulings: decisions.flatMap((one) => one.rulings), timers: [] };
  return { past, overAt: deed ? Number.POSITIVE_INFINITY : at, isDone: life.isDone };
}

/** The busiest companies and bureaus, one for each part. */
export async function plant(database: Database, world: World): Promise<Planted> {
  const rand = stream(1, 'planted');
  const given = new Map<string, number>();
  await database.read(async (tx) => {
    for (let n = 0; n < ASKED; n++) {
      const { areaPath } = orRefuse(await locate(tx, world.pointAt(rand(), rand())));
      const itemCode = world.itemCodes[Math.floor(rand() * world.itemCodes.length)] ?? '';
      const asked = { itemCode, areaPath, at: tx.now };
      const { unitId } = orRefuse(resolveIn(world.compiled, world.directory, asked));
      if (world.directory.unit(unitId)?.kind !== 'centre') given.set(unitId, (given.get(unitId) ?? 0) + 1);
    }
  });
  const [lazy = '', returner = '', pretender = ''] = [...given]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([id]) => id);
  return { lazy, returner, pretender };
}

/** Plays month after month, and holds back what is not over. */
export class PastOfYear {
  readonly #database: Database;
  readonly #world: World;
  readonly #year: Year;
  readonly #undone: Undone;
  #held: Played[] = [];
  constructor(database: Database, world: World, year: Year, undone: Undone) {
    this.#database = database;
    this.#world = world;
    this.#year = year;
    this.#undone = undone;
  }

  async #bringIn(cases: readonly Played[]): Promise<void> {
    for (const { past, isDone } of cases)
      if (past.file.state === 'closed' && !isDone) this.#undone.add(past.file.id);
    const all = cases.map(({ past }) => past);
    await this.#database.transaction((tx) => importHistory(tx, all));
  }

  /** Plays these, and brings in what was over by `until`; at the year's end the rest as it stands. */
  async bringIn(numbers: readonly number[], until: Instant): Promise<number> {
    const isOver = ({ overAt }: Played): boolean => overAt <= until || until >= this.#year.endsAt;
    let ready = this.#held.filter(isOver);
    this.#held = this.#held.filter((one) => !isOver(one));
    let brought = 0;
    const bring = async (least: number): Promise<void> => {
      for (; ready.length >= least && ready.length > 0; ready = ready.slice(BATCH)) {
        const batch = ready.slice(0, BATCH);
        await this.#bringIn(batch);
        brought += batch.length;
      }
    };
    for (let first = 0; first < numbers.length; first += BATCH) {
      const some = numbers.slice(first, first + BATCH);
      await this.#database.transaction(async (tx) => {
        for (const n of some) {
          const played = await playCase(tx, this.#world, this.#year, n);
          (isOver(played) ? ready : this.#held).push(played);
        }
      });
      await bring(BATCH);
    }
    await bring(1);
    return brought;
  }
}
