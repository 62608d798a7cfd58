// The lists as rows with keys, one for each line that a person edits: a class, an item, a problem, a rule,
// the terms that hold where nothing is said, and the heading. Lists and rows say the same; neither loses
// anything.
import type { Catalogue, DefaultTerms, Entry, Item, Problem, Rule } from './catalogue.ts';

export interface Heading {
  readonly title: string;
  readonly effectiveFrom: string;
}

export type ItemLine = Omit<Item, 'problems'>;

export type ListRow =
  | { readonly table: 'heading'; readonly heading: Heading }
  | { readonly table: 'defaults'; readonly defaults: DefaultTerms }
  | { readonly table: 'entry'; readonly entry: Entry }
  | { readonly table: 'item'; readonly item: ItemLine }
  | { readonly table: 'problem'; readonly itemCode: string; readonly problem: Problem }
  | { readonly table: 'rule'; readonly rule: Rule };

export type ListRows = ReadonlyMap<string, ListRow>;
/** What a version says, whoever keeps it. */
export type Lists = Pick<
  Catalogue,
  'title' | 'effectiveFrom' | 'defaults' | 'entries' | 'items' | 'rules'
>;

/** `entry E01`, `item E0110`, `problem E0110.2`, `rule <id>`, `defaults`, `heading`. */
export function keyOf(row: ListRow): string {
  switch (row.table) {
    case 'heading':
    case 'defaults':
      return row.table;
    case 'entry':
      return `entry ${row.entry.code}`;
    case 'item':
      return `item ${row.item.code}`;
    case 'problem':
      return `problem ${row.itemCode}.${row.problem.number}`;
    case 'rule':
      return `rule ${row.rule.id}`;
  }
}

export function rowsOf(lists: Lists): ListRows {
  const { title, effectiveFrom, defaults } = lists;
  const rows: ListRow[] = [
    { table: 'heading', heading: { title, effectiveFrom } },
    { table: 'defaults', defaults },
    ...lists.entries.map((entry): ListRow => ({ table: 'entry', entry })),
  ];
  for (const { problems, ...item } of lists.items) {
    rows.push({ table: 'item', item });
    for (const problem of problems) rows.push({ table: 'problem', itemCode: item.code, problem });
  }
  for (const rule of lists.rules) rows.push({ table: 'rule', rule });
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** The inverse; problems come in order of their number. The heading and the defaults must be among them. */
export function listsOf(rows: Iterable<ListRow>, heading: Heading, defaults: DefaultTerms): Lists {
  const entries: Entry[] = [];
  const items = new Map<string, ItemLine>();
  const problems = new Map<string, Problem[]>();
  const rules: Rule[] = [];
  let [head, terms] = [heading, defaults];
  for (const row of rows) {
    if (row.table === 'heading') head = row.heading;
    else if (row.table === 'defaults') terms = row.defaults;
    else if (row.table === 'entry') entries.push(row.entry);
    else if (row.table === 'item') items.set(row.item.code, row.item);
    else if (row.table === 'rule') rules.push(row.rule);
    else problems.set(row.itemCode, [...(problems.get(row.itemCode) ?? []), row.problem]);
  }
  const whole = [...items.values()].map((item) => ({
    ...item,
    problems: (problems.get(item.code) ?? []).sort((a, b) => a.number - b.number),
  }));
  return { ...head, defaults: terms, entries, items: whole, rules };
}

/** The same text for the same values, in whatever order their fields were written. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}

export const isSameRow = (a: ListRow | undefined, b: ListRow | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && canonical(a) === canonical(b));
