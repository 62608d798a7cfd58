// What lists and searches are asked over: cases that say different things, reporters with numbers, and as
// many of them as a city has after years. Copies of cases that ended, on other days and with other words; the
// index of words is then filled by the product's own timer.
import { createHash } from 'node:crypto';
import type { Database } from '../platform/server/db/tx.ts';
import { indexWords } from '../slices/cases/server/index-words.ts';
import { tailIndex } from '../slices/cases/server/reporter-row.ts';
import type { Sql } from './cluster.ts';

type Say = (words: string) => void;

const oneOf = (words: readonly string[], by: string): string =>
  `(array['${words.join("','")}'])[1 + (h >> ${by}) % ${words.length}]`;

const WHERES = ['小区东门口', '学校对面', '菜市场旁', '公交站后', '河堤步道', '地铁口', '医院侧门', '桥下', '巷口'];
const THINGS = ['生活垃圾', '建筑渣土', '井盖', '路灯', '行道树', '共享单车', '占道摊位', '路面', '护栏', '公交站亭',
  '消防栓', '垃圾桶', '广告牌', '施工噪声', '积水', '化粪池', '晾衣绳', '电动车', '宣传栏'];
const FAULTS = ['堆放', '破损', '不亮', '倒伏', '乱停', '占用盲道', '坑洼', '松动', '污损', '缺失', '满溢', '扰民', '堵塞'];
const STREETS = ['滨江', '人民', '解放', '桂花', '龙腾', '建设', '望江', '新城', '东湖', '白鹤'];
/** Hardly anyone says this. */
export const RARE = '白鹭筑巢';

const hashOf = (text: string): string => `('x' || substr(md5(${text}), 1, 7))::bit(28)::int`;
/** Every case says something of its own: common words, and one in five thousand a rare one. */
const DESCRIPTION = `${oneOf(WHERES, '3')} || ${oneOf(THINGS, '7')} || ${oneOf(FAULTS, '11')}
  || '，第' || h || '件' || case when h % 5000 = 7 then '，现场有${RARE}' else '' end`;
const ADDRESS = `${oneOf(STREETS, '15')} || '路' || h % 999 || '号'`;

/** What a report of today says and where, of the same words as the stored ones. */
export function storyOf(n: number): { readonly description: string; readonly address: string } {
  const h = Number.parseInt(createHash('md5').update(String(n)).digest('hex').slice(0, 7), 16);
  const one = (words: readonly string[], by: number): string => words[(h >> by) % words.length] ?? '';
  return {
    description: `${one(WHERES, 3)}${one(THINGS, 7)}${one(FAULTS, 11)}，第${n}件`,
    address: `${one(STREETS, 15)}路${h % 999}号`,
  };
}

/** Those that were not copied, which say it from the first. */
async function sayDifferentThings(sql: Sql): Promise<void> {
  await sql.script(`
    update case_file set description = ${DESCRIPTION}, address = ${ADDRESS}
    from (select id as of_id, ${hashOf('id::text')} as h from case_file
      where public_code not like 'L%') as hashed
    where id = of_id`);
}

const COPIED_AT_ONCE = 50_000;
const PAST_DAYS = 720;

const MS = '(extract(epoch from f.created_at - make_interval(days => c.days)) * 1000)::bigint';
/** A later day's id sorts later, as the product's own do. */
const ID = `(lpad(to_hex(${MS}), 12, '0') || '7' || substr(md5(c.n || 'case'), 1, 3)
  || '8' || substr(md5(c.n || 'case'), 4, 15))::uuid`;

const columnsOf = async (sql: Sql, table: string): Promise<readonly string[]> =>
  (
    await sql.rows(`select column_name from information_schema.columns
      where table_name = '${table}' and is_generated = 'NEVER'`)
  ).map((row) => String(row.column_name));

/** With their whole histories, since a case is opened with its history and run again from it. Their seals
 *  are those of the cases they were copied from. */
