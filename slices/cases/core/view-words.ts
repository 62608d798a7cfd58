// A view in words: for the chips of a screen and the head of an export. What an id is called is told by
// whoever asks; a code without a name is shown as it is.
import {
  FILTER_NAMES, type FilterKind, type FilterName, filterOf, SORTS, type SortName,
} from './list-filters.ts';

type Language = 'zh' | 'en';
/** What it is called; undefined where nobody knows. */
export type NameOf = (kind: FilterKind, id: string) => string | undefined;
export type Asked = Readonly<Partial<Record<FilterName, unknown>>>;

const valuesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined && one !== '').map(String);

export interface FilterWords {
  readonly name: FilterName;
  readonly label: string;
  readonly values: string;
}

const FLAG = { zh: ['否', '是'], en: ['no', 'yes'] } as const;

function valueWords(name: FilterName, value: string, language: Language, nameOf: NameOf): string {
  const { kind, wordsOf } = filterOf(name);
  if (wordsOf) return wordsOf(value, language);
  if (kind === 'flag') return FLAG[language][value === 'true' ? 1 : 0];
  if (kind === 'outline') return language === 'zh' ? '已圈选' : 'drawn on the map';
  return nameOf(kind, value) ?? value;
}

/** One of each filter that is set, in the order of the table. */
export function filterWords(asked: Asked, language: Language, nameOf: NameOf): FilterWords[] {
  return FILTER_NAMES.flatMap((name) => {
    const values = valuesOf(asked[name]).map((value) => valueWords(name, value, language, nameOf));
    const join = language === 'zh' ? '、' : ', ';
    return values.length === 0 ? [] : [{ name, label: filterOf(name)[language], values: values.join(join) }];
  });
}

/** The whole view on one line. */
export function viewWords(
  asked: Asked, sort: SortName | undefined, language: Language, nameOf: NameOf,
): string {
  const colon = language === 'zh' ? '：' : ': ';
  const parts = filterWords(asked, language, nameOf).map(({ label, values }) => label + colon + values);
  const all = parts.length === 0 ? [language === 'zh' ? '全部案件' : 'all cases'] : parts;
  return [...all, ...(sort ? [SORTS[sort][language]] : [])].join(language === 'zh' ? '；' : '; ');
}
