// Plays the planned past into the store, ninety days and some weeks of last year: reads the world once,
// decides every case in memory, and writes them by the hundred. It decides nothing itself and tells nobody:
// what is past is past.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { locate } from '../../../slices/areas/server/public.ts';
import { calendarFor } from '../../../slices/calendar/server/public.ts';
import { freshIdentity, importHistory, type PastCase } from '../../../slices/cases/server/public.ts';
import { resolve } from '../../../slices/catalogue/server/public.ts';
import { findByCode } from '../../../slices/components/server/public.ts';
import { listPeopleWith, unitDirectory } from '../../../slices/people/server/public.ts';
import type { DemoDistrict } from '../demo/demo.ts';
import type { PhotoKind } from '../demo/matters.ts';
import { type CasePlan, planHistory, planLastYear } from '../demo/plan-history.ts';
import { stream } from '../demo/random.ts';
import { Crew } from './crew.ts';
import { type Cast, choosePhotos, Playing, type World } from './play-case.ts';

export interface SeedPhotos {
  readonly before: Readonly<Record<PhotoKind, readonly string[]>>;
  readonly after: Readonly<Record<PhotoKind, readonly string[]>>;
}

export interface HistoryOptions {
  /** Of the ninety days; those of last year are a share of them beside. */
  readonly cases?: number;
  readonly photos: SeedPhotos;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Played {
  readonly cases: number;
  readonly steps: number;
  readonly open: number;
  /** Deeds of the plan that the engine refused, by code: the plan's mistakes, never written. */
  readonly refusals: Readonly<Record<string, number>>;
}

const BATCH = 250;
/** More posts than a district has. */
const MOST_POSTS = 20_000;

async function worldOf(tx: Tx, district: DemoDistrict, photos: SeedPhotos): Promise<World> {
  const { code } = district.places;
  const directory = await unitDirectory(tx);
  const people = await listPeopleWith(tx, { areaPath: code, limit: MOST_POSTS });
  const rand = stream(district.seed, 'play');
  return {
    calendar: await calendarFor(tx, code),
    directory,
    crew: new Crew(people, directory),
    rand,
    now: tx.now,
    photos: (kind, when) => choosePhotos(photos[when][kind], rand),
  };
}

/** What the store knows of a plan; undefined where the lists do not (any longer) know the matter. */
async function castOf(tx: Tx, districtId: string, plan: CasePlan): Promise<Cast | undefined> {
  const located = orRefuse(await locate(tx, plan.point));
  const { areaPath, gridCode, areaVersionId } = located;
  const component = plan.componentCode ? await findByCode(tx, districtId, plan.componentCode) : undefined;
  const resolution = await resolve(tx, {
    districtId,
    itemCode: plan.matter.itemCode,
    areaPath,
    at: plan.at,
    ...(component ? { component } : {}),
  });
  if (isRefusal(resolution)) return undefined;
  const echoes: Cast[] = [];
  for (const echo of plan.echoes) {
    const cast = await castOf(tx, districtId, echo);
    if (cast) echoes.push(cast);
  }
  return {
    plan,
    resolution,
    echoes,
    componentId: component?.id,
    fresh: await freshIdentity(tx, districtId, plan.at),
    place: { point: plan.point, areaPath, gridCode, address: plan.address, areaVersionId },
  };
}

/** In one transaction: either the whole past is there or none of it. */
export async function playHistory(tx: Tx, district: DemoDistrict, options: HistoryOptions): Promise<Played> {
  const world = await worldOf(tx, district, options.photos);
  const plans = [planHistory, planLastYear].flatMap((plan) => plan(district, tx.now, options.cases));
  const refusals: Record<string, number> = {};
  const sum = { cases: 0, steps: 0, open: 0 };
  let waiting: PastCase[] = [];
  const write = async (done: number): Promise<void> => {
    await importHistory(tx, waiting);
    waiting = [];
    options.onProgress?.(done, plans.length);
  };
  for (const [index, plan] of plans.entries()) {
    const cast = await castOf(tx, district.places.code, plan);
    if (!cast) {
      refusals['catalogue'] = (refusals['catalogue'] ?? 0) + 1;
      continue;
    }
    const playing = new Playing(world, cast);
    const past = playing.play();
    for (const refused of playing.refusals) refusals[refused] = (refusals[refused] ?? 0) + 1;
    waiting.push(...past);
    for (const one of past) {
      sum.cases += 1;
      sum.steps += one.steps.length;
      sum.open += one.file.holder === null ? 0 : 1;
    }
    if (waiting.length >= BATCH) await write(index + 1);
  }
  await write(plans.length);
  return { ...sum, refusals };
}
