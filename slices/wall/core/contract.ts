// What goes over the wire to and from a wall. No field here can hold a person, words of a reporter or an
// address: what is not named never leaves.
import { type Static, type TLiteral, type TUnion, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { GRID, PANELS, VIDEO_KINDS } from './plan.ts';

const oneOf = <T extends string>(values: readonly T[]): TUnion<TLiteral<T>[]> =>
  Type.Union(values.map((value) => Type.Literal(value)));
const words = <T extends string>(values: readonly T[]) => Type.Unsafe<T>(oneOf(values));
const orNull = <S extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Number>>(schema: S) =>
  Type.Union([schema, Type.Null()]);

const Id = Type.String({ pattern: UUID_PATTERN });
const Instant = Type.String({ format: 'date-time' });
const AreaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,3}$' });
const Lamp = words(['green', 'yellow', 'orange', 'red', 'paused']);
const Short = Type.String({ minLength: 1, maxLength: 60 });
const Code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,30}$' });

export const AreaParams = Type.Object({ areaPath: AreaPath });
export const ScreenParams = Type.Object({ screenId: Id });
export const Done = Type.Object({ isDone: Type.Literal(true) });

const LampTotals = Type.Object({
  red: Type.Integer(),
  orange: Type.Integer(),
  yellow: Type.Integer(),
  green: Type.Integer(),
  paused: Type.Integer(),
});

export const WallNow = Type.Object({
  areaPath: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  asOf: Instant,
  day: Type.String(),
  figures: Type.Array(
    Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      whatZh: Type.String(),
      whatEn: Type.String(),
      total: Type.Integer(),
      of: orNull(Type.String()),
      outOf: orNull(Type.Number()),
    }),
  ),
  lamps: LampTotals,
  /** More are open than are read at once: lamps, streets and dots count only some of them. */
  isMore: Type.Boolean(),
  /** One level below; the area itself where nothing lies below it. */
  streets: Type.Array(
    Type.Object({
      areaPath: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      open: Type.Integer(),
      lamps: LampTotals,
    }),
  ),
  running: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      itemName: orNull(Type.String()),
      itemNameEn: orNull(Type.String()),
      place: Type.String(),
      placeEn: Type.String(),
      stateZh: Type.String(),
      stateEn: Type.String(),
      lamp: Lamp,
      remainingMs: orNull(Type.Number()),
      /** That leaves out nights and days off, as the case's own clock counts. */
      isWorkingTime: Type.Boolean(),
      severity: Type.String(),
      createdAt: Instant,
      updatedAt: Instant,
    }),
  ),
  dots: Type.Array(
    Type.Object({
      lon: Type.Number(),
      lat: Type.Number(),
      lamp: Lamp,
      total: Type.Integer(),
    }),
  ),
  /** Reported within the last minutes: what pulses on the map. */
  fresh: Type.Array(Type.Object({ id: Id, lon: Type.Number(), lat: Type.Number(), lamp: Lamp })),
});
export type WallNow = Static<typeof WallNow>;

const Counted = Type.Object({
  figure: Type.String({ description: 'its list: GET /api/cases with this `figure` and `areaPath`' }),
  total: Type.Integer(),
  of: orNull(Type.String()),
  outOf: orNull(Type.Number()),
});

export const WallIndicators = Type.Object({
  areaPath: Type.String(),
  asOf: Instant,
  /** Calendar days, the last one not over yet. */
  from: Type.String(),
  until: Type.String(),
  lastYearFrom: Type.String(),
  lastYearUntil: Type.String(),
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      whatZh: Type.String(),
      whatEn: Type.String(),
      /** Whether more of it is better; null where it is neither. */
      isMoreBetter: Type.Union([Type.Boolean(), Type.Null()]),
      now: Counted,
      lastYear: Counted,
    }),
  ),
});
export type WallIndicators = Static<typeof WallIndicators>;

const line = Type.Integer({ minimum: 1, maximum: GRID });
const PlacedPanel = Type.Object(
  { panel: words(PANELS), column: line, row: line, columns: line, rows: line },
  { additionalProperties: false },
);
const Placing = Type.Array(PlacedPanel, { minItems: 1, maxItems: 12 });
const SceneShape = Type.Object(
  {
    code: Code,
    zh: Short,
    en: Short,
    seconds: Type.Integer({ minimum: 5, maximum: 3600 }),
    isInTurn: Type.Boolean(),
    isFocus: Type.Boolean(),
    layouts: Type.Object({ standard: Placing, wide: Placing }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
const VideoShape = Type.Object(
  {
    zh: Short,
    en: Short,
    kind: words(VIDEO_KINDS),
    address: Type.Union([Type.String({ pattern: '^/[A-Za-z0-9_][A-Za-z0-9_/.?=&-]{0,200}$' }), Type.Null()], {
      description: 'a path of this server, behind which the district’s own gateway stands',
    }),
  },
  { additionalProperties: false },
);
export const PlanShape = Type.Object(
  {
    scenes: Type.Array(SceneShape, { minItems: 1, maxItems: 12 }),
    videos: Type.Array(VideoShape, { maxItems: 16 }),
  },
  { additionalProperties: false },
);

export const PlanBody = Type.Object(
  {
    ...PlanShape.properties,
    version: Type.Integer({ minimum: 0, description: 'of the plan that was changed; 0: the default one' }),
  },
  { additionalProperties: false },
);
export type PlanBody = Static<typeof PlanBody>;

export const RoundBody = Type.Object(
  {
    scenes: Type.Array(
      Type.Object(
        {
          code: Code,
          seconds: SceneShape.properties.seconds,
          isInTurn: SceneShape.properties.isInTurn,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 12, description: 'every scene of the plan once, in the order of their turns' },
    ),
    version: PlanBody.properties.version,
  },
  { additionalProperties: false },
);
export type RoundBody = Static<typeof RoundBody>;

export const StageView = Type.Object({
  areaPath: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  plan: PlanShape,
  version: Type.Integer(),
  stage: Type.Union([
    Type.Null(),
    Type.Object({
      scene: Type.String(),
      isHeld: Type.Boolean(),
      focusPath: orNull(Type.String()),
      since: Type.Integer(),
    }),
  ]),
  /** The server's own time, for walls whose clock is wrong. */
  now: Type.Integer(),
});
export type StageView = Static<typeof StageView>;

export const StageBody = Type.Object(
  {
    scene: Code,
    isHeld: Type.Boolean(),
    focusPath: Type.Optional(AreaPath),
  },
  { additionalProperties: false },
);
export type StageBody = Static<typeof StageBody>;

export const MyScreen = Type.Object({
  state: words(['none', 'waiting', 'let_in', 'over']),
  code: orNull(Type.String()),
  waitsUntil: orNull(Type.String()),
  areaPath: orNull(Type.String()),
  name: orNull(Type.String()),
});
export type MyScreen = Static<typeof MyScreen>;

export const LetInBody = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 20 }),
    areaPath: AreaPath,
    name: Short,
  },
  { additionalProperties: false },
);
export type LetInBody = Static<typeof LetInBody>;

export const ScreenList = Type.Object({
  screens: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      areaPath: Type.String(),
      letInAt: Instant,
      letInBy: Type.String(),
      expiresAt: Instant,
      lastSeenAt: orNull(Type.String()),
    }),
  ),
});
export type ScreenList = Static<typeof ScreenList>;

/** The stage or the plan of an area has changed. */
export const WALL_DIRECTED = 'wall.directed';
/** What `wall.directed` carries. */
export interface WallEventData {
  readonly areaPath: string;
}
