// What goes over the wire in administration: the roster, the gaps, lists of staff that come in, changes of
// units.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { ROLES, type Role, type UnitKind } from '../../../kernel/rights.ts';
import { IMPORT_FIELDS } from './import-columns.ts';
import { AREA_PATH_PATTERN, UNIT_KINDS } from './unit.ts';

const id = Type.String({ pattern: UUID_PATTERN });
const areaPath = Type.String({ pattern: AREA_PATH_PATTERN });
const role = Type.Unsafe<Role>(Type.Union(ROLES.map((one) => Type.Literal(one))));
const unitKind = Type.Unsafe<UnitKind>(Type.Union(UNIT_KINDS.map((one) => Type.Literal(one))));
const language = Type.Union([Type.Literal('zh'), Type.Literal('en')]);
const stringOrNull = Type.Union([Type.String(), Type.Null()]);
const why = Type.Optional(Type.String({ maxLength: 500, description: 'kept on record' }));

const searched = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 50, description }));
const rosterFilter = {
  areaPath,
  personId: Type.Optional(id),
  unitId: Type.Optional(id),
  role: Type.Optional(role),
  state: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('left')])),
  hasNoPost: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  after: Type.Optional(id),
};
export const rosterQuery = Type.Object({
  ...rosterFilter,
  words: searched('part of a name or a login; a number goes in a body'),
});
export const rosterBody = Type.Object({
  ...rosterFilter,
  words: searched('part of a name or a login, or a whole telephone number'),
});

const rosterPost = Type.Object({
  id,
  unitId: id,
  unitName: Type.String(),
  unitNameEn: Type.String(),
  unitKind,
  role,
  areaPath: Type.String(),
  fromDate: Type.String(),
  toDate: stringOrNull,
  isInForce: Type.Boolean(),
});
const rosterPerson = Type.Object({
  id,
  name: Type.String(),
  login: stringOrNull,
  language,
  areaPath: Type.String(),
  state: Type.Union([Type.Literal('active'), Type.Literal('left')]),
  phoneMasked: stringOrNull,
  version: Type.Integer({ description: 'sent back with a change of the person' }),
  posts: Type.Array(rosterPost),
});
export type RosterPost = Static<typeof rosterPost>;
export type RosterPerson = Static<typeof rosterPerson>;
export const rosterReply = Type.Object({ people: Type.Array(rosterPerson), isMore: Type.Boolean() });
export type Roster = Static<typeof rosterReply>;

export const areaQuery = Type.Object({ areaPath });
export const gapsReply = Type.Object({
  grids: Type.Array(Type.Object({ areaPath: Type.String(), name: Type.String() })),
  units: Type.Array(Type.Object({ id, name: Type.String(), nameEn: Type.String(), areaPath: Type.String() })),
});
export type Gaps = Static<typeof gapsReply>;

export const tableQuery = Type.Object({ areaPath, language: Type.Optional(language) });
export const templateQuery = Type.Object({ language: Type.Optional(language) });
export const tableParams = Type.Object({ form: Type.Union([Type.Literal('xlsx'), Type.Literal('csv')]) });

const cell = Type.String({ maxLength: 300 });
const importRow = Type.Object({
  line: Type.Integer({ minimum: 1, maximum: 1_100_000 }),
  ...(Object.fromEntries(IMPORT_FIELDS.map((field) => [field, cell])) as Record<
    (typeof IMPORT_FIELDS)[number],
    typeof cell
  >),
});
const words = Type.Object({ zh: Type.String(), en: Type.String() });
const lineReply = Type.Object({
  line: Type.Integer(),
  outcome: Type.Union((['new', 'changed', 'same', 'refused'] as const).map((one) => Type.Literal(one))),
  words: Type.Union([words, Type.Null()]),
  waits: Type.Boolean({ description: 'its post waits for a second person' }),
});
export type ImportLine = Static<typeof lineReply>;
export const readImportReply = Type.Object({ rows: Type.Array(importRow) });
export const checkImportBody = Type.Object({
  areaPath,
  rows: Type.Array(importRow, { minItems: 1, maxItems: 500 }),
});
export const importBody = Type.Object({
  areaPath,
  rows: Type.Array(importRow, { minItems: 1, maxItems: 50 }),
  why: Type.String({ minLength: 2, maxLength: 500 }),
});
export const linesReply = Type.Object({ lines: Type.Array(lineReply) });

export const changeUnitBody = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  nameEn: Type.Optional(Type.String({ maxLength: 200 })),
  serves: Type.Optional(Type.Array(areaPath, { minItems: 1, maxItems: 2000 })),
  parentId: Type.Optional(Type.Union([id, Type.Null()])),
  phone: Type.Optional(Type.Union([Type.String({ maxLength: 30 }), Type.Null()])),
  why,
});
