// What goes over the wire in administration: the roster, the gaps, lists of staff that come in, changes of
// units.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { ROLES, type Role, type UnitKind } from '../../../kernel/rights.ts';
import { IMPORT_FIELDS, MOST_IMPORT_ROWS } from './import-columns.ts';
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
const importField = Type.Union(IMPORT_FIELDS.map((field) => Type.Literal(field)));
const fileHash = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file that was read' });
const mark = Type.String({
  pattern: '^[0-9a-f]{128}$',
  description: 'that this line was checked, and what it would do to whom',
});
const lineReply = Type.Object({
  line: Type.Integer(),
  outcome: Type.Union((['new', 'changed', 'same', 'refused'] as const).map((one) => Type.Literal(one))),
  faults: Type.Array(
    Type.Object({
      field: Type.Union([importField, Type.Null({ description: 'the line as a whole' })]),
      words: Type.Object({ zh: Type.String(), en: Type.String() }),
    }),
    { description: 'every cell that is wrong, and how to mend it' },
  ),
  waits: Type.Boolean({ description: 'its post waits for a second person' }),
});
export type ImportLine = Static<typeof lineReply>;
const checkedLine = Type.Object({ ...lineReply.properties, mark });
export type CheckedLine = Static<typeof checkedLine>;
export const readImportReply = Type.Object({
  fileHash,
  rows: Type.Array(importRow),
  columns: Type.Partial(
    Type.Object(
      Object.fromEntries(IMPORT_FIELDS.map((field) => [field, Type.String()])) as Record<
        (typeof IMPORT_FIELDS)[number],
        ReturnType<typeof Type.String>
      >,
    ),
    { description: 'the letter over the column in which each field stands' },
  ),
});
export const checkImportBody = Type.Object({
  areaPath,
  fileHash,
  rows: Type.Array(importRow, { minItems: 1, maxItems: 500 }),
  before: Type.Optional(
    Type.Array(Type.Object({ name: cell, login: cell, phone: cell }), {
      maxItems: MOST_IMPORT_ROWS,
      description: 'whom the file’s earlier lines name, where it is checked by pieces',
    }),
  ),
});
export const checkReply = Type.Object({ lines: Type.Array(checkedLine) });
export const importBody = Type.Object({
  areaPath,
  fileHash,
  rows: Type.Array(Type.Object({ ...importRow.properties, mark }), { minItems: 1, maxItems: 50 }),
  why: Type.String({ minLength: 2, maxLength: 500 }),
});
export const linesReply = Type.Object({ lines: Type.Array(lineReply) });

export const changeUnitBody = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  nameEn: Type.Optional(Type.String({ maxLength: 200 })),
  serves: Type.Optional(Type.Array(areaPath, { minItems: 1, maxItems: 2000 })),
  parentId: Type.Optional(Type.Union([id, Type.Null()])),
  phone: Type.Optional(Type.Union([Type.String({ maxLength: 30 }), Type.Null()])),
  version: Type.Optional(
    Type.Integer({ minimum: 1, description: 'as it was read: refused where it was changed since' }),
  ),
  why,
});

export const closingReply = Type.Object({
  people: Type.Integer({ description: 'with a post in the unit that runs or will run' }),
  named: Type.Array(Type.Object({ personId: id, name: Type.String() }), { description: 'the first of them' }),
  units: Type.Integer({ description: 'that stand under it' }),
});
export type Closing = Static<typeof closingReply>;

export const successionQuery = Type.Object({ successorId: id });
export const successionBody = Type.Object({ successorId: id, why });
export const successionReply = Type.Object({
  cases: Type.Integer({ description: 'open cases that will be the successor’s' }),
  rules: Type.Integer({ description: 'rules that name the unit and will mean the successor' }),
  areas: Type.Array(Type.Object({ areaPath: Type.String(), name: Type.String() }), {
    description: 'areas that the successor does not serve yet, and will',
  }),
});
export type Succession = Static<typeof successionReply>;
