// The filters of a list of cases as one table: what each is called, what it asks, and which clause it
// becomes. The query's schema, the SQL, the chips of the screen and the head of an export are made from it,
// so that a filter is one line here. Small: screens load it too.
import type { CounterName } from './case-file.ts';
import { CHANNEL_CODES, codeWords, STATES, stageWords, stateWords } from './case-words.ts';
import { FIGURE_IDS, figureOf } from './figures.ts';
import { PERIOD_WORDS } from './figure-words.ts';
import { FLOWS } from './flows.ts';
import { SEVERITIES } from './severity.ts';
import { LEVEL_WORDS } from './levels.ts';

type Language = 'zh' | 'en';
type Pair = Readonly<Record<Language, string>>;
const pair = (zh: string, en: string): Pair => ({ zh, en });

/** What a screen offers to fill the filter with. */
export type FilterKind =
  | 'choice' | 'flag' | 'area' | 'unit' | 'person' | 'item' | 'case' | 'words' | 'time' | 'outline'
  | 'component';

/** What it becomes. `part`: part of which cases are walked at all, or of several clauses: by its own name. */
export type FilterClause =
  | { readonly is: 'one_of'; readonly of: EqualColumn; readonly isOpenOnly?: true }
  | { readonly is: 'from' | 'until'; readonly of: TimeColumn }
  | { readonly is: 'marked' | 'part' };

export type EqualColumn = 'state' | 'unit_id' | 'item_code' | 'stage' | 'holder_unit_id' | 'channel'
  | 'severity' | 'centre_unit_id' | 'holder_person_id' | 'closing_code' | 'component_id';
export type TimeColumn = 'created_at' | 'ended_at' | 'due_at';

/** What has happened to a case, by the counter that tells it. */
export const MARKS = {
  returned: { ...pair('退过单', 'returned'), counter: 'returns' },
  reworked: { ...pair('返过工', 'reworked'), counter: 'reworks' },
  reopened: { ...pair('重开过', 'reopened'), counter: 'reopens' },
  merged_in: { ...pair('有并入案件', 'others merged in'), counter: 'mergedIn' },
  extended: { ...pair('延过期', 'extended'), counter: 'extensions' },
  suspended: { ...pair('挂过账', 'was suspended'), counter: 'suspensions' },
  pushed: pair('被督办', 'pushed'),
  parts: pair('已拆分', 'in parts'),
} as const satisfies Readonly<Record<string, Pair & { readonly counter?: CounterName }>>;
export type MarkName = keyof typeof MARKS;

/** Every state that is not the end, and every one that is, under one word. */
export const STATE_GROUPS = { open: pair('未结束', 'open'), ended: pair('已结束', 'ended') } as const;

const ALL_STATES = [...new Set(FLOWS.flatMap((flow) => Object.keys(flow.states)))];
const STAGES = [...new Set(FLOWS.flatMap((flow) =>
  Object.values(flow.states).flatMap(({ stage }) => stage ?? [])))];
export const OPEN_STATES: readonly string[] = [...new Set(FLOWS.flatMap((flow) =>
  Object.entries(flow.states).flatMap(([state, { isOpen }]) => (isOpen ? [state] : []))))];
export const ENDED_STATES: readonly string[] = ALL_STATES.filter((state) => !OPEN_STATES.includes(state));

const GROUP_WORDS: Readonly<Record<string, Pair>> = STATE_GROUPS;

const DUES = {
  overdue: pair('环节已超时', 'past the limit of its stage'),
  today: pair('24 小时内到期', 'due within 24 hours'),
  paused: pair('计时暂停', 'clock paused'),
} as const;
const MINES = { held: pair('本单位承办', 'held by my unit'),
  reported: pair('我上报的', 'reported by me') } as const;
export const LAMPS = {
  green: pair('绿灯', 'green'), yellow: pair('黄灯', 'yellow'), orange: pair('橙灯', 'orange'),
  red: pair('红灯', 'red'), paused: pair('暂停', 'paused'),
} as const;
export const SORTS = {
  newest: pair('最新上报在前', 'newest first'),
  oldest: pair('最早上报在前', 'oldest first'),
  due: pair('环节先到期在前', 'stage due first'),
  deadline: pair('全案先到期在前', 'deadline first'),
  updated: pair('最近有变化在前', 'last changed first'),
} as const;
export type SortName = keyof typeof SORTS;

/** `within` is `lon,lat;lon,lat…`; with more corners it is refused. */
export const MOST_CORNERS = 100;

/** How its value is spelt: `codes`, `ids` and `texts` may be given several times, and any of them will do. A
 *  moment is a day of the district (its end, for `…Until`), or an instant with its offset. */
export type FilterValue =
  | 'code' | 'codes' | 'id' | 'ids' | 'texts' | 'area' | 'moment' | 'flag' | 'words' | 'outline';

const keysOf = <T extends object>(of: T) => Object.keys(of) as (keyof T & string)[];

export interface ListFilter<V extends FilterValue = FilterValue> extends Pair {
  readonly value: V;
  readonly kind: FilterKind;
  readonly clause: FilterClause;
  /** For `choice`: what there is to choose from, and what a code is called. */
  readonly choices?: readonly string[];
  readonly wordsOf?: (code: string, language: Language) => string;
}

type Rest = Omit<ListFilter, 'value' | 'zh' | 'en'>;
const filter = <V extends FilterValue>(zh: string, en: string, value: V, rest: Rest): ListFilter<V> =>
  ({ zh, en, value, ...rest });

