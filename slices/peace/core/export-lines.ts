// The table of indexes as lines of a file: of each area the index, and one line for each series that makes it
// up, so that whoever adds up the points of an area gets its index. The same words as on the screen. Pure.
import type { IndexRow, IndexTable } from './contract-index.ts';
import { COLOUR_WORDS, REFERENCE_WORDS, UNJUDGED_WORDS } from './scheme-words.ts';

type Language = 'zh' | 'en';
type ExportCell = string | number | null;
type ExportLine = readonly ExportCell[];
type Contribution = IndexRow['contributions'][number];

const HEADINGS = {
  zh: ['区域编码', '区域', '项目', '数值', '得分', '满分', '比较', '颜色', '可评权重（%）', '上期', '上年同期'],
  en: [
    'area code',
    'area',
    'item',
    'value',
    'points',
    'of',
    'held against',
    'colour',
    'weight known (%)',
    'before',
    'a year ago',
  ],
} as const;

const WORDS = {
  zh: {
    title: '平安指数',
    index: '指数',
    scheme: '方案',
    template: '公开模板',
    edition: (n: number, from: string) => `第 ${n} 版，${from} 起施行`,
    standing: '数据',
    published: (n: number) => `已公布，第 ${n} 版`,
    unpublished: '未公布，按导出时的数值',
    notJudged: '未评',
    worse: (by: string) => `差 ${by}%`,
    better: (by: string) => `好 ${by}%`,
    fromZero: '基准为零',
    from: (was: string) => `基准 ${was}`,
    and: '；',
  },
  en: {
    title: 'Peace index',
    index: 'index',
    scheme: 'scheme',
    template: 'published template',
    edition: (n: number, from: string) => `edition ${n}, in force from ${from}`,
    standing: 'figures',
    published: (n: number) => `published, revision ${n}`,
    unpublished: 'not published: by the values of the moment',
    notJudged: 'not judged',
    worse: (by: string) => `${by}% worse`,
    better: (by: string) => `${by}% better`,
    fromZero: 'there was none',
    from: (was: string) => `was ${was}`,
    and: '; ',
  },
} as const;

/** Figures are decimal texts of two places: a number holds them as they are. */
const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));

function comparedWords({ why, references }: Contribution, language: Language): string {
  const t = WORDS[language];
  const told = references.map(({ to, was, worseBy, why: unknown }) => {
    const name = REFERENCE_WORDS[to][language];
    if (unknown !== null) return `${name} ${UNJUDGED_WORDS[unknown][language]}`;
    if (worseBy === null) return `${name} ${t.fromZero}`;
    const by = worseBy.startsWith('-') ? t.better(worseBy.slice(1)) : t.worse(worseBy);
    return `${name} ${t.from(was ?? '')} ${by}`;
  });
  return [...(why === null ? [] : [UNJUDGED_WORDS[why][language]]), ...told].join(t.and);
}

function linesOf(row: IndexRow, nameOf: (id: string) => string, language: Language): ExportLine[] {
  const t = WORDS[language];
  const head = [row.areaPath, language === 'zh' ? row.name : row.nameEn];
  const { index, colour, judged, before, yearAgo } = row;
  const colourWord = colour === null ? t.notJudged : COLOUR_WORDS[colour][language];
  const last = [colourWord, numberOf(judged), numberOf(before), numberOf(yearAgo)];
  return [
    [...head, t.index, null, numberOf(index), 100, null, ...last],
    ...row.contributions.map((one): ExportLine => {
      const of = one.kind === 'part' ? numberOf(one.of) : null;
      const told = comparedWords(one, language);
      return [...head, nameOf(one.indicator), numberOf(one.value), numberOf(one.points), of, told];
    }),
  ];
}

export function exportLines(table: IndexTable, language: Language): readonly ExportLine[] {
  const t = WORDS[language];
  const { span, scheme, published, rows, names } = table;
  const { edition, validFrom, body } = scheme;
  const which = edition === null || validFrom === null ? t.template : t.edition(edition, validFrom);
  const nameOf = (id: string): string => names.find(({ indicator }) => indicator === id)?.[language] ?? id;
  return [
    [t.title, span[language]],
    [t.scheme, `${body[language]} (${which})`],
    [t.standing, published ? t.published(published.revision) : t.unpublished],
    [],
    HEADINGS[language],
    ...rows.flatMap((row) => linesOf(row, nameOf, language)),
  ];
}
