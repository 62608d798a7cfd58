// The history of a past case as its clocks need it: a course, which most cases share with thousands of
// others and which is read once, and the case's own moments and units. From the store it comes as short
// texts, a million of them in a fraction of the bytes that the steps themselves would be.
import type { Id } from '../../../kernel/id.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import type { Limit } from '../../calendar/core/limit.ts';
import { type Edge, edgeOf, type Flow, type StageName } from './flow.ts';
import { isAsking, type PastStep } from './replay-clocks.ts';
import { movesClocks, sendsUnit, takesOver, takesRule } from './replay-effects.ts';

export interface ToldSteps {
  /** `1/report/reported/p 2/accept/accepted/pr`: number, action, state and marks of each step, in order. */
  readonly course: string;
  /** When each was taken, in milliseconds. */
  readonly moments: string;
  /** Of those that send or pass the case to a unit, which; `-`: none. */
  readonly units: string | null;
  /** Of those that ask for more time, how much; of those that ask to suspend, until when. */
  readonly asked: readonly (Limit | string)[] | null;
}

/** By a person · item or place said anew · granted. */
export const MARKS = { person: 'p', rule: 'r', yes: 'y' } as const;

type CourseStep = Omit<PastStep, 'at' | 'holderUnitId' | 'extra' | 'reviewAt'>;
/** What a step asked for. */
type Asked = Pick<PastStep, 'extra' | 'reviewAt'>;

/** A step that ends one stage and enters another, or ends the case. */
export interface PlainStep {
  readonly place: number;
  readonly seq: number;
  readonly takesRule: boolean;
  /** Null: the case ends. */
  readonly stage: StageName | null;
}

export interface Course {
  readonly flow: Flow;
  readonly steps: readonly CourseStep[];
  /** Where every step only goes on to a next stage, nothing is paused, prolonged or taken back, and the
   *  case is handled once: what is due then hangs on nothing but the moments. Else null. */
  readonly plain: readonly PlainStep[] | null;
  readonly takesRule: boolean;
}

export interface PastHistory {
  readonly course: Course;
  /** Of each step of the course, as are the units and what was asked for. */
  readonly at: readonly Instant[];
  readonly holders: readonly (Id | null)[];
  readonly asked: readonly (Asked | undefined)[];
}

function plainOf(flow: Flow, steps: readonly CourseStep[]): PlainStep[] | null {
  const plain: PlainStep[] = [];
  let [handled, isEnded] = [0, false];
  for (const [place, { seq, action, toState, isYes, ...step }] of steps.entries()) {
    const edge = edgeOf(flow, action);
    if (!edge || movesClocks(edge) || edge.forgetsStage) return null;
    if (edge.ifYes && isYes !== true) continue;
    if (edge.clock === 'keep' && !step.takesRule) continue;
    if (isEnded || (edge.clock !== 'next' && edge.clock !== 'end')) return null;
    const stage = edge.clock === 'end' ? null : (flow.states[toState]?.stage ?? null);
    if (stage === 'handle') handled += 1;
    isEnded = stage === null;
    plain.push({ place, seq, takesRule: step.takesRule === true && takesRule(edge), stage });
  }
  return handled > 1 ? null : plain;
}

function courseOf(flow: Flow, steps: readonly CourseStep[]): Course {
  const isAnew = steps.some((step) => step.takesRule === true);
  return { flow, steps, plain: plainOf(flow, steps), takesRule: isAnew };
}

const inCourse = ({ seq, action, toState, isByPerson, isYes, takesRule: isAnew }: PastStep): CourseStep => ({
  seq, action, toState, isByPerson, isYes, takesRule: isAnew,
});

/** Of steps that are there one by one. */
export const historyOf = (flow: Flow, steps: readonly PastStep[]): PastHistory => ({
  course: courseOf(flow, steps.map(inCourse)),
  at: steps.map(({ at }) => at),
  holders: steps.map(({ holderUnitId }) => holderUnitId),
  asked: steps.map(({ extra, reviewAt }) => ({ extra, reviewAt })),
});

export const stepsOf = ({ course, at, holders, asked }: PastHistory): PastStep[] =>
  course.steps.map((step, place) => ({
    ...step, at: at[place] ?? 0, holderUnitId: holders[place] ?? null, ...asked[place],
  }));

function readStep(told: string): CourseStep {
  const [seq = '', action = '', toState = '', marks = ''] = told.split('/');
  return {
    seq: Number(seq), action, toState,
    isByPerson: marks.includes(MARKS.person),
    isYes: marks.includes(MARKS.yes),
    takesRule: marks.includes(MARKS.rule),
  };
}

const MOST_COURSES = 10_000;

export class HistoryReader {
  readonly #flow: Flow;
  readonly #courses = new Map<string, Course>();

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  #courseOf(told: string): Course {
    const known = this.#courses.get(told);
    if (known) return known;
    const course = courseOf(this.#flow, told.split(' ').map(readStep));
    if (this.#courses.size >= MOST_COURSES) this.#courses.clear();
    this.#courses.set(told, course);
    return course;
  }

  #spread<T>({ steps }: Course, isOf: (edge: Edge) => boolean, told: readonly T[]): (T | undefined)[] {
    let next = 0;
    return steps.map(({ action }) => {
      const edge = edgeOf(this.#flow, action);
      return edge && isOf(edge) ? told[next++] : undefined;
    });
  }

  read({ course: told, moments, units, asked }: ToldSteps): PastHistory {
    const course = this.#courseOf(told);
    const at = moments.split(' ').map(Number);
    // Of a plain course nobody asks more.
    if (course.plain) return { course, at, holders: [], asked: [] };
    const sent = this.#spread(course, isSending, units?.split(' ') ?? []);
    return {
      course, at,
      holders: sent.map((unit) => (unit === undefined || unit === '-' ? null : unit)),
      asked: this.#spread(course, isAsking, (asked ?? []).map(askedOf)),
    };
  }
}

/** More time is a limit, the end of a suspension an instant in words. */
const askedOf = (asked: Limit | string): Asked =>
  typeof asked === 'string' ? { reviewAt: fromIso(asked) } : { extra: asked };

const isSending = (edge: Edge): boolean => sendsUnit(edge) || takesOver(edge);
