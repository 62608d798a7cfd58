// What stands on the printed sheet of a case, as words: everything its reader sees on the screen, with exact
// times. Pure; made of the same view that the screen gets, so paper can't say more than the reader may know.
import { fromIso, type Instant, localMinute } from '../../../kernel/instant.ts';
import { type Limit, tellLimit } from '../../calendar/core/limit.ts';
import {
  carriedWords, channelWords, codeWords, countWords, type OwnWords, stageWords, verifierWords,
} from './case-words.ts';
import type { CaseView, StepView } from './contract.ts';
import { edgeOf, type Field, type Flow } from './flow.ts';
import { NO_ITEM } from './no-item.ts';

export interface SheetEntry {
  /** `派遣 → 待认领` */
  readonly head: string;
  /** Who, as which unit, when. */
  readonly aside: string;
  readonly lines: readonly string[];
}

export interface Sheet {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Ids of pictures with their captions: as it was reported, and of each later step. */
  readonly photos: readonly { readonly id: string; readonly caption: string }[];
  readonly entries: readonly SheetEntry[];
}

export interface SheetOptions {
  readonly flow: Flow;
  readonly lang: 'zh' | 'en';
  /** From the district down to the grid. */
  readonly placeNames: readonly string[];
  /** Of the district's own time, in minutes. */
  readonly offsetMinutes: number;
  /** What the city calls the codes of its actions. */
  readonly own?: readonly OwnWords[];
}

const WORDS = {
  zh: {
    number: '案件编号', state: '状态', item: '细类', place: '地点', grid: '网格', channel: '来源', severity: '紧急程度',
    unit: '责任单位', coUnits: '协办单位', holder: '当前承办', centre: '主管中心', reported: '上报时间', deadline: '全程时限',
    stage: '当前环节', ended: '办结时间', closing: '结案类型', basis: '依据', verification: '核查方式', counts: '次数',
    paused: '时限暂停', yes: '是', no: '否', noItem: NO_ITEM.zh, internal: '内部', late: '超时', recorded: '手机记录于',
    of5: (n: number) => `${n} 分（满分 5 分）`, times: (n: number) => `${n} 次`, colon: '：', comma: '、',
    reporter: '上报人', citizen: '群众', system: '系统',
  },
  en: {
    number: 'Number', state: 'State', item: 'Item', place: 'Place', grid: 'Grid', channel: 'Channel',
    severity: 'Severity', unit: 'Unit', coUnits: 'Co-units', holder: 'Now with', centre: 'Centre',
    reported: 'Reported', deadline: 'Deadline', stage: 'Stage', ended: 'Ended', closing: 'Closing',
    basis: 'Legal basis', verification: 'Verified', counts: 'Counts', paused: 'Paused', yes: 'yes', no: 'no',
    noItem: NO_ITEM.en, internal: 'internal', late: 'late', recorded: 'recorded on the phone',
    of5: (n: number) => `${n} of 5`, times: (n: number) => `${n}×`, colon: ': ', comma: ', ',
    reporter: 'the reporter', citizen: 'a citizen', system: 'the system',
  },
} as const;

type Teller = (iso: string | null | undefined) => string;

/** `2026-08-05 14:17`, in the district's own time. */
const tellerOf = (offsetMinutes: number): Teller => (iso) => {
  const at: Instant | undefined = iso ? fromIso(iso) : undefined;
  return at === undefined ? '' : localMinute(at, offsetMinutes);
};

type Unit = { readonly name: string; readonly nameEn: string } | null;
const nameOf = (unit: Unit, lang: 'zh' | 'en'): string => (lang === 'zh' ? unit?.name : unit?.nameEn) ?? '';

/** A value that a step carried, by the type that the flow gives the field; undefined for what is no word. */
function valueWords(
  { name, type }: Field, { action, body }: StepView, { lang, own }: SheetOptions, tell: Teller,
) {
  const t = WORDS[lang];
  const value = body[name];
  switch (type) {
    case 'text': return typeof value === 'string' && value.trim() !== '' ? value : undefined;
    case 'code': return typeof value === 'string'
      ? carriedWords({ action, field: name, code: value }, lang, own) : undefined;
    case 'boolean': return typeof value === 'boolean' ? (value ? t.yes : t.no) : undefined;
    case 'score': return typeof value === 'number' ? t.of5(value) : undefined;
    case 'instant': return typeof value === 'string' ? tell(value) : undefined;
    case 'limit':
      return typeof value === 'object' && value !== null ? tellLimit(value as Limit, lang) : undefined;
    default: return undefined;
  }
}

