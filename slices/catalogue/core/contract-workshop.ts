// What enters and leaves the lists workshop.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { LIMIT_KINDS } from '../../calendar/core/limit.ts';
import { AREA_PATH_PATTERN } from '../../people/core/unit.ts';
import { AuditReply, VersionParams } from './contract.ts';
import { STAGES } from './stage-limits.ts';
import { THING_CONDITIONS } from './thing-condition.ts';

const Uuid = Type.String({ pattern: UUID_PATTERN });
const Day = Type.String({ format: 'date' });
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const LongText = Type.String({ maxLength: 2_000 });
const Word = Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\s、,;；，|]+$' });
const exact = { additionalProperties: false } as const;
/** Two years of hours: no limit of an office is longer. */
const MOST_HOURS = 17_568;

const LimitBody = Type.Object(
  {
    kind: Type.Union(LIMIT_KINDS.map((kind) => Type.Literal(kind))),
    amount: Type.Number({ minimum: 1 / 60, maximum: MOST_HOURS }),
  },
  exact,
);

const PhotoRule = Type.Object(
  {
    report: Type.Integer({ minimum: 0, maximum: 9 }),
    feedBack: Type.Integer({ minimum: 0, maximum: 9 }),
  },
  exact,
);
const Verification = Type.Union([
  Type.Literal('inspector'),
  Type.Literal('reporter'),
  Type.Literal('centre'),
]);
const SolvedOnSpot = Type.Union([Type.Literal('closed'), Type.Literal('answered')]);
const Share = Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]);
const Extensions = Type.Integer({ minimum: 0, maximum: 9 });
const ThingCondition = Type.Union(THING_CONDITIONS.map((condition) => Type.Literal(condition)));
const limitFields = (stages: readonly string[]) =>
  Object.fromEntries(stages.map((stage) => [stage, Type.Optional(LimitBody)]));

const PartialTermsBody = Type.Object(
  {
    limits: Type.Optional(Type.Object(limitFields(STAGES), { ...exact, minProperties: 1 })),
    verification: Type.Optional(Verification),
    photoRule: Type.Optional(PhotoRule),
    solvedOnSpot: Type.Optional(SolvedOnSpot),
    legalBasis: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    straightThroughFrom: Type.Optional(Share),
    extensions: Type.Optional(Extensions),
    thingCondition: Type.Optional(ThingCondition),
  },
  exact,
);

const NEEDED = ['accept', 'dispatch', 'check', 'claim', 'handle', 'verify', 'close'];
const DefaultTermsBody = Type.Object(
  {
    limits: Type.Object(
      {
        ...Object.fromEntries(NEEDED.map((stage) => [stage, LimitBody])),
        ...limitFields(['rework', 'respond']),
      },
      exact,
    ),
    verification: Verification,
    photoRule: PhotoRule,
    solvedOnSpot: SolvedOnSpot,
    legalBasis: LongText,
    straightThroughFrom: Share,
    extensions: Type.Optional(Extensions),
    thingCondition: Type.Optional(ThingCondition),
  },
  exact,
);

const MonthDay = Type.String({ pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });
const ProblemNumber = Type.Integer({ minimum: 1, maximum: 999 });
// No branch of a union may be exact: checking the first would take away what the second needs.
const Responsible = Type.Union([
  Type.Object({
    unitKind: Type.String({ minLength: 1, maxLength: 60 }),
    unitLevel: Type.Union(
      ['district', 'street', 'community', 'grid', 'nearest'].map((level) => Type.Literal(level)),
    ),
  }),
  Type.Object({ unitId: Uuid }),
]);
const SubjectCode = Type.String({ pattern: '^[EC]([0-9]{2}){1,3}$' });
const ListKindBody = Type.Union([Type.Literal('event'), Type.Literal('component')]);
const nullable = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()]);

const RuleBody = Type.Object(
  {
    id: Uuid,
    subjectCode: SubjectCode,
    areaPath: Type.String({ pattern: AREA_PATH_PATTERN }),
    condition: Type.Object(
      {
        problems: Type.Optional(
          Type.Array(ProblemNumber, { minItems: 1, maxItems: 99, uniqueItems: true }),
        ),
        season: Type.Optional(Type.Object({ from: MonthDay, to: MonthDay }, exact)),
      },
      exact,
    ),
    responsible: Responsible,
    coUnits: Type.Array(Responsible, { maxItems: 20 }),
    centreLevel: Type.Union([
      Type.Literal('district'),
      Type.Literal('street'),
      Type.Literal('community'),
      Type.Null(),
    ]),
    terms: PartialTermsBody,
  },
  exact,
);

