// Published periods and contested scores, as they go in and out.
import { type Static, Type } from '@sinclair/typebox';
import { orNull } from '../../cases/core/contract.ts';
import {
  AreaPath,
  Cursor,
  Day,
  Id,
  IndicatorView,
  Limit,
  oneOf,
  PeriodQuery,
  PeriodView,
  Row,
} from './contract.ts';
import { CONTEST_STATES, type ContestState } from './contestable.ts';
import { COUNT_NAMES, type CountName } from './counts.ts';

const Words = Type.String({ minLength: 2, maxLength: 500 });
export const PublicationParams = Type.Object({ publicationId: Id });
export const ContestParams = Type.Object({ contestId: Id });

export const PublishBody = Type.Object(
  {
    areaPath: AreaPath,
    ...PeriodQuery,
    /** Needed where the period was published before. */
    why: Type.Optional(Words),
  },
  { additionalProperties: false },
);

export const Publication = Type.Object({
  id: Id,
  areaPath: Type.String(),
  period: PeriodView,
  revision: Type.Integer(),
  why: orNull(Type.String()),
  publishedAt: Type.String({ format: 'date-time' }),
  byName: Type.String(),
  /** Of a revision: how many facts came and went; what concerns single persons alone is theirs to see. */
  came: Type.Integer(),
  went: Type.Integer(),
});
export type Publication = Static<typeof Publication>;

export const PublicationsQuery = Type.Object({ areaPath: AreaPath, limit: Limit });
export const Publications = Type.Object({ publications: Type.Array(Publication) });

export const PUBLISHED_BY = ['whole', 'area', 'unit', 'item'] as const;
export type PublishedBy = (typeof PUBLISHED_BY)[number];
export const PublishedQuery = Type.Object({
  by: oneOf<PublishedBy>(PUBLISHED_BY),
  after: Cursor,
  limit: Limit,
});

export const PublishedCasesQuery = Type.Object({
  by: oneOf<PublishedBy>(PUBLISHED_BY),
  /** The row; the area's own path for the whole. */
  key: Type.String({ minLength: 1, maxLength: 80 }),
  count: oneOf<CountName>(COUNT_NAMES),
  cursor: Cursor,
  limit: Limit,
});

const Diff = Type.Object({ count: oneOf<CountName>(COUNT_NAMES), was: Type.Integer(), is: Type.Integer() });
export const PublishedTable = Type.Object({
  publication: Publication,
  indicators: Type.Array(IndicatorView),
  /** `before`: as the revision before had it; the year before is not told of what is frozen. */
  rows: Type.Array(Type.Object({ ...Row.properties, differences: Type.Array(Diff) })),
  nextAfter: orNull(Type.String()),
});
export type PublishedTable = Static<typeof PublishedTable>;

export const DifferencesQuery = Type.Object({ cursor: Cursor, limit: Limit });
export const Differences = Type.Object({
  items: Type.Array(
    Type.Object({
      caseId: Id,
      number: Type.String(),
      kind: oneOf(['area', 'unit', 'person'] as const),
      subject: Type.String(),
      count: oneOf<CountName>(COUNT_NAMES),
      came: Type.Boolean(),
      day: Day,
      times: Type.Integer(),
      isExempt: Type.Boolean(),
    }),
  ),
  nextCursor: orNull(Type.String()),
});
export type Differences = Static<typeof Differences>;

export const ContestBody = Type.Object(
  {
    publicationId: Id,
    kind: oneOf(['unit', 'person'] as const),
    subject: Id,
    caseId: Id,
    count: oneOf<CountName>(COUNT_NAMES),
    words: Words,
  },
  { additionalProperties: false },
);

export const Contest = Type.Object({
  id: Id,
  publicationId: Id,
  areaPath: Type.String(),
  kind: oneOf(['unit', 'person'] as const),
  subject: Id,
  caseId: Id,
  count: oneOf<CountName>(COUNT_NAMES),
  words: Type.String(),
  at: Type.String({ format: 'date-time' }),
  byName: Type.String(),
  state: oneOf<ContestState>(CONTEST_STATES),
  answer: orNull(Type.String()),
  answeredAt: orNull(Type.String({ format: 'date-time' })),
  answeredByName: orNull(Type.String()),
});
export type Contest = Static<typeof Contest>;

export const ContestsQuery = Type.Object({
  areaPath: AreaPath,
  state: Type.Optional(oneOf<ContestState>(CONTEST_STATES)),
  cursor: Cursor,
  limit: Limit,
});
export const Contests = Type.Object({ contests: Type.Array(Contest) });
const Total = Type.Integer({ minimum: 0 });
export const ContestList = Type.Object({
  ...Contests.properties,
  nextCursor: orNull(Type.String()),
  /** Of the area, whatever state is asked for: each is as long as its list. */
  totals: Type.Object({ waiting: Total, upheld: Total, refused: Total }),
});
export type ContestList = Static<typeof ContestList>;
export const AnswerBody = Type.Object(
  { isUpheld: Type.Boolean(), answer: Words },
  { additionalProperties: false },
);
