// A page of features and how many there are in all: the part of it that does not depend on what they are.
import { type RawBuilder, sql } from 'kysely';
import type { FeatureAsk, FeaturePage, OpenFeature } from '../../../kernel/feature-ask.ts';
import type { Tx } from './tx.ts';

type Sql = RawBuilder<unknown>;

export interface FeatureSource<Row> {
  /** `select` up to `where`, without it. */
  readonly columns: Sql;
  readonly from: Sql;
  /** All that narrows, but for the page. */
  readonly where: readonly Sql[];
  /** What they are called, and ordered by. */
  readonly key: Sql;
  readonly featureOf: (row: Row) => OpenFeature;
}

/** More than this are not counted to the end. */
const MOST_COUNTED = 50_000;

/** A shape that touches one of the boxes. */
export const inBoxes = (shape: Sql, boxes: NonNullable<FeatureAsk['boxes']>): Sql =>
  sql`(${sql.join(
    boxes.map(({ west, south, east, north }) => {
      const box = sql`ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326)`;
      return sql`(${shape} && ${box} and ST_Intersects(${shape}, ${box}))`;
    }),
    sql` or `,
  )})`;

async function countAll(tx: Tx, from: Sql, where: Sql): Promise<number | undefined> {
  const some = sql`select 1 from ${from} where ${where} limit ${MOST_COUNTED + 1}`;
  const found = await sql<{ n: number }>`select count(*) as n from (${some}) counted`.execute(tx.db);
  const n = Number(found.rows[0]?.n ?? 0);
  return n > MOST_COUNTED ? undefined : n;
}

export async function readFeaturePage<Row>(
  tx: Tx,
  { after, only, limit }: FeatureAsk,
  { columns, from, where, key, featureOf }: FeatureSource<Row>,
): Promise<FeaturePage> {
  const all = sql.join([...where, ...(only === undefined ? [] : [sql`${key} = ${only}`])], sql` and `);
  const page = after === undefined ? all : sql`${all} and ${key} > ${after}`;
  const { rows } = await sql<Row>`
    select ${columns} from ${from} where ${page} order by ${key} limit ${limit + 1}`.execute(tx.db);
  return {
    features: rows.slice(0, limit).map(featureOf),
    hasMore: rows.length > limit,
    matched: await countAll(tx, from, all),
  };
}