const EntryBody = Type.Object(
  {
    code: Type.String({ pattern: '^[EC]([0-9]{2}){1,2}$' }),
    list: ListKindBody,
    level: Type.Union([Type.Literal('class'), Type.Literal('subclass')]),
    parentCode: nullable(Type.String({ pattern: '^[EC][0-9]{2}$' })),
    name: Name,
    nameEn: Name,
  },
  exact,
);

const ItemBody = Type.Object(
  {
    code: Type.String({ pattern: '^[EC]([0-9]{2}){2,3}$' }),
    list: ListKindBody,
    classCode: Type.String({ pattern: '^[EC][0-9]{2}$' }),
    subclassCode: nullable(Type.String({ pattern: '^[EC]([0-9]{2}){2}$' })),
    componentClass: nullable(Type.String({ pattern: '^[0-9]{4,6}$' })),
    name: Name,
    nameEn: Name,
    aliases: Type.Array(Word, { maxItems: 100 }),
    keywords: Type.Array(Word, { maxItems: 200 }),
    duplicateRadiusMetres: Type.Integer({ minimum: 1, maximum: 5_000 }),
    duplicateDays: Type.Integer({ minimum: 1, maximum: 366 }),
    terms: PartialTermsBody,
  },
  exact,
);

const ProblemBody = Type.Object(
  {
    number: ProblemNumber,
    name: Name,
    nameEn: Name,
    fileWhen: LongText,
    closeWhen: LongText,
    terms: PartialTermsBody,
  },
  exact,
);

/** One row of the lists, as it is edited and as it is read. */
export const RowBody = Type.Union([
  Type.Object({
    table: Type.Literal('heading'),
    heading: Type.Object({ title: Name, effectiveFrom: Day }, exact),
  }),
  Type.Object({ table: Type.Literal('defaults'), defaults: DefaultTermsBody }),
  Type.Object({ table: Type.Literal('entry'), entry: EntryBody }),
  Type.Object({ table: Type.Literal('item'), item: ItemBody }),
  Type.Object({
    table: Type.Literal('problem'),
    itemCode: Type.String({ pattern: '^[EC]([0-9]{2}){2,3}$' }),
    problem: ProblemBody,
  }),
  Type.Object({ table: Type.Literal('rule'), rule: RuleBody }),
]);

export const Revision = Type.Integer({ minimum: 0, description: 'the draft’s as it was read' });
const RowKey = Type.String({ minLength: 1, maxLength: 60 });
const MOST_SAVED = 2_000;

export const OpenDraftBody = Type.Object({
  fromCatalogueId: Type.Optional(Uuid),
  title: Name,
  effectiveFrom: Day,
});
export const OpenDraftReply = Type.Object({ catalogueId: Uuid, revision: Revision, rows: Type.Integer() });

export const SaveBody = Type.Object(
  {
    revision: Revision,
    put: Type.Array(RowBody, { maxItems: MOST_SAVED }),
    remove: Type.Array(RowKey, { maxItems: MOST_SAVED }),
  },
  exact,
);
const WordsBoth = Type.Object({ zh: Type.String(), en: Type.String() });
const nullableWords = Type.Union([WordsBoth, Type.Null()]);

const FieldDifference = Type.Object({ name: WordsBoth, before: nullableWords, after: nullableWords });
export const DifferenceLine = Type.Object({
  table: Type.String(),
  row: RowKey,
  what: Type.Union([Type.Literal('added'), Type.Literal('gone'), Type.Literal('changed')]),
  name: WordsBoth,
  fields: Type.Array(FieldDifference),
  words: Type.String({ description: 'in the language asked for' }),
});
export const StepReply = Type.Object({
  catalogueId: Uuid,
  revision: Revision,
  differences: Type.Array(DifferenceLine),
});

export const StepParams = Type.Object({
  ...VersionParams.properties,
  seq: Type.Integer({ minimum: 1 }),
});
export const StepsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
  before: Type.Optional(Type.Integer({ minimum: 1, description: 'steps older than this one' })),
});
export const StepsReply = Type.Object({
  revision: Revision,
  steps: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      kind: Type.String(),
      madeAt: Type.String(),
      madeByName: Type.String(),
      rows: Type.Integer(),
      words: Type.Array(Type.String(), { description: 'the first rows, in the language asked for' }),
    }),
  ),
});

