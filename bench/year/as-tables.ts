// The plain SQL that counts once more is one statement of many named parts, which read each other without a
// key: over a whole year that would take days. Here each part becomes a table of the session with its key,
// for some thousand cases at a time. The words of the statement stay as they are.
import { assert } from '../../kernel/assert.ts';

interface Parts {
  readonly parts: readonly (readonly [name: string, query: string])[];
  /** What is asked of them. */
  readonly rest: string;
}

/** Reads `with a as (…), b as (…) select …`. Brackets inside of words in quotes are not understood. */
export function partsOf(text: string): Parts {
  const parts: (readonly [string, string])[] = [];
  let rest = text.trim().replace(/^with\s/, '');
  for (let found = /^\s*(\w+) as \(/.exec(rest); found; found = /^\s*(\w+) as \(/.exec(rest)) {
    let depth = 1;
    let at = found[0].length;
    for (; depth > 0 && at < rest.length; at++) depth += { '(': 1, ')': -1 }[rest[at] ?? ''] ?? 0;
    assert(depth === 0, `the part ${found[1]} has an end`);
    parts.push([found[1] ?? '', rest.slice(found[0].length, at - 1)]);
    rest = rest.slice(at);
    if (!rest.trimStart().startsWith(',')) break;
    rest = rest.trimStart().slice(1);
  }
  return { parts, rest };
}

const KEYS = ['case_id', 'id'];

/** Each a table of the session, in the place of one of the same name that is there. `pg_temp` is said
 *  throughout: without it a real table of that name would go. */
export const tableOf = (name: string, query: string): string => `
  drop table if exists pg_temp."${name}";
  create temp table "${name}" as ${query};`;

/** By the case, where it has one; and its figures, so that the key is used. */
export const keyOf = (name: string): string => `
  do $$ declare key text; begin
    select column_name into key from information_schema.columns
      where table_schema like 'pg_temp%' and table_name = '${name}'
        and column_name in (${KEYS.map((key) => `'${key}'`).join(', ')})
      order by column_name limit 1;
    if key is not null then execute format('create index on pg_temp.%I (%I)', '${name}', key); end if;
  end $$;
  analyze pg_temp."${name}";`;
