// What goes in and out of the doors of cases. Command bodies are made from the flow's fields; a view never
// holds a reporter's name or number, and the public view nothing but public steps.
import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { LIMIT_KINDS } from '../../calendar/core/limit.ts';
import type { Condition } from '../../components/core/condition.ts';
import { APPEAL_STATES } from './appeal.ts';
import { CoResultView, MainCaseRef, PartView, WarningView } from './contract-parts.ts';
import { LIST_LIMIT, PART_LIMIT, TEXT_LIMIT } from './fields.ts';
import type { Edge, Field, FieldType } from './flow.ts';
import { FLOWS } from './flows.ts';
import { SEVERITIES } from './severity.ts';
import type { Word } from './thing-word.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const Instant = Type.String({ format: 'date-time' });
/** Null or the schema, as a list of types. Not as anyOf: the serialiser would validate every value of every
 *  reply against each branch, which costs more than all the rest of opening a case. */
export const orNull = <S extends TSchema>(schema: S) => Type.Unsafe<Static<S> | null>({
  ...schema, type: [schema.type, 'null'], ...(schema.enum ? { enum: [...schema.enum, null] } : {}),
});
const code = Type.String({ minLength: 1, maxLength: 80 });
export const AreaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,3}$' });
export const words = (options: readonly string[]) =>
  Type.Unsafe<string>({ type: 'string', enum: [...options] });

const Limit = Type.Object({ kind: words(LIMIT_KINDS),
  amount: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }) });

const SCHEMAS: Readonly<Record<FieldType, (field: Field) => TSchema>> = {
  text: () => Type.String({ maxLength: TEXT_LIMIT }),
  code: (field) => (field.options ? words(field.options) : code),
  boolean: () => Type.Boolean(),
  score: () => Type.Integer({ minimum: 1, maximum: 5 }),
  count: () => Type.Integer({ minimum: 1, maximum: 100_000 }),
  instant: () => Instant,
  limit: () => Limit,
  id: () => Id,
  ids: () => Type.Array(Id, { maxItems: LIST_LIMIT }),
  parts: () => Type.Array(Type.Object({
    /** Left out, the rule's. */
    unitId: Type.Optional(Id), coUnitIds: Type.Optional(Type.Array(Id, { maxItems: LIST_LIMIT })),
    /** Left out, the main case's. */
    itemCode: Type.Optional(code), words: Type.Optional(Type.String({ maxLength: TEXT_LIMIT })),
    /** Why another unit than the rule's; left out, the words say it. */
    reason: Type.Optional(Type.String({ maxLength: TEXT_LIMIT })),
  }, { additionalProperties: false }), { maxItems: PART_LIMIT }),
  point: () => Type.Object({
    lon: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }),
  }),
  reporter: () => Type.Object({
    name: Type.Optional(Type.String({ maxLength: 80 })), phone: Type.Optional(Type.String({ maxLength: 40 })),
  }),
};

/** Fields that the flow requires are checked by the core, which can say in words which one is missing. */
const schemaOf = (field: Field): TSchema => {
  const schema = SCHEMAS[field.type](field);
  return Type.Optional(Type.Unsafe({ ...schema, description: `${field.zh} · ${field.en}` }));
};

export const bodyOf = (edge: Edge): TObject => Type.Object(
  Object.fromEntries(edge.carries.map((field) => [field.name, schemaOf(field)])),
    { additionalProperties: false },
);

export const CaseParams = Type.Object({ caseId: Id });
export const CodeParams = Type.Object({ publicCode: Type.String({ maxLength: 40 }) });
/** The version a screen showed: an action on a case that has moved on since is refused. */
export const ActQuery = Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) });

export const Acted = Type.Object({
  id: Id, number: Type.String(), state: Type.String(), version: Type.Integer(), lastSeq: Type.Integer(),
  unitId: orNull(Id), holderUnitId: orNull(Id), dueAt: orNull(Instant),
    publicCode: Type.Optional(Type.String()),
});
export type Acted = Static<typeof Acted>;

export const Contacted = Type.Object({
  reporters: Type.Array(Type.Object({ name: orNull(Type.String()), phone: orNull(Type.String()) })),
});
export type Contacted = Static<typeof Contacted>;

const Lamp = words(['green', 'yellow', 'orange', 'red', 'paused']);
const Severity = words(SEVERITIES);
export const UnitRef = Type.Object({ id: Id, name: Type.String(), nameEn: Type.String() });

/** What is left, or late, leaves out nights and days off, so it is less than the plain time; absent: it is
 *  the plain time. */
const IsWorkingTime = Type.Optional(Type.Boolean());