const wordsIn = (table: Readonly<Record<string, Pair>>) => (code: string, language: Language): string =>
  table[code]?.[language] ?? code;
const among = (table: Readonly<Record<string, Pair>>, clause: FilterClause): Rest =>
  ({ kind: 'choice', choices: Object.keys(table), wordsOf: wordsIn(table), clause });
const PART: FilterClause = { is: 'part' };
const equal = (of: EqualColumn): FilterClause => ({ is: 'one_of', of });
const codes = (of: EqualColumn, field: string, choices: readonly string[]): Rest => ({
  kind: 'choice', choices, clause: equal(of), wordsOf: (code, language) => codeWords(field, code, language),
});
const time = (is: 'from' | 'until', of: TimeColumn): Rest => ({ kind: 'time', clause: { is, of } });

export const CLOSING_CODES: readonly string[] = ['solved', 'explained', 'no_action_needed', 'planned',
  'solved_on_spot', 'forced'];

const FIGURE_WORDS = Object.fromEntries(FIGURE_IDS.map((id) => [id, figureOf(id) ?? pair(id, id)]));

export const LIST_FILTERS = {
  state: filter('状态', 'State', 'texts', {
    kind: 'choice', choices: ['open', 'ended', ...STATES], clause: PART,
    wordsOf: (code, language) => GROUP_WORDS[code]?.[language] ?? stateWords(code, language),
  }),
  lamp: filter('亮灯', 'Lamp', 'codes', among(LAMPS, PART)),
  due: filter('到期', 'Due', 'code', among(DUES, PART)),
  areaPath: filter('区域', 'Area', 'area', { kind: 'area', clause: PART }),
  unitId: filter('责任单位', 'Responsible unit', 'ids', { kind: 'unit', clause: equal('unit_id') }),
  holderUnitId: filter('当前承办单位', 'Now with', 'ids', {
    kind: 'unit', clause: { is: 'one_of', of: 'holder_unit_id', isOpenOnly: true },
  }),
  holderPersonId: filter('承办人', 'Person', 'ids', {
    kind: 'person', clause: { is: 'one_of', of: 'holder_person_id', isOpenOnly: true },
  }),
  centreUnitId: filter('主管中心', 'Centre in charge', 'ids',
    { kind: 'unit', clause: equal('centre_unit_id') }),
  coUnitIds: filter('协办单位', 'Co-units', 'ids', { kind: 'unit', clause: PART }),
  itemCode: filter('细类', 'Item', 'texts',
    { kind: 'item', clause: equal('item_code') }),
  stage: filter('环节', 'Stage', 'codes', {
    kind: 'choice', choices: STAGES, wordsOf: stageWords, clause: equal('stage'),
  }),
  channel: filter('来源', 'Channel', 'codes', codes('channel', 'channel', CHANNEL_CODES)),
  severity: filter('紧急程度', 'Severity', 'codes', codes('severity', 'severity', SEVERITIES)),
  closingCode: filter('结案类型', 'Closing code', 'texts',
    codes('closing_code', 'closingCode', CLOSING_CODES)),
  has: filter('经过', 'What happened', 'codes', among(MARKS, { is: 'marked' })),
  createdFrom: filter('上报不早于', 'Reported from', 'moment', time('from', 'created_at')),
  createdUntil: filter('上报不晚于', 'Reported until', 'moment', time('until', 'created_at')),
  endedFrom: filter('结束不早于', 'Ended from', 'moment', time('from', 'ended_at')),
  endedUntil: filter('结束不晚于', 'Ended until', 'moment', time('until', 'ended_at')),
  dueFrom: filter('环节到期不早于', 'Stage due from', 'moment', time('from', 'due_at')),
  dueUntil: filter('环节到期不晚于', 'Stage due until', 'moment', time('until', 'due_at')),
  mine: filter('与我有关', 'Mine', 'code', among(MINES, PART)),
  isOnLeadersList: filter('领导清单', 'Leaders’ list', 'flag', { kind: 'flag', clause: PART }),
  text: filter('文字、地址或编号', 'Words, address or number', 'words',
    { kind: 'words', clause: PART }),
  mainCaseId: filter('主案', 'Main case', 'id', { kind: 'case', clause: PART }),
  within: filter('圈选范围', 'Drawn outline', 'outline',
    { kind: 'outline', clause: PART }),
  /** What has happened to one thing in the street; chosen on its card. */
  componentId: filter('部件', 'Component', 'id', {
    kind: 'component', clause: equal('component_id'),
    wordsOf: (_, language) => (language === 'zh' ? '选定的部件' : 'the chosen one'),
  }),
  /** The cases behind a figure of an area (GET /api/cases/figures); asks for `areaPath`. */
  figure: filter('指标', 'Figure', 'code', among(FIGURE_WORDS, PART)),
  // What a figure of the supervision board adds; their schemas are FIGURE_QUERY's.
  period: filter('期间', 'Period', 'code', among(PERIOD_WORDS, PART)),
  byUnitId: filter('经办单位', 'Unit that had it', 'id', { kind: 'unit', clause: PART }),
  level: filter('所在层级', 'Held on level', 'code', among(LEVEL_WORDS, PART)),
  underUnitId: filter('单位及下属承办', 'With a unit or below it', 'id', { kind: 'unit', clause: PART }),
} as const;

export type FilterName = keyof typeof LIST_FILTERS;
export const FILTER_NAMES = keysOf(LIST_FILTERS);
export const filterOf = (name: FilterName): ListFilter => LIST_FILTERS[name];
