// What goes in and out of the doors of the check-in.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const Instant = Type.String({ format: 'date-time' });
const OrNull = <S extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Number>>(schema: S) =>
  Type.Union([schema, Type.Null()]);
const AreaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,3}$' });
const Kind = Type.Union([Type.Literal('security'), Type.Literal('emergency')]);

export const AreaQuery = Type.Object({ areaPath: AreaPath });
export const TaskParams = Type.Object({ taskId: Id });

export const BeginBody = Type.Object(
  {
    name: Type.String({ maxLength: 80 }),
    kind: Kind,
    areaPath: AreaPath,
    reason: Type.String({ maxLength: 500 }),
    startsAt: Type.Optional(Instant),
    endsAt: Instant,
  },
  { additionalProperties: false },
);
export type BeginBody = Static<typeof BeginBody>;

export const LookBody = Type.Object(
  { purpose: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

export const CheckInBody = Type.Object(
  {
    point: Type.Optional(
      Type.Object({
        lon: Type.Number({ minimum: -180, maximum: 180 }),
        lat: Type.Number({ minimum: -90, maximum: 90 }),
      }),
    ),
    accuracyMetres: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    words: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type CheckInBody = Static<typeof CheckInBody>;

export const TaskView = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Kind,
  areaPath: Type.String(),
  reason: Type.String(),
  begunBy: Type.String(),
  begunByUnit: Type.String(),
  startsAt: Instant,
  /** When it ends, or ended. */
  endsAt: Instant,
  isEnded: Type.Boolean(),
  isRunning: Type.Boolean(),
  /** When its entries are deleted. */
  forgottenAt: Instant,
});
export type TaskView = Static<typeof TaskView>;

const EntryFields = {
  id: Id,
  at: Instant,
  /** Rounded to about 100 m. */
  lon: OrNull(Type.Number()),
  lat: OrNull(Type.Number()),
  accuracyMetres: OrNull(Type.Number()),
  words: Type.String(),
};

export const EntryView = Type.Object(EntryFields);
export type EntryView = Static<typeof EntryView>;

const LookView = Type.Object({ name: Type.String(), at: Instant, purpose: Type.String() });

export const MyTasks = Type.Object({
  tasks: Type.Array(
    Type.Object({
      ...TaskView.properties,
      entries: Type.Array(EntryView),
      looks: Type.Array(LookView),
    }),
  ),
});
export type MyTasks = Static<typeof MyTasks>;
export type MyTask = MyTasks['tasks'][number];

export const TaskList = Type.Object({
  tasks: Type.Array(Type.Object({ ...TaskView.properties, entryCount: Type.Integer() })),
});
export type TaskList = Static<typeof TaskList>;

export const LookReply = Type.Object({
  entries: Type.Array(Type.Object({ ...EntryFields, name: Type.String(), unit: Type.String() })),
  isMore: Type.Boolean({ description: 'There are more: these are the newest.' }),
});
export type LookReply = Static<typeof LookReply>;

export const IdReply = Type.Object({ id: Id });
/** Not `id`: a phone takes the `id` of what it was told to be a case's. */
export const CheckedIn = Type.Object({ checkInId: Id });
