// What a brief is made of, as it is kept: sections of sentences and tables, in which every number that counts
// something says which list it opens and how long that list was. Pure.
import { type Static, Type } from '@sinclair/typebox';
import { PERIOD_KINDS, type PeriodKind } from '../../evaluation/core/period.ts';
import { BriefMap } from './brief-map.ts';
import { FIGURE_IDS, type FigureId } from './figures.ts';

const oneOf = <T extends string>(options: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...options] });

export const ROWS_BY = ['whole', 'area', 'item'] as const;
export type RowsBy = (typeof ROWS_BY)[number];

/** The question whose answer is as long as the number: GET /api/briefs/cases. */
export const Opens = Type.Object({
  figure: oneOf<FigureId>(FIGURE_IDS),
  by: oneOf<RowsBy>(ROWS_BY),
  key: Type.String(),
  period: oneOf<PeriodKind>(PERIOD_KINDS),
  day: Type.String(),
  total: Type.Integer({ minimum: 0 }),
});
export type Opens = Static<typeof Opens>;

/** A piece of a sentence. */
export const Piece = Type.Object({ text: Type.String(), opens: Type.Optional(Opens) });
export type Piece = Static<typeof Piece>;

export const Cell = Type.Object({
  text: Type.String(),
  /** For a spreadsheet; none for words and shares. */
  value: Type.Union([Type.Number(), Type.Null()]),
  opens: Type.Optional(Opens),
});
export type Cell = Static<typeof Cell>;

export const BriefTable = Type.Object({
  title: Type.String(),
  /** Of each column; the first names the row. */
  head: Type.Array(Type.String()),
  rows: Type.Array(Type.Array(Cell)),
  /** The column that is also drawn: a bar in each row, or columns side by side above. */
  drawn: Type.Union([
    Type.Object({ column: Type.Integer(), as: oneOf(['bars', 'columns'] as const) }),
    Type.Null(),
  ]),
});
export type BriefTable = Static<typeof BriefTable>;

export const Section = Type.Object({
  title: Type.String(),
  paragraphs: Type.Array(Type.Array(Piece)),
  /** Briefs issued before there were maps have none. */
  map: Type.Optional(BriefMap),
  tables: Type.Array(BriefTable),
});
export type Section = Static<typeof Section>;

export const BriefText = Type.Object({ title: Type.String(), sections: Type.Array(Section) });
export type BriefText = Static<typeof BriefText>;

export const plain = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

/** How long the bar of each row is, as a part of the longest; nothing where no column is drawn. */
export function barsOf({ rows, drawn }: BriefTable): readonly number[] | null {
  if (drawn === null) return null;
  const values = rows.map((row) => row[drawn.column]?.value ?? 0);
  const most = Math.max(0, ...values);
  return values.map((value) => (most === 0 ? 0 : value / most));
}