export const CaseListItem = Type.Object({
  id: Id, number: Type.String(), state: Type.String(), stateZh: Type.String(), stateEn: Type.String(),
  channel: Type.String(), severity: Severity, description: Type.String(), itemCode: orNull(Type.String()),
  itemName: orNull(Type.String()), itemNameEn: orNull(Type.String()), areaPath: Type.String(),
  address: orNull(Type.String()), lon: orNull(Type.Number()), lat: orNull(Type.Number()),
  unit: orNull(UnitRef), holder: orNull(UnitRef), stage: orNull(Type.String()), lamp: orNull(Lamp),
  /** What is left of the stage's limit, in its own kind of time; negative is overdue. */
  remainingMs: orNull(Type.Number()),
  /** Outside working time a working limit does not run down: when it goes on. */
  restsUntil: orNull(Instant), isWorkingTime: IsWorkingTime,
  dueAt: orNull(Instant), deadlineAt: orNull(Instant), isOnLeadersList: Type.Boolean(),
    version: Type.Integer(),
  createdAt: Instant, updatedAt: Instant,
});
export type CaseListItem = Static<typeof CaseListItem>;

/** A line of a list: with what whoever leads there sees of it without opening it. */
export const ListedCase = Type.Object({
  ...CaseListItem.properties,
  holderPersonName: orNull(Type.String()),
  /** The last instruction that nobody has answered. */
  openPush: orNull(Type.Object({ kind: Type.String(), answerBy: orNull(Instant) })),
  /** Which actions of leading (LEADING) are the reader's on this case. */
  leading: Type.Array(Type.String()),
});
export type ListedCase = Static<typeof ListedCase>;

export const CaseList = Type.Object({ items: Type.Array(ListedCase), nextCursor: orNull(Type.String()) });
export type CaseList = Static<typeof CaseList>;

export const StepView = Type.Object({
  seq: Type.Integer(), action: Type.String(), actionZh: Type.String(), actionEn: Type.String(),
  fromState: orNull(Type.String()), toState: Type.String(), at: Instant,
  /** When the person says they did it, where it came in later; its time of record is `at`. */
  madeAt: orNull(Instant), visibility: words(['public', 'internal']),
  actor: Type.Object({
    kind: Type.String(), as: Type.String(), personId: orNull(Id), name: orNull(Type.String()),
      unit: orNull(UnitRef),
  }),
  /** The name of the person whom this step names: who was asked, who claims. */
  namedPerson: orNull(Type.String()),
  holder: orNull(UnitRef), body: Type.Record(Type.String(), Type.Unknown()), reason: orNull(Type.String()),
  ended: orNull(Type.Object({ stage: Type.String(), dueAt: orNull(Instant), usedMs: Type.Number() })),
});
export type StepView = Static<typeof StepView>;

const ClockView = Type.Object({
  stage: Type.String(), limit: Type.Object({ kind: Type.String(), amount: Type.Number() }),
    startedAt: Instant,
  dueAt: orNull(Instant), remainingMs: Type.Number(), restsUntil: orNull(Instant),
  isWorkingTime: IsWorkingTime, lamp: Lamp, isPaused: Type.Boolean(),
});
export type ClockView = Static<typeof ClockView>;

const FieldView = Type.Object({
  name: Type.String(), type: Type.String(), zh: Type.String(), en: Type.String(), isRequired: Type.Boolean(),
  options: Type.Optional(Type.Array(Type.String())), minimum: Type.Optional(Type.Integer()),
  meant: Type.Optional(Type.String()),
  onlyIf: Type.Optional(Type.Object({
    field: Type.String(), is: Type.Union([Type.String(), Type.Boolean()]),
  })),
});
export const AbilityView = Type.Object({
  action: Type.String(), zh: Type.String(), en: Type.String(), fields: Type.Array(FieldView),
    until: orNull(Instant), warnings: Type.Optional(Type.Array(WarningView)),
});

/** A question that waits for an answer. */
export const AskView = Type.Object({
  kind: Type.String(), seq: Type.Integer(), at: Instant, words: Type.String(), toUnitId: orNull(Id),
  toPersonId: orNull(Id), toPersonName: orNull(Type.String()), byPersonId: orNull(Id),
  byPersonName: orNull(Type.String()), byUnit: orNull(UnitRef),
  answerBy: orNull(Instant), reviewAt: orNull(Instant),
  /** How much more time is asked for, and when it would then be due. */
  extra: orNull(Limit), dueThen: orNull(Instant),
});
export type AskView = Static<typeof AskView>;

