// All SQL of the lists workshop: drafts as copies, their rows one by one, their steps.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ListsPatch } from '../core/edit-lists.ts';
import type { ListRow } from '../core/list-rows.ts';
import { keyOf } from '../core/list-rows.ts';
import { insertLists } from './queries-lists.ts';

export type StepKind = 'save' | 'remove' | 'undo' | 'file';

export interface Editor {
  readonly id: string;
  readonly name: string;
}

export interface ListStep extends ListsPatch {
  readonly seq: number;
  readonly kind: StepKind;
  readonly madeAt: Instant;
  readonly madeByName: string;
}

/** Of the rows of a patch those that were saved by a step later than `revision`, with who did it last. */
export async function findChangedSince(
  tx: Tx,
  catalogueId: Id,
  revision: number,
  keys: readonly string[],
): Promise<{ readonly row: string; readonly byName: string } | undefined> {
  const { rows } = await sql<{ row_keys: string[]; made_by_name: string }>`
    select row_keys, made_by_name from catalogue_step
    where catalogue_id = ${catalogueId}::uuid and seq > ${revision} and row_keys && ${[...keys]}::text[]
    order by seq desc limit 1`.execute(tx.db);
  const [found] = rows;
  if (!found) return undefined;
  return { row: found.row_keys.find((key) => keys.includes(key)) ?? '', byName: found.made_by_name };
}

export async function insertListStep(
  tx: Tx,
  catalogueId: Id,
  step: ListsPatch & { readonly seq: number; readonly kind: StepKind },
  by: Editor,
): Promise<void> {
  const keys = [...new Set([...step.before, ...step.after].map(keyOf))];
  await sql`
    insert into catalogue_step (catalogue_id, seq, kind, row_keys, before, after, made_at, made_by,
      made_by_name)
    values (${catalogueId}::uuid, ${step.seq}, ${step.kind}, ${keys}::text[],
      ${JSON.stringify(step.before)}::jsonb, ${JSON.stringify(step.after)}::jsonb,
      ${toIso(tx.now)}::timestamptz, ${by.id}, ${by.name})`.execute(tx.db);
}

interface StoredStep {
  readonly seq: number;
  readonly kind: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly made_at: Instant;
  readonly made_by_name: string;
}

const toStep = (row: StoredStep): ListStep => ({
  seq: row.seq,
  kind: row.kind as StepKind,
  before: row.before as ListRow[],
  after: row.after as ListRow[],
  madeAt: row.made_at,
  madeByName: row.made_by_name,
});

const steps = (tx: Tx, catalogueId: Id) =>
  tx.db
    .selectFrom('catalogue_step')
    .select(['seq', 'kind', 'before', 'after', 'made_at', 'made_by_name'])
    .where('catalogue_id', '=', catalogueId);

export async function findListStep(tx: Tx, catalogueId: Id, seq: number): Promise<ListStep | undefined> {
  const row = await steps(tx, catalogueId).where('seq', '=', seq).executeTakeFirst();
  return row && toStep(row);
}

/** The newest first. */
export async function listListSteps(
  tx: Tx,
  catalogueId: Id,
  limit: number,
  before?: number,
): Promise<ListStep[]> {
  const rows = await steps(tx, catalogueId)
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toStep);
}

/** A draft that was checked is a draft again. */
export async function setListRevision(tx: Tx, id: Id, revision: number, by: Editor): Promise<void> {
  await tx.db
    .updateTable('catalogue')
    .set({ revision, revised_by_name: by.name, state: 'draft' })
    .where('id', '=', id)
    .execute();
}

async function deleteRow(tx: Tx, catalogueId: Id, row: ListRow): Promise<void> {
  if (row.table === 'rule') {
    await tx.db.deleteFrom('catalogue_rule').where('id', '=', row.rule.id)
      .where('catalogue_id', '=', catalogueId).execute();
  } else if (row.table === 'problem') {
    await tx.db.deleteFrom('catalogue_problem').where('catalogue_id', '=', catalogueId)
      .where('item_code', '=', row.itemCode).where('number', '=', row.problem.number).execute();
  } else if (row.table === 'item') {
    await tx.db.deleteFrom('catalogue_item').where('catalogue_id', '=', catalogueId)
      .where('code', '=', row.item.code).execute();
  } else if (row.table === 'entry') {
    await tx.db.deleteFrom('catalogue_entry').where('catalogue_id', '=', catalogueId)
      .where('code', '=', row.entry.code).execute();
  }
}

async function putHead(tx: Tx, id: Id, row: ListRow): Promise<boolean> {
  if (row.table !== 'heading' && row.table !== 'defaults') return false;
  const set =
    row.table === 'heading'
      ? { title: row.heading.title, effective_from: row.heading.effectiveFrom }
      : { defaults: JSON.stringify(row.defaults) };
  await tx.db.updateTable('catalogue').set(set).where('id', '=', id).execute();
  return true;
}

