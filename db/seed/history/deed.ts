// From a planned deed to a person and a body: who does it on this case as it stands, and the ids that only a
// real district has. Undefined where nobody can; then the deed does not happen.
import { DAY } from '../../../kernel/duration.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Limit } from '../../../slices/calendar/core/limit.ts';
import type { CaseFile } from '../../../slices/cases/core/case-file.ts';
import type { UnitDirectory } from '../../../slices/people/core/unit-directory.ts';
import type { Deed, Doer } from '../demo/plan-deeds.ts';
import { reporterFor } from '../demo/plan-history.ts';
import { between, type Rand, wholeBetween } from '../demo/random.ts';
import type { Crew } from './crew.ts';

type Find = (file: CaseFile, crew: Crew, rand: Rand, directory: UnitDirectory) => Actor | undefined;

export interface Reach {
  readonly directory: UnitDirectory;
  readonly crew: Crew;
  readonly rand: Rand;
}

const reporter: Find = (file) => ({ kind: 'reporter', caseId: file.id });

/** Whoever the item names to verify, and never who worked on it. */
const verifier: Find = (file, crew) => {
  const by = file.rule?.verification ?? 'centre';
  if (by === 'inspector') return crew.near('inspector', file.place.areaPath, file.handlerPersonIds);
  if (by === 'centre') return crew.inUnit('dispatcher', file.centreUnitId);
  return crew.person(file.reporterPersonId) ?? { kind: 'reporter', caseId: file.id };
};

const DOERS: Readonly<Record<Doer, Find>> = {
  centre: (file, crew) => crew.inUnit('dispatcher', file.centreUnitId),
  unit: (file, crew, rand) =>
    crew.person(file.holder?.personId) ?? crew.worker(file.unitId, rand() < 0.6 ? 0 : 1),
  unit_person: (file, crew) => crew.person(file.holder?.personId) ?? crew.worker(file.unitId, 0),
  inspector: (file, crew) => crew.near('inspector', file.place.areaPath, file.handlerPersonIds),
  verifier,
  reporter,
  grid_head: (file, crew) => crew.near('grid_head', file.place.areaPath),
  leader: (file, crew) => crew.near('leader', file.place.areaPath),
  // The community judges the street's offices, the street judges departments.
  community: (file, crew, _, directory) =>
    directory.unit(file.unitId ?? '')?.areaPath.split('.').length === 2
      ? crew.dispatcherOf(file.place.areaPath, 'community')
      : undefined,
  street: (file, crew, _, directory) =>
    directory.unit(file.unitId ?? '')?.kind === 'department'
      ? crew.dispatcherOf(file.place.areaPath, 'street')
      : undefined,
  public: () => ({ kind: 'public' }),
  district: (file, crew) => crew.dispatcherOf(file.place.areaPath, 'district'),
  district2: (file, crew) => crew.dispatcherOf(file.place.areaPath, 'district', 1),
  asked_inspector: (file, crew) => crew.person(file.asks.find((ask) => ask.kind === 'check')?.toPersonId),
  consulted: (file, crew) =>
    crew.inUnit('dispatcher', file.asks.find((ask) => ask.kind === 'consult')?.toUnitId ?? null),
};

export const doerOf = (deed: Deed, file: CaseFile, { crew, rand, directory }: Reach): Actor | undefined =>
  DOERS[deed.by](file, crew, rand, directory);

/** Who is taken for the right one when the first says it is not theirs. */
const OTHERS = ['municipal_works', 'water', 'urban_management'] as const;

function otherUnit(file: CaseFile, directory: UnitDirectory): string | undefined {
  const last = file.rule?.unitId;
  for (const kind of OTHERS) {
    const unit = directory.unitsOfKind(kind, file.place.areaPath)[0];
    if (unit && unit.id !== last) return unit.id;
  }
  return undefined;
}

/** More of the kind of time that the clock counts. */
function moreTime(file: CaseFile, rand: Rand): Limit {
  const kind = file.clock?.limit.kind ?? 'working_days';
  if (kind === 'urgent_hours' || kind === 'natural_hours') return { kind, amount: wholeBetween(rand, 2, 4) };
  return { kind: kind === 'natural_days' ? kind : 'working_days', amount: wholeBetween(rand, 1, 3) };
}

type Body = Readonly<Record<string, unknown>>;

export function filledBody(
  deed: Deed,
  file: CaseFile,
  actor: Actor,
  world: Reach,
  at: Instant,
  itemCode: string,
): Body | undefined {
  const { body } = deed;
  const withId = (name: string, value: string | number | undefined): Body | undefined =>
    value === undefined ? undefined : { ...body, [name]: value };
  switch (deed.fill) {
    case undefined:
      return body;
    case 'self':
      return withId('personId', actor.kind === 'person' ? actor.personId : undefined);
    case 'itemCode':
      return file.rule === null ? { ...body, itemCode } : body;
    case 'otherUnit':
      return withId('unitId', otherUnit(file, world.directory));
    case 'askedInspector':
      return withId('personId', world.crew.near('inspector', file.place.areaPath)?.personId);
    case 'centreAbove':
      return withId('unitId', file.centreUnitId);
    case 'review':
      return { ...body, reviewAt: toIso(at + Math.round(between(world.rand, 9, 45)) * DAY) };
    case 'extra':
      return { ...body, extra: moreTime(file, world.rand) };
    case 'joiner':
      return { ...body, reporter: reporterFor(world.rand) };
    case 'push':
      return withId(
        'pushSeq',
        file.pushes.findLast((push) => push.answeredSeq === null && !push.isAutomatic)?.seq,
      );
  }
}
