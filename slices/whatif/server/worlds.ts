// The two worlds of a run: the rules, grids and calendar of the day, and the same with what is drafted in
// place of one or more of them. Built once for a run and kept while it goes on in this process, so that a
// draft edited meanwhile does not change what is being tried.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, localDate } from '../../../kernel/instant.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { areasIndexOf, type VersionIndex } from '../../areas/server/public.ts';
import { unlit } from '../../calendar/core/calendar.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import {
  type CompiledCatalogue,
  compiledVersion,
  publishedCatalogues,
} from '../../catalogue/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { draftedCalendar } from '../core/drafted-calendar.ts';
import type { PastCase, World } from '../core/replay-case.ts';
import { KnownLimits, RuleMemo } from '../core/rule-memo.ts';
import type { Asked, Run, Tried } from './queries.ts';

export interface Worlds {
  readonly before: World;
  readonly after: World;
  readonly tried: Tried;
}

type Units = ConstructorParameters<typeof RuleMemo>[1];
type Choose = (at: Instant) => RuleMemo | undefined;

/** The lists in force on the day, each with its own memory. */
function ofTheDay(versions: readonly CompiledCatalogue[], units: Units, limits: KnownLimits): Choose {
  const memos = new Map<string, RuleMemo>();
  return (at) => {
    const day = localDate(at);
    const found = versions.find(
      ({ effectiveFrom, effectiveUntil }) =>
        effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil),
    );
    if (!found) return undefined;
    const memo = memos.get(found.id) ?? new RuleMemo(found, units, limits);
    memos.set(found.id, memo);
    return memo;
  };
}

const ruleBy =
  (choose: Choose): World['ruleFor'] =>
  (past, itemCode, areaPath) => {
    const { createdAt: at, maintenanceUnitId } = past;
    return choose(at)?.ruleFor({ itemCode, areaPath, at, maintenanceUnitId }) ?? 'catalogue.not_in_force';
  };

const recorded = ({ areaPath }: PastCase): string => areaPath;

function located({ index }: VersionIndex): World['areaOf'] {
  return ({ point, areaPath }) => {
    // Reported by naming an area: it lies there as long as there is one.
    if (point === null) return index.find(areaPath)?.path ?? null;
    const found = index.locate(point);
    return isRefusal(found) ? null : found.areaPath;
  };
}

const UNKNOWN = {
  lists: { whatZh: '清单版本', whatEn: 'the lists' },
  areas: { whatZh: '网格版本', whatEn: 'the grids' },
} as const;

/** Throws Refused `calendar.not_found`. */
export async function buildWorlds(
  tx: Tx,
  districtId: string,
  asked: Asked,
): Promise<Worlds | Refusal<'whatif.draft_unknown'>> {
  const units = await unitDirectory(tx);
  const limits = new KnownLimits();
  const calendar = unlit(await calendarFor(tx, districtId));
  const versions = await publishedCatalogues(tx, districtId);
  const lists = asked.catalogueId && (await compiledVersion(tx, districtId, asked.catalogueId));
  if (asked.catalogueId && !lists) return refuse('whatif.draft_unknown', UNKNOWN.lists);
  const areas = asked.areaVersionId && (await areasIndexOf(tx, districtId, asked.areaVersionId));
  if (asked.areaVersionId && !areas) return refuse('whatif.draft_unknown', UNKNOWN.areas);
  const ruleThen = ruleBy(ofTheDay(versions, units, limits));
  const before: World = { calendar, areaOf: recorded, ruleFor: ruleThen };
  const memo = lists ? new RuleMemo(lists.compiled, units, limits) : undefined;
  const after: World = {
    calendar: asked.calendar ? unlit(draftedCalendar(calendar, asked.calendar)) : calendar,
    areaOf: areas ? located(areas) : recorded,
    ruleFor: memo ? ruleBy(() => memo) : ruleThen,
  };
  return {
    before,
    after,
    tried: {
      lists: lists ? lists.revision : -1,
      areas: areas ? areas.revision : -1,
      units: await tx.snapshots.version('units'),
      catalogues: await tx.snapshots.version('catalogues'),
      calendars: await tx.snapshots.version('calendars'),
    },
  };
}

const last = perStore(() => ({ runId: '', worlds: undefined as Worlds | undefined }));

export const keepWorlds = (tx: Tx, runId: Id, worlds: Worlds): void => {
  // Kept only once the run is really there.
  tx.afterCommit(() => Object.assign(last(tx), { runId, worlds }));
};

/** Undefined where this process has to build them anew and something has changed since the run began. */
export async function worldsOf(tx: Tx, run: Run): Promise<Worlds | undefined> {
  const kept = last(tx);
  if (kept.runId === run.id && kept.worlds) return kept.worlds;
  const built = await buildWorlds(tx, run.districtId, run.asked);
  if (isRefusal(built)) return undefined;
  const isSame = Object.entries(run.tried).every(([name, number]) => built.tried[name] === number);
  if (!isSame) return undefined;
  assert(run.state === 'running', 'worlds are built for a run that goes on');
  keepWorlds(tx, run.id, built);
  return built;
}
