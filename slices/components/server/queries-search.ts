// SQL of looking for a thing by a few letters: each way is a range of an index, or stays inside an area that
// is a few thousand things; none reads a district's two million names.
import { type RawBuilder, sql } from 'kysely';
import { isEnd, type Search } from '../core/search.ts';

/** Of the index `component_name`: the order of bytes. */
export const NAME_ORDER = sql`c.name collate "C", c.code collate "C"`;

/** Behind every letter that may follow, in the order of bytes. */
const LAST = String.fromCodePoint(0x10ffff);

const begins = (digits: string): RawBuilder<unknown> =>
  sql`c.code between rpad(${digits}, 16, '0') and rpad(${digits}, 16, '9')`;

const reversed = (digits: string): string => [...digits].reverse().join('');

/** Of the index `component_code_end`: some hundreds of two million share four digits. */
const endsIn = (digits: string): RawBuilder<unknown> => {
  const end = reversed(digits);
  return sql`reverse(c.code) collate "C" between ${end} and ${`${end}~`}`;
};

function within(text: string, digits: string | null): RawBuilder<unknown> {
  const ways = [sql`position(${text} in c.name) > 0`];
  if (digits !== null) ways.push(begins(digits));
  if (digits !== null && isEnd(digits)) ways.push(sql`right(c.code, ${digits.length}) = ${digits}`);
  return sql`and (${sql.join(ways, sql` or `)})`;
}

export function foundBy(search: Search): RawBuilder<unknown> {
  if (search.by === 'code_begins') return sql`and ${begins(search.digits)}`;
  if (search.by === 'code_ends') return sql`and ${endsIn(search.digits)}`;
  if (search.by === 'within') return within(search.text, search.digits);
  return sql`and c.name collate "C" between ${search.text} and ${search.text + LAST}`;
}

/** Whether all that fit are gathered before they are put in order: few, and anywhere in the order of codes.
 *  The planner, which thinks that many fit, would walk the codes of the whole district for a page. */
export const isGathered = (search: Search | undefined): boolean =>
  search?.by === 'code_ends' || search?.by === 'within';

/** A page goes on behind a code; in the order of names, behind the name that this code has. */
export function afterCode(
  after: string | undefined,
  search: Search | undefined,
  districtId: string,
): RawBuilder<unknown> {
  if (after === undefined) return sql``;
  if (search?.by !== 'name_begins') return sql`and c.code > ${after}`;
  return sql`and (c.name collate "C", c.code collate "C") >
    ((select l.name from component l where l.district_id = ${districtId} and l.code = ${after}), ${after})`;
}
