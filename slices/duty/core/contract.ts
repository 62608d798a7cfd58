// Rotas, quiet hours and calendar links as the API tells them.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { type DisturbKind, DISTURB_KINDS } from './quiet.ts';
import { MINUTES_A_DAY, MOST_IN_ORDER } from './rota.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'A local day, 2026-02-14.' });
const Instant = Type.String({ format: 'date-time' });
const orNull = <S extends ReturnType<typeof Type.String>>(schema: S) => Type.Union([schema, Type.Null()]);
const FromMinute = Type.Integer({ minimum: 0, maximum: MINUTES_A_DAY - 1, description: 'After midnight.' });

const ShiftSchema = Type.Object({
  fromMinute: FromMinute,
  toMinute: Type.Integer({
    minimum: 1,
    maximum: 2 * MINUTES_A_DAY - 1,
    description: 'Past 1440: on the next day.',
  }),
  personIds: Type.Array(Id, { minItems: 1, maxItems: MOST_IN_ORDER, description: 'In order.' }),
});
const WeeklySchema = Type.Composite([
  ShiftSchema,
  Type.Object({ weekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 Monday to 7 Sunday.' }) }),
]);
/** Six shifts a day. */
const MOST_WEEKLY = 42;
const MOST_DAILY = 12;
const Version = Type.Integer({ minimum: 0, maximum: 2_000_000_000, description: 'As it was read.' });

const PatternView = Type.Object({
  since: Day,
  weekly: Type.Array(WeeklySchema),
  changedAt: Instant,
  changedBy: Type.String(),
});
const DayView = Type.Object({
  day: Day,
  shifts: Type.Array(ShiftSchema),
  why: Type.String(),
  changedAt: Instant,
  changedBy: Type.String(),
});
const TurnView = Type.Object({
  day: Day,
  startsAt: Instant,
  endsAt: Instant,
  personIds: Type.Array(Id),
  isException: Type.Boolean(),
});
const Disturb = Type.Unsafe<DisturbKind>({ type: 'string', enum: [...DISTURB_KINDS] });

export const QuietView = Type.Object({
  id: Id,
  unitId: orNull(Id),
  fromMinute: FromMinute,
  toMinute: FromMinute,
  since: Day,
  until: orNull(Day),
  mayDisturb: Type.Array(Disturb),
  source: Type.String(),
  changedAt: Instant,
  changedBy: Type.String(),
});
export type QuietView = Static<typeof QuietView>;

const PersonView = Type.Object({
  personId: Id,
  name: Type.String(),
  mayAnswer: Type.Boolean({ description: 'False: named, and no longer in a post that may answer a push.' }),
});

export const RotaView = Type.Object({
  unitId: Id,
  name: Type.String(),
  nameEn: Type.String(),
  districtId: Type.String(),
  version: Version,
  from: Day,
  /** Oldest first; those that were over before `from` are left out. */
  patterns: Type.Array(PatternView),
  /** Of the seven days from `from`. */
  days: Type.Array(DayView),
  turns: Type.Array(TurnView),
  /** Whoever is named, and whoever may be. */
  people: Type.Array(PersonView),
  onCallNow: Type.Array(Id),
  /** Of the unit and of its district, in force or to come. */
  quiet: Type.Array(QuietView),
  canArrange: Type.Boolean(),
  canSetQuiet: Type.Boolean(),
  canSetQuietOfDistrict: Type.Boolean(),
});
export type RotaView = Static<typeof RotaView>;

export const UnitParams = Type.Object({ unitId: Id });
export const PatternParams = Type.Object({ unitId: Id, since: Day });
export const DayParams = Type.Object({ unitId: Id, day: Day });
export const RotaQuery = Type.Object({ from: Type.Optional(Day) });
export const PatternBody = Type.Object({
  version: Version,
  weekly: Type.Array(WeeklySchema, { maxItems: MOST_WEEKLY, description: 'None: nobody from then on.' }),
});
export const DayBody = Type.Object({
  version: Version,
  shifts: Type.Union([Type.Array(ShiftSchema, { maxItems: MOST_DAILY }), Type.Null()], {
    description: 'None: nobody that day. Null: as the week says.',
  }),
  why: Type.String({ minLength: 1, maxLength: 200 }),
});
export const Versioned = Type.Object({ version: Version });

export const QuietBody = Type.Object({
  unitId: orNull(Id),
  districtId: Type.String({ pattern: '^[0-9]{6}$' }),
  fromMinute: FromMinute,
  toMinute: FromMinute,
  since: Day,
  until: orNull(Day),
  mayDisturb: Type.Array(Disturb, { maxItems: DISTURB_KINDS.length, uniqueItems: true }),
  source: Type.String({ minLength: 1, maxLength: 200 }),
});
export type QuietBody = Static<typeof QuietBody>;
export const QuietParams = Type.Object({ quietId: Id });
export const IdReply = Type.Object({ id: Id });
export const Done = Type.Object({ isDone: Type.Literal(true) });

const LinkView = Type.Object({
  id: Id,
  kind: Type.Unsafe<'unit' | 'person'>({ type: 'string', enum: ['unit', 'person'] }),
  madeAt: Instant,
  madeBy: Type.String(),
});
/** One's own, and those of the unit for whoever arranges its rota. */
export const LinkList = Type.Object({ links: Type.Array(LinkView) });
export type LinkList = Static<typeof LinkList>;
export const LinkQuery = Type.Object({ unitId: Type.Optional(Id) });
export const LinkBody = Type.Object({ unitId: orNull(Id) });
export const NewLink = Type.Object({
  id: Id,
  path: Type.String({ description: 'Shown once; only its hash is kept.' }),
});
export type NewLink = Static<typeof NewLink>;
export const LinkParams = Type.Object({ linkId: Id });
export const FeedParams = Type.Object({ file: Type.String({ minLength: 1, maxLength: 100 }) });
