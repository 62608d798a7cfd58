// The figures of a brief as data: what each counts, in words, and of which counts of evaluation (or of the
// pushes) it is made. The number in a sentence and the list that it opens come from the same row. Pure.
import type { CountName } from '../../evaluation/core/counts.ts';

export const FIGURE_IDS = [
  'reported',
  'valid',
  'solved_on_spot',
  'due',
  'closed',
  'closed_in_time',
  'closed_late',
  'overdue',
  'pushed',
  'returned',
  'reworked',
  'reopened',
] as const;
export type FigureId = (typeof FIGURE_IDS)[number];

/** area: of the matters of an area · unit: of the work of all its units together · push: of the pushes */
export type Source =
  | { readonly of: 'area' | 'unit'; readonly count: CountName; readonly without?: CountName }
  | { readonly of: 'push' };

export interface FigureSpec {
  readonly zh: string;
  readonly en: string;
  /** Cases, each once; or how often it happened in them. */
  readonly measure: 'cases' | 'times';
  readonly what: string;
  readonly source: Source;
}

const matters = (
  zh: string,
  en: string,
  what: string,
  count: CountName,
  without?: CountName,
): FigureSpec => ({
  zh,
  en,
  measure: 'cases',
  what,
  source: { of: 'area', count, ...(without ? { without } : {}) },
});

export const FIGURES: Readonly<Record<FigureId, FigureSpec>> = {
  reported: matters(
    '上报',
    'reported',
    '上报日在本期内的案件，并案、撤回的不计，拆分办理的计一件',
    'reported',
  ),
  valid: matters('受理', 'accepted', '其中已受理的案件', 'valid'),
  solved_on_spot: matters('随手处置', 'solved on the spot', '其中由上报人当场处置的案件', 'solved_on_spot'),
  due: matters('应结案', 'due to close', '总时限在本期内到期的案件，随手处置、挂账、强制结案的不计', 'due'),
  closed: matters('已结案', 'closed', '应结案中已经结案的', 'closed'),
  closed_in_time: matters('按期结案', 'closed in time', '应结案中在总时限内结案的', 'closed_in_time'),
  closed_late: matters('超期结案', 'closed late', '应结案中超过总时限结案的', 'closed_late'),
  overdue: matters('到期未结', 'overdue and open', '应结案中截至统计时仍未结案的', 'due', 'closed'),
  pushed: {
    zh: '督办',
    en: 'pushes',
    measure: 'times',
    what: '本期内发出的催办、督办、约谈、通报',
    source: { of: 'push' },
  },
  returned: {
    zh: '退单',
    en: 'returns',
    measure: 'times',
    what: '处置时限在本期内的工作中，单位退回的次数',
    source: { of: 'unit', count: 'returned' },
  },
  reworked: {
    zh: '返工',
    en: 'reworks',
    measure: 'times',
    what: '处置时限在本期内的工作中，核查后退回重做的次数',
    source: { of: 'unit', count: 'reworked' },
  },
  reopened: {
    zh: '重开',
    en: 'reopenings',
    measure: 'times',
    what: '应结案中结案后又重开的次数',
    source: { of: 'area', count: 'reopened' },
  },
};

export type Amounts = Readonly<Record<FigureId, number>>;

interface Counted {
  readonly cases: number;
  readonly times: number;
}

/** What is counted of an area, of each of its units, and pushed. */
export interface Sums {
  readonly area: ReadonlyMap<CountName, Counted>;
  readonly units: readonly (readonly [CountName, Counted])[];
  readonly pushed: number;
}

function amountOf({ measure, source }: FigureSpec, { area, units, pushed }: Sums): number {
  if (source.of === 'push') return pushed;
  if (source.of === 'unit') {
    return units.reduce((sum, [name, one]) => sum + (name === source.count ? one[measure] : 0), 0);
  }
  const all = area.get(source.count)?.[measure] ?? 0;
  return all - (source.without ? (area.get(source.without)?.[measure] ?? 0) : 0);
}

export const amountsOf = (sums: Sums): Amounts =>
  Object.fromEntries(FIGURE_IDS.map((id) => [id, amountOf(FIGURES[id], sums)])) as Record<FigureId, number>;

export const NO_AMOUNTS = amountsOf({ area: new Map(), units: [], pushed: 0 });