export const CaseView = Type.Object({
  ...CaseListItem.properties,
  centre: orNull(UnitRef), coUnits: Type.Array(UnitRef), gridCode: Type.String(),
  componentId: orNull(Id), holderPersonId: orNull(Id), holderPersonName: orNull(Type.String()),
  clock: orNull(ClockView), total: orNull(ClockView),
  pause: orNull(Type.Object({ kind: Type.String(), since: Instant, reviewAt: orNull(Instant) })),
  asks: Type.Array(AskView),
  pushes: Type.Array(Type.Object({
    seq: Type.Integer(), kind: Type.String(), at: Instant, toUnitId: orNull(Id), toUnit: orNull(UnitRef),
    answerBy: orNull(Instant), isAnswered: Type.Boolean(), isLifted: Type.Boolean(),
    isAutomatic: Type.Boolean(),
  })),
  counts: Type.Record(Type.String(), Type.Integer()),
  rule: orNull(Type.Object({
    legalBasis: Type.String(), verification: Type.String(),
    photoRule: Type.Object({ report: Type.Integer(), feedBack: Type.Integer() }),
    why: Type.Array(Type.Object({ zh: Type.String(), en: Type.String() })), isCertain: Type.Boolean(),
  })),
  mergedIntoId: orNull(Id), closingCode: orNull(Type.String()), isSolvedOnSpot: Type.Boolean(),
  isForceClosed: Type.Boolean(), endedAt: orNull(Instant),
  /** It ended late, or an appeal against that was made. Exempt: late all the same, but in no score. */
  lateEnd: orNull(Type.Object({
    isLate: Type.Boolean(), appeal: orNull(words(APPEAL_STATES)), isExempt: Type.Boolean(),
  })),
  /** By when the unit in charge speaks with whoever reported; absent: nobody wants it, or nobody is sent. */
  response: Type.Optional(Type.Object({ dueAt: Instant, contactedAt: orNull(Instant) })),
  steps: Type.Array(StepView),
  abilities: Type.Array(AbilityView),
  /** The parts of a main case, in the order in which they were made; empty for every other. */
  parts: Type.Array(PartView), mainCase: orNull(MainCaseRef), coResults: Type.Array(CoResultView),
});
export type CaseView = Static<typeof CaseView>;

export const TrackView = Type.Object({
  number: Type.String(), state: Type.String(), stateZh: Type.String(), stateEn: Type.String(),
  itemName: orNull(Type.String()), itemNameEn: orNull(Type.String()), description: Type.String(),
  areaName: Type.String(), reportedAt: Instant, dueAt: orNull(Instant), endedAt: orNull(Instant),
  unitName: orNull(Type.String()), unitNameEn: orNull(Type.String()), isFollowingAnother: Type.Boolean(),
  isOpen: Type.Boolean(),
  /** Who must act now, and the lamp of the whole case; null once it has ended. */
  holderName: orNull(Type.String()), holderNameEn: orNull(Type.String()),
  lamp: orNull(Lamp), remainingMs: orNull(Type.Number()),
  /** What the reporter gave for how it ended; told to the reporter alone. */
  rating: orNull(Type.Object({ score: Type.Integer(), isSatisfied: Type.Boolean() })),
  steps: Type.Array(Type.Object({
    action: Type.String(), actionZh: Type.String(), actionEn: Type.String(), toState: Type.String(),
      at: Instant,
    unitName: orNull(Type.String()), unitNameEn: orNull(Type.String()),
    body: Type.Record(Type.String(), Type.Unknown()),
  })),
  /** What the city calls the codes that these steps carry; the public may not read its whole list. */
  ownWords: Type.Array(Type.Object({
    action: Type.String(), field: Type.String(), code: Type.String(), zh: Type.String(), en: Type.String(),
  })),
  abilities: Type.Array(AbilityView),
});
export type TrackView = Static<typeof TrackView>;

export const HistoryCheck = Type.Object({
  isIntact: Type.Boolean(), steps: Type.Integer(), lastHash: orNull(Type.String()),
  brokenAtSeq: orNull(Type.Integer()), fault: orNull(Type.String()),
});
export type HistoryCheck = Static<typeof HistoryCheck>;

/** What every event of a case carries; the kinds are the flow's. */
export const CaseEventData = Type.Object({
  seq: Type.Integer(), action: Type.String(), fromState: orNull(Type.String()), toState: Type.String(),
  holderUnitId: orNull(Id), holderPersonId: orNull(Id), unitId: orNull(Id), centreUnitId: Id,
  askedUnitId: orNull(Id), askedPersonId: orNull(Id), askerPersonId: orNull(Id),
  areaPath: Type.String(), number: Type.String(),
  itemName: orNull(Type.String()), itemNameEn: orNull(Type.String()), isPassing: Type.Boolean(),
  severity: Severity, appeal: Type.Optional(words(APPEAL_STATES)),
  isQuiet: Type.Optional(Type.Literal(true)),
  /** Of a reminder: who may still rate. */
  raterPersonIds: Type.Optional(Type.Array(Id)),
});
export type CaseEventData = Static<typeof CaseEventData>;
/** `thing.told`: what a case says of its thing has become another word. Not a step of the case. */
export interface ThingTold {
  readonly componentId: string;
  readonly number: string;
  /** Of the step with which it says so. */
  readonly seq: number;
  readonly word: Word;
  readonly condition: Condition | null;
}
export const CASE_EVENT_KINDS: readonly string[] = [
  ...new Set(FLOWS.flatMap((flow) => flow.edges.map((edge) => edge.event))),
];
