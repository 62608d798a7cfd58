// What goes in and out of the doors of imports: a file in pieces, how its rows are to be read, how far it
// came.
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { FIELDS } from './columns.ts';

const Uuid = Type.String({ pattern: UUID_PATTERN });
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Count = Type.Integer({ minimum: 0 });

/** Of every piece but the last. */
export const IMPORT_PIECE_BYTES = 1024 * 1024;
/** A district's whole census as GeoJSON with every property it may have. */
export const MOST_IMPORT_BYTES = 512 * 1024 * 1024;

export const IMPORT_STATES = [
  'receiving', 'received', 'judging', 'judged', 'writing', 'done', 'cancelled', 'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Whether it may be thrown away: what has written rows is the beginning of their history. */
export const mayDiscard = ({ state, added, updated }: Pick<ImportView, 'state' | 'added' | 'updated'>) =>
  state === 'receiving' || state === 'received' || state === 'judged' ||
  ((state === 'cancelled' || state === 'failed') && added + updated === 0);

const Field = Type.Union(FIELDS.map((field) => Type.Literal(field)));
const Heading = Type.String({ minLength: 1, maxLength: 200 });

/** CGCS2000 in zones of three degrees, with the zone before the metres (4513 …) and without (4534 …). */
export const [FIRST_PLANE, LAST_PLANE] = [4513, 4554];

export const ImportTermsBody = Type.Object({
  crs: Type.Union(
    [Type.Literal('WGS84'), Type.Literal('CGCS2000'), Type.Literal('GCJ02'), Type.Literal('BD09')],
    {
      description:
        'The system the coordinates are in. CGCS2000 is taken as WGS84. Metres of a survey that the file ' +
        'names itself (Gauss–Krüger, UTM) are read as it says.',
    },
  ),
  plane: Type.Optional(
    Type.Integer({
      minimum: FIRST_PLANE,
      maximum: LAST_PLANE,
      description:
        'EPSG number of the Gauss–Krüger plane of CGCS2000 that the columns of longitude and latitude are ' +
        'in metres of, east and north; left out, they are degrees.',
    }),
  ),
  scheme: Type.Union([Type.Literal('classic'), Type.Literal('draft')]),
  source: Type.String({ minLength: 1, maxLength: 200, description: 'Where the file comes from.' }),
  samePlaceMetres: Type.Number({ minimum: 0, maximum: 100, default: 0.5 }),
  columns: Type.Array(
    Type.Object({ field: Field, headings: Type.Array(Heading, { minItems: 1, maxItems: 8 }) }),
    { maxItems: FIELDS.length, description: 'Where headings are the file’s own; several are joined.' },
  ),
  constants: Type.Array(Type.Object({ field: Field, value: Type.String({ minLength: 1, maxLength: 200 }) }), {
    maxItems: FIELDS.length,
    description: 'What counts where a row says nothing.',
  }),
});
export type ImportWords = Static<typeof ImportTermsBody>;

export const ImportParams = Type.Object({ importId: Uuid });
export const ImportsParams = Type.Object({ districtId: Type.String({ pattern: '^[0-9]{6}$' }) });
export const ImportsQuery = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }) });

export const NewImportBody = Type.Object({
  fileName: Type.String({ minLength: 1, maxLength: 200 }),
  bytes: Type.Integer({
    minimum: 0,
    description: 'An empty file, and one above 512 MB, is refused with a way to go on.',
  }),
});

export const ImportView = Type.Object({
  id: Uuid,
  districtId: Type.String(),
  fileName: Type.String(),
  bytes: Type.Integer(),
  pieceBytes: Type.Integer(),
  pieces: Type.Integer(),
  state: Type.Union(IMPORT_STATES.map((state) => Type.Literal(state))),
  terms: nullable(ImportTermsBody),
  rowsTotal: Count,
  rowsDone: Count,
  added: Count,
  updated: Count,
  unchanged: Count,
  outside: Type.Integer({ description: 'Accepted, but in no grid in force.' }),
  refused: Count,
  failure: nullable(Type.Object({ code: Type.String(), words: Type.String() })),
  createdAt: Type.Number(),
  changedAt: Type.Number(),
});
export type ImportView = Static<typeof ImportView>;

export const DiscardReply = Type.Object({ id: Uuid });

export const ImportList = Type.Object({ imports: Type.Array(ImportView) });

export const PieceParams = Type.Object({
  importId: Uuid,
  number: Type.Integer({ minimum: 0, maximum: 32_767 }),
});
export const PieceReply = Type.Object({ have: Type.Array(Type.Integer()) });

export const PreviewReply = Type.Object({
  headings: Type.Array(
    Type.Object({ heading: Type.String(), field: nullable(Field) }),
    { description: 'With the field that each names by itself.' },
  ),
  hasGeometry: Type.Boolean(),
  system: nullable(
    Type.Object(
      {
        name: Type.String(),
        meridian: nullable(Type.Number({ description: 'Of a projection along one, in degrees.' })),
        isSettled: Type.Boolean({ description: 'It says all; the system that is chosen does not count.' }),
      },
      { description: 'In which coordinates the file itself says its geometries are; null: it does not.' },
    ),
  ),
  rows: Type.Array(Type.Record(Type.String(), Type.String()), { description: 'The first few.' }),
});

export const RunBody = Type.Object({
  isTrial: Type.Boolean({ description: 'Nothing is written; what would happen is counted.' }),
  terms: ImportTermsBody,
});

export const FaultsQuery = Type.Object({
  after: Type.Optional(Type.Integer({ minimum: 0 })),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
});
export const FaultsReply = Type.Object({
  faults: Type.Array(
    Type.Object({
      row: Type.Integer(), field: Type.String(), kind: Type.String(), reason: Type.String(),
    }),
  ),
});
