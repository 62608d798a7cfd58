// What a phone expects to become of a case: what the server last said, and on top of it what the person did
// that the server has not answered yet, decided by the same core in the same order. Only an expectation: the
// server decides, and what it says replaces this. Pure.
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { type Calendar, compileCalendar } from '../../calendar/core/calendar.ts';
import { defaultCalendarData } from '../../calendar/core/calendar-data.ts';
import type { CaseFile } from './case-file.ts';
import { abilitiesView, factsView, type Names, stepView, unitRef } from './case-view.ts';
import type { CaseView } from './contract.ts';
import type { ShiftCase } from './contract-shift.ts';
import { decide } from './decide.ts';
import { flowNamed } from './flows.ts';
import type { Context, Directory } from './moment.ts';
import type { Step } from './step.ts';

/** One thing the person did to the case. */
export interface Done {
  readonly id: string;
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly madeAt: Instant;
  /** The colleague whom it names, with the posts known on this phone. */
  readonly named?: Actor;
}

/** What the phone knows of the world. */
export interface PhoneWorld {
  readonly actor: Actor & { readonly kind: 'person' };
  readonly now: Instant;
  /** Undefined: not on the phone yet, so no limit can be counted and nothing that starts one is expected. */
  readonly calendar: Calendar | undefined;
  readonly directory: Directory;
}

export interface Expected {
  readonly view: CaseView;
  readonly file: CaseFile;
  /** Done, and expected to be taken: newest last. */
  readonly taken: readonly string[];
  /** Done, and as things stand the server will refuse it. */
  readonly unlikely: readonly { readonly id: string; readonly refusal: Refusal }[];
}

/** Without a year it knows: each working limit is refused, so that no deadline is ever invented. */
const NO_CALENDAR = compileCalendar({ ...defaultCalendarData([], []), weekly: [] });

interface UnitNamed { readonly id: string; readonly name: string; readonly nameEn: string }

function unitsSeen(view: ShiftCase['view']): ReadonlyMap<string, UnitNamed> {
  const refs = [
    view.unit, view.holder, view.centre, ...view.coUnits,
    ...view.steps.flatMap((step) => [step.holder, step.actor.unit]),
    // A phone may yet hold views of a server from before these were told.
    ...view.pushes.flatMap(({ toUnit }) => toUnit ?? []),
  ];
  return new Map(refs.flatMap((ref) => (ref ? [[ref.id, ref] as const] : [])));
}

/** For showing alone: a unit that the phone has no record of keeps the name under which it came. */
function namingDirectory(directory: Directory, seen: ReadonlyMap<string, UnitNamed>): Directory {
  return {
    centreOf: (areaPath, level) => directory.centreOf(areaPath, level),
    centreAbove: (id) => directory.centreAbove(id),
    centresBelow: (id) => directory.centresBelow(id),
    unitsBelow: (id) => directory.unitsBelow(id),
    unit: (id) => {
      const found = directory.unit(id);
      const named = seen.get(id);
      if (found || !named) return found;
      return {
        ...named, districtId: '', code: '', kind: 'team', specialty: '', areaPath: '', serves: [],
      };
    },
  };
}

function namesIn(view: ShiftCase['view'], world: PhoneWorld, done: readonly Done[]): Names {
  const names = new Map<string, string>([[world.actor.personId, world.actor.name]]);
  const add = (id: unknown, name: string | null) => {
    if (typeof id === 'string' && name !== null) names.set(id, name);
  };
  for (const step of view.steps) {
    add(step.actor.personId, step.actor.name);
    add(step.body['personId'], step.namedPerson);
  }
  for (const ask of view.asks) add(ask.toPersonId, ask.toPersonName);
  add(view.holderPersonId, view.holderPersonName);
  for (const { named } of done) if (named?.kind === 'person') add(named.personId, named.name);
  return names;
}

interface Fold {
  readonly file: CaseFile;
  readonly steps: readonly Step[];
  readonly taken: readonly string[];
  readonly unlikely: Expected['unlikely'];
}

/** One after the other; what would be refused changes nothing, as on the server. */
function fold(file: CaseFile, done: readonly Done[], context: Context): Fold {
  const steps: Step[] = [];
  const taken: string[] = [];
  const unlikely: Expected['unlikely'][number][] = [];
  let latest = file;
  for (const one of done) {
    // A clock set back must not make a step older than the one before.
    const now = Math.max(one.madeAt, latest.updatedAt);
    const decided = decide(flowNamed(file.flow), latest, one, {
      ...context, now, ...(one.named ? { named: one.named } : {}),
    });
    if (isRefusal(decided)) {
      unlikely.push({ id: one.id, refusal: decided });
      continue;
    }
    latest = decided.file;
    steps.push(...decided.steps);
    taken.push(one.id);
  }
  return { file: latest, steps, taken, unlikely };
}

/** The facts of what is stored need no calendar but for lamp and time left: those stay as the server said. */
function shownFacts(
  { view, file }: ShiftCase, folded: Fold, world: PhoneWorld, names: Names, directory: Directory,
) {
  const { steps: _, ...known } = view;
  if (!world.calendar) return { ...known, holder: unitRef(directory, folded.file.holder?.unitId) };
  const context = { calendar: world.calendar, now: world.now, directory };
  const { parts, mainCase } = view;
  const facts = { ...factsView(folded.file, view.version, context, names), parts, mainCase };
  const isSameRule = folded.file.rule === file.rule;
  return isSameRule ? { ...facts, rule: view.rule } : facts;
}

export function expectedCase(held: ShiftCase, done: readonly Done[], world: PhoneWorld): Expected {
  const { actor, now, directory } = world;
  const context: Context = { actor, now, directory, calendar: world.calendar ?? NO_CALENDAR };
  const folded = fold(held.file, done, context);
  const names = namesIn(held.view, world, done);
  const naming = namingDirectory(directory, unitsSeen(held.view));
  const flow = flowNamed(held.file.flow);
  const made = folded.steps.map((step) =>
    stepView(flow, { ...step, holderUnitId: step.holder?.unitId ?? null }, naming, names));
  return {
    file: folded.file,
    taken: folded.taken,
    unlikely: folded.unlikely,
    view: {
      ...shownFacts(held, folded, world, names, naming),
      steps: [...held.view.steps, ...made],
      abilities: abilitiesView(folded.file, context),
    },
  };
}
