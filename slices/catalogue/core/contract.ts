// What goes in and out of the catalogue's doors.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { LIMIT_KINDS } from '../../calendar/core/limit.ts';

export const DistrictParams = Type.Object({ districtId: Type.String({ pattern: '^[0-9]{6}$' }) });
export const ItemParams = Type.Object({
  districtId: Type.String({ pattern: '^[0-9]{6}$' }),
  itemCode: Type.String({ pattern: '^[EC]([0-9]{2}){2,3}([.][0-9]{1,3})?$' }),
});
export const VersionParams = Type.Object({
  districtId: Type.String({ pattern: '^[0-9]{6}$' }),
  catalogueId: Type.String({ pattern: UUID_PATTERN }),
});

const Uuid = Type.String({ pattern: UUID_PATTERN });
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const NullableDay = Type.Union([Day, Type.Null()]);
const NullableText = Type.Union([Type.String(), Type.Null()]);
const List = Type.Union([Type.Literal('event'), Type.Literal('component')]);
const Source = Type.Object({
  name: Type.String(),
  nameEn: Type.String(),
  edition: Type.String(),
  asOf: Type.String(),
});

export const ItemsQuery = Type.Object({
  text: Type.Optional(
    Type.String({ maxLength: 2_000, description: 'A person’s own words; likeliest items first' }),
  ),
  list: Type.Optional(List),
  classCode: Type.Optional(Type.String({ pattern: '^[EC][0-9]{2}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000, default: 500 })),
});

const ItemLine = Type.Object({
  code: Type.String(),
  list: List,
  classCode: Type.String(),
  subclassCode: NullableText,
  componentClass: NullableText,
  name: Type.String(),
  nameEn: Type.String(),
  score: Type.Union([Type.Number(), Type.Null()], { description: '0–1, where words were searched' }),
  matched: Type.Array(Type.String()),
});

const Entry = Type.Object({
  code: Type.String(),
  list: List,
  level: Type.Union([Type.Literal('class'), Type.Literal('subclass')]),
  parentCode: NullableText,
  name: Type.String(),
  nameEn: Type.String(),
});

export const ItemsReply = Type.Object({
  catalogueId: Uuid,
  title: Type.String(),
  effectiveFrom: Day,
  effectiveUntil: NullableDay,
  source: Source,
  entries: Type.Array(Entry),
  items: Type.Array(ItemLine),
});

/** Everything by which an item is found, as `search-index.ts` reads it; no terms and no rules. */
export const WordsReply = Type.Object({
  catalogueId: Uuid,
  entries: Type.Array(Entry),
  items: Type.Array(
    Type.Object({
      code: Type.String(),
      list: List,
      classCode: Type.String(),
      subclassCode: NullableText,
      componentClass: NullableText,
      name: Type.String(),
      nameEn: Type.String(),
      aliases: Type.Array(Type.String()),
      keywords: Type.Array(Type.String()),
      duplicateRadiusMetres: Type.Integer(),
      duplicateDays: Type.Integer(),
      problems: Type.Array(
        Type.Object({
          code: Type.String(),
          number: Type.Integer(),
          name: Type.String(),
          nameEn: Type.String(),
          fileWhen: Type.String(),
        }),
      ),
    }),
  ),
});
export type WordsReply = Static<typeof WordsReply>;

const LimitSchema = Type.Object({
  kind: Type.Union(LIMIT_KINDS.map((kind) => Type.Literal(kind))),
  amount: Type.Number(),
  zh: Type.String(),
  en: Type.String(),
});

const ProblemSchema = Type.Object({
  code: Type.String(),
  number: Type.Integer(),
  name: Type.String(),
  nameEn: Type.String(),
  fileWhen: Type.String(),
  closeWhen: Type.String(),
  limits: Type.Record(Type.String(), LimitSchema),
  verification: Type.String(),
  photoRule: Type.Object({ report: Type.Integer(), feedBack: Type.Integer() }),
  solvedOnSpot: Type.String(),
  legalBasis: Type.String(),
});

const RuleSchema = Type.Object({
  id: Uuid,
  subjectCode: Type.String(),
  areaPath: Type.String(),
  condition: Type.Object({
    problems: Type.Optional(Type.Array(Type.Integer())),
    season: Type.Optional(Type.Object({ from: Type.String(), to: Type.String() })),
  }),
  unitKind: NullableText,
  unitLevel: NullableText,
  unitId: NullableText,
  responsible: Type.Object({ zh: Type.String(), en: Type.String() }),
});

export const ItemReply = Type.Object({
  catalogueId: Uuid,
  code: Type.String(),
  list: List,
  classCode: Type.String(),
  className: Type.String(),
  classNameEn: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  aliases: Type.Array(Type.String()),
  duplicateRadiusMetres: Type.Integer(),
  duplicateDays: Type.Integer(),
  problems: Type.Array(ProblemSchema),
  rules: Type.Array(RuleSchema),
});

const Finding = Type.Object({
  kind: Type.String(),
  about: Type.String(),
  items: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() })),
  areas: Type.Array(Type.String()),
  pairs: Type.Integer(),
  rows: Type.Optional(Type.Array(Type.String(), { description: 'Of the lists workshop, to mend it there' })),
  zh: Type.String(),
  en: Type.String(),
});