async function grownBy(sql: Sql, count: number, from: number): Promise<void> {
  const [names, ofStep] = [await columnsOf(sql, 'case_file'), await columnsOf(sql, 'step')];
  const moved = ['created_at', 'updated_at', 'ended_at', 'deadline_at', 'dispatched_at', 'handled_at'];
  const told: Readonly<Record<string, string>> = {
    id: ID,
    number: `left(f.number, 6) || to_char(f.created_at - make_interval(days => c.days), 'YYYYMMDD')
      || '9' || lpad((c.n % 10000000)::text, 7, '0')`,
    public_code: `'L' || c.n`,
    description: DESCRIPTION,
    address: ADDRESS,
    ...Object.fromEntries(moved.map((name) => [name, `f.${name} - make_interval(days => c.days)`])),
  };
  const ofSteps: Readonly<Record<string, string>> = {
    case_id: ID,
    at: 's.at - make_interval(days => c.days)',
    made_at: 's.made_at - make_interval(days => c.days)',
  };
  await sql.script(`
    with source as materialized (
      select id, row_number() over (order by id) as place from case_file
      where not is_open and state = 'closed' and public_code not like 'L%'
    ), copied as materialized (
      select n + ${from} as n, ${hashOf(`(n + ${from})::text`)} as h, source.id,
        1 + (((n + ${from})::bigint * 7919) % ${PAST_DAYS})::int as days
      from generate_series(1, ${count}) as n
      join source on source.place = 1 + n % (select max(place) from source)
    ), filed as (
      insert into case_file (${names.join(', ')})
      select ${names.map((name) => told[name] ?? `f.${name}`).join(', ')}
      from copied as c join case_file as f on f.id = c.id
    )
    insert into step (${ofStep.join(', ')})
    select ${ofStep.map((name) => ofSteps[name] ?? `s.${name}`).join(', ')}
    from copied as c join case_file as f on f.id = c.id join step as s on s.case_id = c.id`);
}

/** A table is filled several times as fast while nothing keeps it in order. */
async function withoutIndexes(sql: Sql, table: string, work: () => Promise<void>): Promise<void> {
  const indexes = await sql.rows(`select c.relname as name, pg_get_indexdef(i.indexrelid) as made
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = '${table}'::regclass and not i.indisunique`);
  for (const { name } of indexes) await sql.script(`drop index ${String(name)}`);
  await work();
  for (const { made } of indexes) await sql.script(String(made));
}

/** Until so many cases are stored; the open ones stay as they are. */
export async function growLists(sql: Sql, total: number, say: Say): Promise<void> {
  const stored = async () => Number((await sql.rows('select count(*) as n from case_file'))[0]?.n ?? 0);
  // Copies refer to what their models referred to: asking again of ten million rows takes minutes.
  await sql.script('set session_replication_role = replica');
  await withoutIndexes(sql, 'case_file', async () => {
    for (let has = await stored(); has < total; has = await stored()) {
      await grownBy(sql, Math.min(COPIED_AT_ONCE, total - has), has);
      say(`${has} of ${total} cases for the lists`);
    }
  });
  await sql.script('reset session_replication_role');
}

const REPORTERS_AT_ONCE = 5_000;
export const phoneOf = (n: number): string => `139${String((n * 7_919) % 100_000_000).padStart(8, '0')}`;

const INSERT_REPORTERS = `
  insert into case_reporter (district_id, case_id, id, is_first, phone_sealed, phone_index, phone_tail_index,
    joined_at)
  select district_id, id, row_id, true, decode(sealed, 'hex'), decode(whole, 'hex'), decode(tail, 'hex'),
    now()
  from jsonb_to_recordset($1::jsonb)
    as r(district_id text, id uuid, row_id uuid, sealed text, whole text, tail text)`;

/** Every tenth came by telephone. */
async function addReporters(database: Database, sql: Sql): Promise<void> {
  const cases = await sql.rows(`select district_id, id from case_file where id not in
    (select case_id from case_reporter) order by md5(id::text) limit (select count(*) / 10 from case_file)`);
  for (let from = 0; from < cases.length; from += REPORTERS_AT_ONCE) {
    await database.transaction(async (tx) => {
      const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
      const rows = cases.slice(from, from + REPORTERS_AT_ONCE).map((one, at) => {
        const phone = phoneOf(from + at);
        return { ...one, row_id: tx.ids.next(), sealed: hex(tx.cipher.seal(phone)),
          whole: hex(tx.cipher.blindIndex(phone)), tail: hex(tailIndex(tx, phone)) };
      });
      await tx.query(INSERT_REPORTERS, [JSON.stringify(rows)]);
    });
  }
}

async function indexAll(database: Database, sql: Sql, say: Say): Promise<void> {
  await sql.script('truncate case_words; delete from case_words_mark');
  await withoutIndexes(sql, 'case_words', () => indexEach(database, sql, say));
}

async function indexEach(database: Database, sql: Sql, say: Say): Promise<void> {
  const kept = async () => Number((await sql.rows('select count(*) as n from case_words'))[0]?.n ?? 0);
  for (let before = -1, now = 0; now > before;) {
    before = now;
    for (let round = 0; round < 30; round++) await database.transaction((tx) => indexWords.run(tx));
    now = await kept();
    say(`${now} cases indexed`);
  }
}

/** Once per store, before anybody asks. */
export async function fillSearch(database: Database, sql: Sql, say: Say): Promise<void> {
  await sayDifferentThings(sql);
  say('every case says something of its own');
  await addReporters(database, sql);
  await indexAll(database, sql, say);
  await sql.script('vacuum analyze case_file, case_words, case_reporter');
}