export const RowsQuery = Type.Object({
  table: Type.Optional(
    Type.Union(
      ['heading', 'defaults', 'entry', 'item', 'problem', 'rule'].map((name) => Type.Literal(name)),
    ),
  ),
  text: Type.Optional(Type.String({ maxLength: 100, description: 'part of a code or a name' })),
  rows: Type.Optional(
    Type.String({ maxLength: 20_000, description: 'keys, with commas: those of a finding' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000, default: 200 })),
  after: Type.Optional(RowKey),
});
export const RowsReply = Type.Object({
  catalogueId: Uuid,
  title: Type.String(),
  state: Type.String(),
  effectiveFrom: Type.String(),
  revision: Revision,
  isEditable: Type.Boolean(),
  total: Type.Integer({ description: 'rows that fit, on all pages' }),
  rows: Type.Array(Type.Object({ key: RowKey, words: WordsBoth, row: RowBody })),
  next: Type.Union([RowKey, Type.Null()]),
});
export type RowsReply = Static<typeof RowsReply>;

export const WithQuery = Type.Object({
  with: Type.Optional({
    ...Uuid,
    description: 'another version; else what it was copied from or is in force',
  }),
});
export const ListDifferencesReply = Type.Object({
  catalogueId: Uuid,
  withCatalogueId: Type.Union([Uuid, Type.Null()]),
  added: Type.Integer(),
  gone: Type.Integer(),
  changed: Type.Integer(),
  differences: Type.Array(DifferenceLine),
});

export const WorkshopAuditReply = Type.Object({
  ...AuditReply.properties,
  revision: Revision,
  advice: Type.Array(
    Type.Object({
      kind: Type.String(),
      rows: Type.Array(RowKey),
      unitId: Type.Union([Uuid, Type.Null()]),
      zh: Type.String(),
      en: Type.String(),
    }),
  ),
});
export type WorkshopAuditReply = Static<typeof WorkshopAuditReply>;

export const RevisionQuery = Type.Object({ revision: Revision });
export const FileReply = Type.Object({
  catalogueId: Uuid,
  revision: Revision,
  isSaved: Type.Boolean({ description: 'false: no change, or errors and nothing was saved' }),
  differences: Type.Array(DifferenceLine),
  errors: Type.Array(
    Type.Object({
      row: Type.Integer(),
      severity: Type.String(),
      column: Type.String(),
      zh: Type.String(),
      en: Type.String(),
    }),
  ),
});
export const DiscardBody = Type.Object({
  revision: Revision,
  why: Type.Optional(Type.String({ maxLength: 500 })),
});
export const DiscardReply = Type.Object({ catalogueId: Uuid, title: Type.String() });
export const RollBackBody = Type.Object({
  effectiveFrom: Day,
  why: Type.Optional(Type.String({ maxLength: 500 })),
});

const DistrictId = VersionParams.properties.districtId;
export const ProofParams = Type.Object({ districtId: DistrictId, proofId: Uuid });
export const ProofExportParams = Type.Object({
  ...ProofParams.properties,
  format: Type.Union([Type.Literal('json'), Type.Literal('csv')]),
});
export const ProofsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
});
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const ProofReply = Type.Object({
  proofId: Uuid,
  catalogueId: Uuid,
  state: Type.Union(['running', 'done', 'cancelled', 'failed'].map((state) => Type.Literal(state))),
  items: Type.Integer(),
  grids: Type.Integer(),
  pairs: Type.Integer({ description: 'items × grids' }),
  itemsDone: Type.Integer(),
  questions: Type.Integer({ description: 'pairs × the problems and seasons that a rule tells apart' }),
  brokenQuestions: Type.Integer(),
  broken: Type.Array(
    Type.Object({
      item: Type.String(),
      problem: Type.Integer(),
      monthDay: Type.String(),
      area: Type.String(),
      why: Type.String(),
    }),
    { description: 'the first of them' },
  ),
  walkedMs: Type.Number({ description: 'spent in walking alone' }),
  listsHash: Sha256,
  areasHash: Sha256,
  unitsHash: Sha256,
  answersHash: Type.Union([Sha256, Type.Null()], { description: 'over every answer, once it is done' }),
  failedBy: Type.Union([Type.String(), Type.Null()], {
    description: 'what changed meanwhile: lists, areas or units',
  }),
  startedAt: Type.String(),
  startedByName: Type.String(),
  endedAt: Type.Union([Type.String(), Type.Null()]),
});
export type ProofReply = Static<typeof ProofReply>;
export const ProofsReply = Type.Object({ proofs: Type.Array(ProofReply) });
