// The question of a list: its schema is made from the table of filters, so that a filter added there is asked
// for here, and documented, without another line.
import { type Static, type TOptional, type TSchema, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { AbilityView } from './contract.ts';
import { FIGURE_QUERY } from './figure-query.ts';
import {
  FILTER_NAMES, type FilterName, filterOf, type FilterValue, type LIST_FILTERS, type ListFilter,
  type SortName, SORTS,
} from './list-filters.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const AreaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,3}$' });

const MOST_CHOSEN = 20;
const LONGEST_OUTLINE = 4_000;
const many = <S extends TSchema>(of: S) => Type.Array(of, { maxItems: MOST_CHOSEN });
const ofChoices = ({ choices = [] }: ListFilter) =>
  Type.Unsafe<string>({ type: 'string', enum: [...choices] });

const FILTER_VALUES = {
  code: ofChoices,
  codes: (filter) => many(ofChoices(filter)),
  id: () => Id,
  ids: () => many(Id),
  texts: () => many(Type.String({ maxLength: 40 })),
  area: () => AreaPath,
  moment: () => Type.String({
    pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2}))?$',
  }),
  flag: () => Type.Boolean(),
  words: () => Type.String({ maxLength: 60 }),
  outline: () => Type.String({ maxLength: LONGEST_OUTLINE }),
} as const satisfies Readonly<Record<FilterValue, (filter: ListFilter) => TSchema>>;

type FilterSchemas = { [Name in FilterName]:
  TOptional<ReturnType<(typeof FILTER_VALUES)[(typeof LIST_FILTERS)[Name]['value']]>> };
const filterSchemas = Object.fromEntries(FILTER_NAMES.map((name) => {
  const filter = filterOf(name);
  const description = `${filter.zh} · ${filter.en}`;
  return [name, Type.Optional(Type.Unsafe({ ...FILTER_VALUES[filter.value](filter), description }))];
})) as unknown as FilterSchemas;

/** Which cases, and in which order. */
export const ViewQuery = Type.Object({
  ...filterSchemas,
  ...FIGURE_QUERY,
  sort: Type.Optional(Type.Unsafe<SortName>({ type: 'string', enum: Object.keys(SORTS) })),
});
export type ViewQuery = Static<typeof ViewQuery>;

export const ListQuery = Type.Object({
  ...ViewQuery.properties,
  cursor: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
});
export type ListQuery = Static<typeof ListQuery>;

export const ExportParams = Type.Object({ exportId: Id });
export const ExportProgress = Type.Object({
  written: Type.Integer(), total: Type.Integer(), isMore: Type.Boolean(),
  /** Null while it is written. */
  ending: Type.Unsafe<'done' | 'cut_short' | 'cancelled' | 'failed' | null>({
    type: ['string', 'null'], enum: ['done', 'cut_short', 'cancelled', 'failed', null],
  }),
});
export type ExportProgress = Static<typeof ExportProgress>;

export const MOST_TOGETHER = 100;
export const AbilitiesQuery = Type.Object({ id: Type.Array(Id, { minItems: 1, maxItems: MOST_TOGETHER }) });
export const ManyAbilities = Type.Object({
  /** Those that each of the cases allows; a field that one of them requires is required. */
  common: Type.Array(AbilityView),
  cases: Type.Array(Type.Object({
    id: Id, number: Type.String(), version: Type.Integer(), actions: Type.Array(Type.String()),
  })),
});
export type ManyAbilities = Static<typeof ManyAbilities>;

export const CaseCount = Type.Object({
  /** With `isMore` a lower bound. */
  total: Type.Integer(), isMore: Type.Boolean(),
  /** The filters that are set, in words, with the names of what the ids stand for. */
  filters: Type.Array(Type.Object({ name: Type.String(), label: Type.String(), values: Type.String() })),
});
export type CaseCount = Static<typeof CaseCount>;
