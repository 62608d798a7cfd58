// What goes in and out of the doors of the register: the list, the figures, the work on rights.
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { CONDITIONS } from './condition.ts';
import { RIGHT_STATES } from './rights-work.ts';

const Uuid = Type.String({ pattern: UUID_PATTERN });
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Count = Type.Integer({ minimum: 0 });
const AreaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,3}$' });
const ClassCode = Type.String({ pattern: '^[0-9]{4,5}$' });
const RightState = Type.Union(RIGHT_STATES.map((state) => Type.Literal(state)));
const Condition = Type.Union(CONDITIONS.map((condition) => Type.Literal(condition)));
const Words = Type.String({ minLength: 2, maxLength: 500 });

/** What the list, the bulk acts and the figures' links filter by, alike. */
const Filter = {
  areaPath: AreaPath,
  classCode: Type.Optional(ClassCode),
  unitId: Type.Optional(
    Type.Union([Uuid, Type.Literal('none')], {
      description: 'Who answers for it: confirmed or asked, else maintenance unit, else owner.',
    }),
  ),
  condition: Type.Optional(Type.Union([Condition, Type.Literal('not_intact')])),
  right: Type.Optional(RightState),
  isOutside: Type.Optional(Type.Boolean({ description: 'In no grid in force.' })),
};
export const FilterBody = Type.Object(Filter);
export type ComponentFilter = Static<typeof FilterBody>;

const Text = Type.Optional(
  Type.String({
    minLength: 2,
    maxLength: 60,
    pattern: '^\\s*\\S.*\\S\\s*$',
    description:
      'What a thing is looked for by. In a district: how its name begins (listed in the order of names), ' +
      'how its code begins, district and more, or its last four digits or more. In a street or less also ' +
      'any part of the name.',
  }),
);

export const ListQuery = Type.Object({
  ...Filter,
  text: Text,
  isGone: Type.Optional(Type.Boolean({ description: 'Those found gone, in place of what stands.' })),
  after: Type.Optional(
    Type.String({ pattern: '^[0-9]{16}$', description: 'The last code of the page before.' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
});

/** What one sheet holds: 27 to a page. */
export const MOST_LABELS = 540;

export const LabelsQuery = Type.Object({
  ...Filter,
  text: Text,
  after: ListQuery.properties.after,
  language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
});

export const ListedComponent = Type.Object({
  id: Uuid,
  code: Type.String(),
  classCode: Type.String(),
  name: Type.String(),
  areaPath: nullable(Type.String()),
  condition: Condition,
  competentUnitId: nullable(Uuid),
  ownerUnitId: nullable(Uuid),
  maintenanceUnitId: nullable(Uuid),
  rightState: RightState,
  rightUnitId: nullable(Uuid),
  rightWords: nullable(Type.String()),
  lon: Type.Number(),
  lat: Type.Number(),
});
export type ListedComponent = Static<typeof ListedComponent>;

export const ListReply = Type.Object({
  components: Type.Array(ListedComponent),
  next: nullable(Type.String({ description: 'Ask on after this code; null: that was all.' })),
});

export const RatesQuery = Type.Object({
  areaPath: AreaPath,
  axis: Type.Union([Type.Literal('class'), Type.Literal('unit'), Type.Literal('area')]),
  limit: Type.Integer({ minimum: 1, maximum: 3_000, default: 500 }),
});
export const Rate = Type.Object({
  key: Type.String({ description: 'Class code, unit id or grid; empty: none.' }),
  total: Count,
  open: Count,
  asked: Count,
  disputed: Count,
  confirmed: Count,
  notIntact: Count,
});
export type Rate = Static<typeof Rate>;
export const RatesReply = Type.Object({ rates: Type.Array(Rate), sum: Rate });

export const AskBody = Type.Object({
  filter: FilterBody,
  unitId: nullable(
    Type.String({
      pattern: UUID_PATTERN,
      description: 'Null: each is put to the unit that maintains or owns it.',
    }),
  ),
});
export const AnswerBody = Type.Object({
  unitId: Uuid,
  ids: Type.Array(Uuid, { minItems: 1, maxItems: 500 }),
  isOurs: Type.Boolean(),
  words: Type.Optional(Words),
});
export const RuleBody = Type.Object({
  ids: Type.Array(Uuid, { minItems: 1, maxItems: 500 }),
  unitId: Uuid,
  isFinal: Type.Boolean({
    description: 'False: the unit is asked, and may confirm or dispute in its turn.',
  }),
  words: Words,
});
export const MovedReply = Type.Object({
  moved: Count,
  isMore: Type.Boolean({ description: 'More of it waits: ask again.' }),
});

export const Passed = Type.Object({
  id: Uuid,
  code: Type.String(),
  name: Type.String(),
  state: Type.Union([RightState, Type.Literal('gone')], { description: 'What it is instead.' }),
});
export type Passed = Static<typeof Passed>;
export const AnsweredReply = Type.Object({
  moved: Count,
  passed: Type.Array(Passed, {
    description: 'Those that somebody else has dealt with meanwhile: nothing was done to them.',
  }),
});
export type Answered = Static<typeof AnsweredReply>;