function carried(flow: Flow, step: StepView, options: SheetOptions, tell: Teller): string[] {
  const { lang } = options;
  const t = WORDS[lang];
  // Of the matter itself the head of the sheet tells already.
  const isTold = (field: Field) => step.seq === 1 && field.name === 'description';
  return (edgeOf(flow, step.action)?.carries ?? []).flatMap((field) => {
    if (field.name === 'personId' && step.namedPerson !== null && step.namedPerson !== step.actor.name) {
      return [`${field[lang]}${t.colon}${step.namedPerson}`];
    }
    const words = isTold(field) ? undefined : valueWords(field, step, options, tell);
    return words === undefined ? [] : [`${field[lang]}${t.colon}${words}`];
  });
}

function whoActed({ actor }: StepView, lang: 'zh' | 'en'): string {
  const t = WORDS[lang];
  if (actor.kind === 'system') return t.system;
  const named = [actor.name, nameOf(actor.unit, lang)].filter(Boolean).join(' · ');
  if (named !== '') return named;
  return actor.as === 'reporter' || actor.as === 'reporting_person' ? t.reporter : t.citizen;
}

function entryOf(step: StepView, options: SheetOptions, tell: Teller): SheetEntry {
  const { flow, lang } = options;
  const t = WORDS[lang];
  const action = lang === 'zh' ? step.actionZh : step.actionEn;
  const isMove = step.fromState !== step.toState;
  const made = step.madeAt !== null && step.madeAt !== step.at ? `${t.recorded} ${tell(step.madeAt)}` : '';
  const isLate = step.ended?.dueAt != null && step.ended.dueAt < step.at;
  const marks = [step.visibility === 'internal' ? t.internal : '', isLate ? t.late : '', made];
  return {
    head: isMove ? `${action} → ${flow.states[step.toState]?.[lang] ?? step.toState}` : action,
    aside: [tell(step.at), whoActed(step, lang), ...marks].filter(Boolean).join(' · '),
    lines: carried(flow, step, options, tell),
  };
}

const PICTURES = ['photosBefore', 'photoIds', 'photosAfter'] as const;

function photosIn(steps: readonly StepView[], lang: 'zh' | 'en', tell: Teller): Sheet['photos'] {
  return steps.flatMap((step) =>
    PICTURES.flatMap((name) => {
      const ids = step.body[name];
      const action = lang === 'zh' ? step.actionZh : step.actionEn;
      return (Array.isArray(ids) ? ids : [])
        .filter((id): id is string => typeof id === 'string')
        .map((id) => ({ id, caption: `${action} ${tell(step.at)}` }));
    }),
  );
}

function factsOf(of: CaseView, options: SheetOptions, tell: Teller): Sheet['facts'] {
  const { lang, placeNames } = options;
  const t = WORDS[lang];
  const counts = Object.entries(of.counts).filter(([, total]) => total > 0);
  const total = of.total ? `${tellLimit(of.total.limit as Limit, lang)} → ${tell(of.deadlineAt)}` : '';
  const rows: readonly (readonly [string, string])[] = [
    [t.item, (lang === 'zh' ? of.itemName : of.itemNameEn) ?? of.itemCode ?? t.noItem],
    [t.state, lang === 'zh' ? of.stateZh : of.stateEn],
    [t.place, [placeNames.slice(1).join(' › '), of.address ?? ''].filter(Boolean).join(' · ')],
    [t.grid, of.gridCode], [t.channel, channelWords(of.channel, lang)],
    [t.severity, codeWords('severity', of.severity, lang)], [t.reported, tell(of.createdAt)],
    [t.deadline, total], [t.unit, nameOf(of.unit, lang)],
    [t.coUnits, of.coUnits.map((unit) => nameOf(unit, lang)).join(t.comma)],
    [t.holder, [nameOf(of.holder, lang), of.holderPersonName].filter(Boolean).join(' · ')],
    [t.centre, nameOf(of.centre, lang)],
    [t.stage, of.clock ? `${stageWords(of.clock.stage, lang)} → ${tell(of.clock.dueAt)}` : ''],
    [t.paused, of.pause ? tell(of.pause.since) : ''], [t.ended, tell(of.endedAt)],
    [t.closing, of.closingCode
      ? carriedWords({ action: 'close', field: 'closingCode', code: of.closingCode }, lang, options.own)
      : ''],
    [t.verification, of.rule ? verifierWords(of.rule.verification, lang) : ''],
    [t.counts, counts.map(([name, n]) => `${countWords(name, lang)} ${t.times(n)}`).join(t.comma)],
    [t.basis, of.rule?.legalBasis ?? ''],
  ];
  return rows.filter(([, value]) => value !== '');
}

export function sheetOf(of: CaseView, options: SheetOptions): Sheet {
  const { lang } = options;
  const tell = tellerOf(options.offsetMinutes);
  return {
    title: lang === 'zh' ? '案件办理单' : 'Case sheet',
    subtitle: of.number,
    description: of.description,
    facts: factsOf(of, options, tell),
    photos: photosIn(of.steps, lang, tell),
    entries: of.steps.map((step) => entryOf(step, options, tell)),
  };
}