const updates = {
  entry: (tx: Tx, id: Id, { entry }: ListRow & { table: 'entry' }) =>
    tx.db.updateTable('catalogue_entry').set({ name: entry.name, name_en: entry.nameEn })
      .where('catalogue_id', '=', id).where('code', '=', entry.code).execute(),
  item: (tx: Tx, id: Id, { item }: ListRow & { table: 'item' }) =>
    tx.db.updateTable('catalogue_item')
      .set({
        component_class: item.componentClass,
        name: item.name,
        name_en: item.nameEn,
        aliases: JSON.stringify(item.aliases),
        keywords: JSON.stringify(item.keywords),
        duplicate_radius_metres: item.duplicateRadiusMetres,
        duplicate_days: item.duplicateDays,
        terms: JSON.stringify(item.terms),
      })
      .where('catalogue_id', '=', id).where('code', '=', item.code).execute(),
  problem: (tx: Tx, id: Id, { itemCode, problem }: ListRow & { table: 'problem' }) =>
    tx.db.updateTable('catalogue_problem')
      .set({
        name: problem.name,
        name_en: problem.nameEn,
        file_when: problem.fileWhen,
        close_when: problem.closeWhen,
        terms: JSON.stringify(problem.terms),
      })
      .where('catalogue_id', '=', id).where('item_code', '=', itemCode)
      .where('number', '=', problem.number).execute(),
  rule: (tx: Tx, id: Id, { rule }: ListRow & { table: 'rule' }) =>
    tx.db.updateTable('catalogue_rule')
      .set({
        subject_code: rule.subjectCode,
        area_path: rule.areaPath,
        condition: JSON.stringify(rule.condition),
        unit_kind: 'unitId' in rule.responsible ? null : rule.responsible.unitKind,
        unit_level: 'unitId' in rule.responsible ? null : rule.responsible.unitLevel,
        unit_id: 'unitId' in rule.responsible ? rule.responsible.unitId : null,
        co_units: JSON.stringify(rule.coUnits),
        centre_level: rule.centreLevel,
        terms: JSON.stringify(rule.terms),
      })
      .where('id', '=', rule.id).where('catalogue_id', '=', id).execute(),
};

async function putChanged(tx: Tx, id: Id, row: ListRow): Promise<void> {
  if (row.table === 'entry') await updates.entry(tx, id, row);
  else if (row.table === 'item') await updates.item(tx, id, row);
  else if (row.table === 'problem') await updates.problem(tx, id, row);
  else if (row.table === 'rule') await updates.rule(tx, id, row);
}

/** From what hangs under others to what they hang under. */
const TAKEN_FIRST = ['rule', 'problem', 'item', 'entry', 'defaults', 'heading'];
const depth = ({ table }: ListRow): number => TAKEN_FIRST.indexOf(table);
/** A subclass goes before its class, and comes after it. */
const entryLength = (row: ListRow): number => (row.table === 'entry' ? row.entry.code.length : 0);

/** The rows of a draft as they are after the patch. New rows come behind the others. */
export async function writePatch(tx: Tx, id: Id, { before, after }: ListsPatch): Promise<void> {
  const [had, has] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  const gone = before.filter((row) => !has.has(keyOf(row)));
  gone.sort((a, b) => depth(a) - depth(b) || entryLength(b) - entryLength(a));
  for (const row of gone) await deleteRow(tx, id, row);
  const fresh: ListRow[] = [];
  for (const row of after) {
    if (await putHead(tx, id, row)) continue;
    if (had.has(keyOf(row))) await putChanged(tx, id, row);
    else fresh.push(row);
  }
  if (fresh.length > 0) await insertFresh(tx, id, fresh);
}

async function insertFresh(tx: Tx, id: Id, rows: readonly ListRow[]): Promise<void> {
  const entries = rows.flatMap((row) => (row.table === 'entry' ? [row.entry] : []));
  entries.sort((a, b) => a.code.length - b.code.length);
  const problems = rows.flatMap((row) => (row.table === 'problem' ? [row] : []));
  await insertLists(tx, id, {
    entries,
    items: rows.flatMap((row) => (row.table === 'item' ? [{ ...row.item, problems: [] }] : [])),
    rules: rows.flatMap((row) => (row.table === 'rule' ? [row.rule] : [])),
    problems,
  }, await lastPosition(tx, id));
}

async function lastPosition(tx: Tx, id: Id): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(position), -1) + 1 as last from (
      select position from catalogue_entry where catalogue_id = ${id}::uuid
      union all select position from catalogue_item where catalogue_id = ${id}::uuid
      union all select position from catalogue_rule where catalogue_id = ${id}::uuid) as line`.execute(tx.db);
  return rows[0]?.last ?? 0;
}

export async function setBeginning(
  tx: Tx,
  id: Id,
  of: { readonly copiedFrom: Id; readonly basedOn: Id | null },
): Promise<void> {
  await tx.db.updateTable('catalogue').set({ copied_from: of.copiedFrom, based_on: of.basedOn })
    .where('id', '=', id).execute();
}

export async function deleteVersion(tx: Tx, id: Id): Promise<void> {
  await tx.db.deleteFrom('catalogue').where('id', '=', id).execute();
}