export const AuditReply = Type.Object({
  items: Type.Integer(),
  grids: Type.Integer(),
  pairs: Type.Integer(),
  questions: Type.Integer(),
  brokenPairs: Type.Integer(),
  findings: Type.Array(Finding),
  warnings: Type.Array(Finding),
});

const Note = Type.Object({
  row: Type.Integer(),
  severity: Type.String(),
  column: Type.String(),
  zh: Type.String(),
  en: Type.String(),
});

export const ImportQuery = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 200 }),
  effectiveFrom: Type.Optional(Day),
  source: Type.Optional(Type.String({ maxLength: 200 })),
  isPartial: Type.Optional(Type.Boolean({ description: 'Keep the good rows although others have errors' })),
});

export const ImportReply = Type.Object({
  catalogueId: Type.Union([Uuid, Type.Null()], { description: 'Null: errors, and nothing was stored' }),
  rows: Type.Integer(),
  acceptedRows: Type.Integer(),
  items: Type.Integer(),
  problems: Type.Integer(),
  rules: Type.Integer(),
  errors: Type.Array(Note),
  warnings: Type.Array(Note),
});

export const PublicationReply = Type.Object({
  catalogueId: Uuid,
  effectiveFrom: Day,
  effectiveUntil: NullableDay,
  audit: AuditReply,
  isDone: Type.Boolean(),
  proposalId: Type.Union([Uuid, Type.Null()], { description: 'waits for a second person' }),
});
export const PublishBody = Type.Union([
  Type.Object({
    why: Type.Optional(Type.String({ maxLength: 500 })),
    revision: Type.Optional(Type.Integer({ minimum: 0, description: 'the draft’s as it was read' })),
  }),
  Type.Null(),
]);

export const VersionsReply = Type.Object({
  versions: Type.Array(
    Type.Object({
      id: Uuid,
      title: Type.String(),
      state: Type.String(),
      effectiveFrom: Day,
      effectiveUntil: NullableDay,
      source: Source,
      createdAt: Type.Number(),
      createdBy: Type.String(),
      checkedAt: Type.Union([Type.Number(), Type.Null()]),
      findings: Type.Union([Type.Integer(), Type.Null()], { description: 'Of the last check' }),
      publishedAt: Type.Union([Type.Number(), Type.Null()]),
      publishedBy: NullableText,
      revision: Type.Integer({ description: 'Moves with every step on a draft' }),
      revisedByName: NullableText,
      copiedFrom: Type.Union([Uuid, Type.Null()]),
    }),
  ),
});
