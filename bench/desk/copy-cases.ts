// More of the same in the time of a copy: cases that were played stand again under ids and numbers of their
// own, with their histories. They are looked at and counted like any other; only their chain of hashes still
// names the case that they were copied from.
import type { Sql } from '../cluster.ts';

const TABLES = ['case_file', 'step'] as const;

/** In the order of their ids, so that what is young stays young. Hexadecimal digits alone change. */
const newId = (column: string, copy: number): string =>
  `(left(${column}::text, 24) || left(md5(${column}::text || '${copy}'), 12))::uuid`;

/** What must differ in a copy, by table and column. */
const replaced = (copy: number): Readonly<Record<string, string>> => ({
  'case_file.id': newId('id', copy),
  'case_file.number': `overlay(number placing '${String(1000 + copy)}' from 7 for 4)`,
  'case_file.public_code': `public_code || '-${copy}'`,
  'step.case_id': newId('case_id', copy),
});

async function columnsOf(sql: Sql, table: string): Promise<readonly string[]> {
  const rows = await sql.rows(
    `select column_name as name from information_schema.columns
     where table_name = $1 and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  return rows.map((row) => String(row['name']));
}

/** The n-th copy of the first `most` played cases. */
export async function copyCases(sql: Sql, copy: number, most: number): Promise<void> {
  const values = replaced(copy);
  await sql.script(
    `create temp table copied as select id from case_file where number ~ '^.{6}20' order by id limit ${most};
     create unique index on copied (id)`,
  );
  for (const table of TABLES) {
    const columns = await columnsOf(sql, table);
    const own = table === 'case_file' ? 'id' : 'case_id';
    const selected = columns.map((name) => values[`${table}.${name}`] ?? `"${name}"`);
    await sql.script(
      `insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')})
       select ${selected.join(', ')} from ${table} where ${own} in (select id from copied)`,
    );
  }
  await sql.script('drop table copied');
}
