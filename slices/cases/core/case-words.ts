// The words for codes of cases: channels, reasons, findings, stages, kinds of push; on screens, in files and
// on paper. Never a code where a name exists; a code that a city adds and nobody has translated is shown as
// it is.
import type { AppealState } from './appeal.ts';
import type { CounterName } from './case-file.ts';
import { CHANNELS } from './flows/standard-fields.ts';
import { standardFlow } from './flows/standard.ts';

const pair = (zh: string, en: string) => ({ zh, en });
type Language = 'zh' | 'en';
type Pair = Readonly<Record<Language, string>>;

/** The value of a field of type `code`, by the field that carries it. */
const CODES: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  reasonCode: {
    not_in_scope: pair('不属于受理范围', 'outside the scope'),
    not_true: pair('不属实', 'not true'),
    not_found: pair('现场未发现', 'not found on the spot'),
    unclear: pair('描述不清，无法联系', 'unclear, nobody to ask'),
    in_court: pair('已进入诉讼或复议', 'before a court'),
    handled_elsewhere: pair('已由其他渠道办理', 'handled elsewhere'),
    private_matter: pair('属于私人事务', 'a private matter'),
    not_ours: pair('不属于本单位职责', 'not our duty'),
    not_our_area: pair('不在本单位范围', 'not our area'),
    wrong_item: pair('细类不对', 'wrong item'),
    needs_another_first: pair('需其他单位先行处置', 'another unit must act first'),
  },
  finding: {
    true: pair('属实', 'true'),
    not_true: pair('不属实', 'not true'),
    not_found: pair('未发现', 'not found'),
  },
  way: {
    desk: pair('中心案头核查', 'the centre, at its desk'),
    field_check: pair('现场核查', 'a field check'),
    second_centre: pair('上级中心复核', 'a second centre'),
    reporter: pair('上报人确认', 'the reporter'),
    call_back: pair('电话回访', 'call-back'),
    call: pair('中心转接电话', 'a call put through by the centre'),
    visit: pair('当面', 'face to face'),
  },
  outcome: {
    held: pair('抽查合格', 'it held'),
    not_held: pair('抽查不合格', 'it did not hold'),
  },
  closingCode: {
    solved: pair('已解决', 'solved'),
    explained: pair('已解释说明', 'explained'),
    no_action_needed: pair('无需处置', 'no action needed'),
    planned: pair('列入计划', 'planned'),
    solved_on_spot: pair('随手处置', 'solved on the spot'),
    forced: pair('强制结案', 'closed by force'),
  },
  kind: {
    urge: pair('催办', 'urge'),
    supervise: pair('督办', 'supervise'),
    summon: pair('约谈', 'summon'),
    circulate: pair('通报', 'circulate'),
  },
  severity: {
    normal: pair('一般', 'normal'),
    urgent: pair('较急', 'urgent'),
    critical: pair('紧急', 'critical'),
  },
  channel: CHANNELS,
};

const STAGES: Readonly<Record<string, Pair>> = {
  accept: pair('受理', 'accept'),
  dispatch: pair('派遣', 'dispatch'),
  check: pair('核实', 'field check'),
  claim: pair('认领', 'claim'),
  handle: pair('处置', 'handle'),
  verify: pair('核查', 'verify'),
  close: pair('结案', 'close'),
  total: pair('全程', 'whole case'),
  rework: pair('返工', 'rework'),
  respond: pair('联系上报人', 'speak with the reporter'),
};

const PAUSES: Readonly<Record<string, Pair>> = {
  check: pair('等待现场核实', 'waiting for a field check'),
  suspended: pair('已挂账', 'suspended'),
};

const ASKS: Readonly<Record<string, Pair>> = {
  check: pair('现场核实', 'field check'),
  extend: pair('申请延期', 'extension asked'),
  hand_over: pair('移交', 'handing over'),
  suspend: pair('申请挂账', 'suspension asked'),
  consult: pair('请示', 'consultation'),
  force_close: pair('申请强制结案', 'forced closing asked'),
  appeal: pair('超时申诉', 'overdue appeal'),
  appeal_second: pair('超时申诉（待第二人复核）', 'overdue appeal, second review'),
};

const APPEALS: Readonly<Record<AppealState, Pair>> = {
  waiting: pair('超时申诉待初审', 'overdue appeal waits for its first review'),
  reviewed: pair('超时申诉初审同意，待第二人复核', 'overdue appeal: one agrees, waits for the second'),
  granted: pair('超时申诉经两人审核同意：不计分，超期事实保留',
    'overdue appeal granted by two: in no score; that it was late stays'),
  refused: pair('超时申诉未获同意', 'overdue appeal refused'),
};

/** Every counter has its words: a missing one does not compile. */
const COUNTS: Readonly<Record<CounterName, Pair>> = {
  returns: pair('退单', 'returned'),
  reworks: pair('返工', 'reworked'),
  extensions: pair('延期', 'extended'),
  suspensions: pair('挂账', 'suspended'),
  reopens: pair('重开', 'reopened'),
  reporterReopens: pair('上报人重开', 'reopened by the reporter'),
  objections: pair('异议', 'objected'),
  joins: pair('我也遇到', 'me too'),
  mergedIn: pair('并入', 'merged in'),
  transfers: pair('转办', 'transferred'),
  escalations: pair('上报', 'escalated'),
  checks: pair('核实', 'checked'),
};

const said =
  (table: Readonly<Record<string, Pair>>) =>
  (code: string, language: Language): string =>
    table[code]?.[language] ?? code;

/** `reasonCode`, `not_true` → 不属实 */
export const codeWords = (field: string, code: string, language: Language): string =>
  CODES[field]?.[code]?.[language] ?? code;
/** What a city calls a code on the form of one action; no words: as the product calls it. */
export interface OwnWords extends Pair {
  readonly action: string;
  readonly field: string;
  readonly code: string;
}

export interface CarriedCode {
  readonly action: string;
  readonly field: string;
  readonly code: string;
}

/** A code that an action carried, as the city calls it; the only place where its own words are looked up. */
export const carriedWords = (of: CarriedCode, language: Language, own: readonly OwnWords[] = []): string =>
  own.find((one) => one.action === of.action && one.field === of.field && one.code === of.code)?.[language]
    || codeWords(of.field, of.code, language);

export const channelWords = said(CODES['channel'] ?? {});
export const pushWords = said(CODES['kind'] ?? {});
export const stageWords = said(STAGES);
export const pauseWords = said(PAUSES);
export const askWords = said(ASKS);
export const appealWords = said(APPEALS);
export const countWords = said(COUNTS);
export const stateWords = said(standardFlow.states);

/** The name of an action, whether or not the case allows it now. */
export const actionWords = (action: string, language: Language): string => {
  const edge = standardFlow.edges.find((one) => one.action === action);
  return edge?.[language] ?? action;
};

/** In the order of the flow, for filters. */
export const STATES: readonly string[] = Object.keys(standardFlow.states);
export const CHANNEL_CODES: readonly string[] = Object.keys(CHANNELS);

const VERIFIERS: Readonly<Record<string, Pair>> = {
  inspector: pair('巡查员核查', 'by an inspector'),
  reporter: pair('上报人确认', 'by the reporter'),
  centre: pair('指挥中心核查', 'by the centre'),
};
export const verifierWords = said(VERIFIERS);
