// What an action is decided with: the flow, the edge, the command's body, the actor's standing, and the world
// as the server (or a phone) read it beforehand. Everything is an argument, so the same inputs decide the
// same.
import type { Id } from '../../../kernel/id.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import type { Actor, Post } from '../../../kernel/rights.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import type { Resolution } from '../../catalogue/core/resolve.ts';
import type { Unit } from '../../people/core/unit.ts';
import type { CaseFile, Part, Place } from './case-file.ts';
import type { Edge, Flow } from './flow.ts';
import type { PartyName } from './parties.ts';

export type PartPlan = Omit<Part, 'end' | 'isPast'>;

/** The part of the unit directory that deciding needs. */
export interface Directory {
  unit(id: Id): Unit | undefined;
  centreOf(areaPath: string, level: 'district' | 'street' | 'community'): Unit | undefined;
  centreAbove(centreId: Id): Unit | undefined;
  centresBelow(centreId: Id): readonly Unit[];
  unitsBelow(unitId: Id): readonly Unit[];
}

export interface Context {
  readonly actor: Actor;
  readonly now: Instant;
  /** When the person's device says that they did it. */
  readonly madeAt?: Instant;
  readonly calendar: Calendar;
  readonly directory: Directory;
  /** Identity of a new case. */
  readonly fresh?: { readonly id: Id; readonly number: string; readonly publicCode: string };
  /** Where a new report lies, or where an acceptance corrects it to. */
  readonly place?: Place | undefined;
  /** What the responsibility rules say for the item and place that hold after this command. */
  readonly resolution?: Resolution | undefined;
  /** Why they say nothing, when they do. */
  readonly unresolved?: Refusal;
  /** The main case of a merge, locked. */
  readonly main?: CaseFile;
  /** The main case of which this one is a part, or is being made one. */
  readonly whole?: CaseFile;
  /** The parts that a split makes, each as it was decided. */
  readonly parts?: readonly PartPlan[];
  /** The person a claim or check names, with the posts that person has. */
  readonly named?: Actor;
}

export interface Command {
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** By which party, and by which post, the actor may do it. */
export interface Standing {
  readonly party: PartyName;
  readonly post: Post | null;
  readonly personId: Id | null;
  readonly unitId: Id | null;
}

export interface Moment {
  readonly flow: Flow;
  readonly edge: Edge;
  readonly body: Readonly<Record<string, unknown>>;
  readonly context: Context;
  readonly standing: Standing;
  /** The case as it was before this action; undefined while it is being reported. */
  readonly before: CaseFile | undefined;
  /** The number of the step being made. */
  readonly seq: number;
}

/** Fields are checked against the edge before anything reads them, so a wrong type here is a bug of the
 *  flow. */
export const textIn = (moment: Moment, name: string): string | null => {
  const value = moment.body[name];
  return typeof value === 'string' ? value : null;
};
export const listIn = (moment: Moment, name: string): readonly string[] => {
  const value = moment.body[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
};
export const numberIn = (moment: Moment, name: string): number | null => {
  const value = moment.body[name];
  return typeof value === 'number' ? value : null;
};
export const isYesIn = (moment: Moment, name: string): boolean => moment.body[name] === true;
/** An instant travels as ISO 8601 with an offset. */
export const instantIn = (moment: Moment, name: string): Instant | null =>
  fromIso(textIn(moment, name) ?? '') ?? null;
