// What is other in one version of the lists than in another, in words. Rows are the same row by their code; a
// rule has none that lives on, so it is known by what it is for: subject, area and condition.
import { canonical, isSameRow, keyOf, type ListRow, type ListRows } from './list-rows.ts';
import { type Field, fieldsOf, type Names, nameOf, TABLE_WORDS, type Words } from './row-words.ts';

export type What = 'added' | 'gone' | 'changed';

export interface ListDifference {
  readonly table: ListRow['table'];
  /** Of the row as it is now; of one that is gone, as it was. */
  readonly row: string;
  readonly what: What;
  readonly name: Words;
  readonly fields: readonly {
    readonly name: Words;
    readonly before: Words | null;
    readonly after: Words | null;
  }[];
}

/** Rules with one purpose clash; then those that are equal go together, and the rest in order. */
function ruleKeys(rows: ListRows): Map<string, ListRow[]> {
  const byPurpose = new Map<string, ListRow[]>();
  for (const row of rows.values()) {
    if (row.table !== 'rule') continue;
    const { subjectCode, areaPath, condition } = row.rule;
    const key = canonical([subjectCode, areaPath, condition]);
    byPurpose.set(key, [...(byPurpose.get(key) ?? []), row]);
  }
  return byPurpose;
}

const saysOf = (row: ListRow): string => (row.table === 'rule' ? canonical({ ...row.rule, id: '' }) : '');

type Pair = readonly [before: ListRow | undefined, after: ListRow | undefined];

function rulePairs(before: ListRows, after: ListRows): Pair[] {
  const [old, now] = [ruleKeys(before), ruleKeys(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [were, are] = [[...(old.get(key) ?? [])], [...(now.get(key) ?? [])]];
    for (const row of [...are]) {
      const same = were.findIndex((one) => saysOf(one) === saysOf(row));
      if (same < 0) continue;
      were.splice(same, 1);
      are.splice(are.indexOf(row), 1);
    }
    return Array.from({ length: Math.max(were.length, are.length) }, (_, i): Pair => [were[i], are[i]]);
  });
}

function pairsOf(before: ListRows, after: ListRows): Pair[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].filter((key) => !key.startsWith('rule '));
  return [...keys.map((key): Pair => [before.get(key), after.get(key)]), ...rulePairs(before, after)];
}

function fieldDifferences(before: readonly Field[], after: readonly Field[]): ListDifference['fields'] {
  const names = new Map([...before, ...after].map(({ name }) => [name.zh, name]));
  const find = (fields: readonly Field[], zh: string) =>
    fields.find(({ name }) => name.zh === zh)?.value ?? null;
  return [...names.values()].flatMap((name) => {
    const [was, is] = [find(before, name.zh), find(after, name.zh)];
    return was?.zh === is?.zh && was?.en === is?.en ? [] : [{ name, before: was, after: is }];
  });
}

export function compareLists(before: ListRows, after: ListRows, names: Names): ListDifference[] {
  return pairsOf(before, after).flatMap(([was, is]): ListDifference[] => {
    const row = is ?? was;
    if (
      !row ||
      (was && is && (isSameRow(was, is) || (row.table === 'rule' && saysOf(was) === saysOf(is))))
    ) {
      return [];
    }
    const what: What = was ? (is ? 'changed' : 'gone') : 'added';
    const fields = fieldDifferences(was ? fieldsOf(was, names) : [], is ? fieldsOf(is, names) : []);
    return [{ table: row.table, row: keyOf(row), what, name: nameOf(row, names), fields }];
  });
}

const WHAT_WORDS: Readonly<Record<What, Words>> = {
  added: { zh: '新增', en: 'New' },
  gone: { zh: '删除', en: 'Gone' },
  changed: { zh: '修改', en: 'Changed' },
};

const SENTENCE = { zh: ['：', '；', '。', '无'], en: [': ', '; ', '.', 'nothing'] } as const;

/** `修改细类“E0110 道路破损”：处置时限 5 工作日 → 3 工作日。` */
export function tellDifference(difference: ListDifference, lang: 'zh' | 'en'): string {
  const { what, table, name, fields } = difference;
  const [colon, between, end, nothing] = SENTENCE[lang];
  const head =
    lang === 'zh'
      ? `${WHAT_WORDS[what].zh}${TABLE_WORDS[table].zh}“${name.zh}”`
      : `${WHAT_WORDS[what].en} ${TABLE_WORDS[table].en} “${name.en}”`;
  if (what !== 'changed') return head + end;
  const said = fields.map((field) => {
    const [was, is] = [field.before?.[lang] ?? nothing, field.after?.[lang] ?? nothing];
    return `${field.name[lang]} ${was} → ${is}`;
  });
  return head + colon + said.join(between) + end;
}

export const countOf = (differences: readonly ListDifference[], what: What): number =>
  differences.filter((one) => one.what === what).length;
