// The staff of an area as a table that can be edited and brought in again: one line per post. Numbers leave
// masked; one that stays masked in the file is left as it is when it comes back. Who took it is on record.
import { isRefusal } from '../../../kernel/refusal.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { csvOf } from '../../../platform/server/sheets/csv.ts';
import { xlsxOf } from '../../../platform/server/sheets/xlsx.ts';
import { type ChangeEntry, factsOf, textFact } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { areaTree } from '../../areas/server/public.ts';
import { headingsIn, MOST_IMPORT_ROWS } from '../core/import-columns.ts';
import { type Language, maskPhone } from '../core/person.ts';
import { peoplePolicy } from '../core/policy.ts';
import { chainOf } from './import-world.ts';
import { listRoster } from './queries-roster.ts';
import { listPostsOf } from './queries-posts.ts';
import { placeName, TITLES } from './tell-change.ts';
import { unitDirectory } from './unit-snapshot.ts';

type Line = (string | null)[];
const WIDTHS = [12, 18, 16, 28, 8, 14, 26, 32, 12, 12];

async function* once(lines: readonly Line[]) {
  yield lines;
}

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

export type TableForm = 'xlsx' | 'csv';

const tableOf = (lines: readonly Line[], form: TableForm): Promise<Buffer> =>
  whole(form === 'csv' ? csvOf(once(lines)) : xlsxOf({ name: 'people', widths: WIDTHS }, once(lines)));

export interface ExportAsked {
  readonly areaPath: string;
  readonly language: Language;
  readonly form: TableForm;
}

const SAMPLE: Readonly<Record<Language, Line>> = {
  zh: ['示例（请删除）', 'zhang.san', '13800000000', '', '中文', '', '', '', '', ''],
  en: ['Example (delete this line)', 'zhang.san', '13800000000', '', 'English', '', '', '', '', ''],
};

export const templateOf = (language: Language, form: TableForm): Promise<Buffer> =>
  tableOf([headingsIn(language), SAMPLE[language]], form);

/** Who took whose names away, and how many. */
async function tellExport(tx: Tx, { areaPath, form }: ExportAsked, lines: number): Promise<ChangeEntry> {
  return {
    operation: 'person.export',
    title: TITLES['person.export'],
    areaPath,
    subject: { kind: 'areas', id: areaPath, name: await placeName(tx, areaPath) },
    facts: factsOf(
      textFact({ zh: '行数', en: 'lines' }, null, String(lines)),
      textFact({ zh: '格式', en: 'form' }, null, form),
    ),
  };
}

export async function exportPeople(
  tx: Tx,
  cipher: Cipher,
  actor: Actor,
  asked: ExportAsked,
): Promise<Buffer> {
  const { areaPath, language, form } = asked;
  requireRight(peoplePolicy, actor, 'person.export', { areaPath });
  const people = await listRoster(tx, { areaPath, limit: MOST_IMPORT_ROWS });
  const posts = await listPostsOf(
    tx,
    people.map((person) => person.id),
  );
  const directory = await unitDirectory(tx);
  const tree = await areaTree(tx, areaPath.slice(0, 6));
  const place = (path: string) => (isRefusal(tree) ? path : chainOf(tree, path));
  const word = { zh: { zh: '中文', en: '英文' }, en: { zh: 'Chinese', en: 'English' } } as const;
  const lines = people.flatMap((person): Line[] => {
    const phone = person.phoneSealed === null ? '' : maskPhone(cipher.open(person.phoneSealed));
    const own = [person.name, person.login, phone, place(person.areaPath), word[language][person.language]];
    const held = posts.filter((post) => post.personId === person.id);
    if (held.length === 0) return [[...own, '', '', '', '', '']];
    return held.map((post) => [
      ...own,
      ROLE_WORDS[post.role][language],
      directory.unit(post.unitId)?.code ?? '',
      place(post.areaPath),
      post.fromDate,
      post.toDate,
    ]);
  });
  const table = await tableOf([headingsIn(language), ...lines], form);
  await recordChanges(tx, actor, [await tellExport(tx, asked, lines.length)]);
  return table;
}
