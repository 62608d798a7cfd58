// A step of the history in words: what was carried, field by field, and which pictures. Pure; names of
// units come with the step, codes are looked up, ids without a name are left out.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { tellLimit } from '../../calendar/core/limit.ts';
import { whenWords } from '../../../ui/words/format.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { defineTexts, textIn } from '../../../ui/words/texts.ts';
import { carriedWords, type OwnWords } from '../core/case-words.ts';
import type { StepView } from './use-cases.ts';

const texts = defineTexts({
  zh: {
    taken: '已接手',
    notTaken: '未接手',
    named: '人员',
    granted: '同意',
    refused: '不同意',
    satisfied: '满意',
    unsatisfied: '不满意',
    score: (n: number) => `${n} 分`,
    headScore: (n: number) => `单位负责人 ${n} 分`,
    answerBy: '回复时限',
    reviewAt: '复查日期',
    respondBy: '须联系上报人',
    extra: '延长',
    reached: '已联系上上报人',
    notReached: '未联系上上报人',
    solved: '上报人认为已解决',
    unsolved: '上报人认为未解决',
    isOnLeadersList: '列入领导清单',
    address: '地址',
  },
  en: {
    taken: 'taken over',
    notTaken: 'not taken over',
    named: 'person',
    granted: 'granted',
    refused: 'not granted',
    satisfied: 'satisfied',
    unsatisfied: 'not satisfied',
    score: (n: number) => `${n} of 5`,
    headScore: (n: number) => `the unit’s head ${n} of 5`,
    answerBy: 'answer by',
    reviewAt: 'review on',
    respondBy: 'speak with the reporter by',
    extra: 'more time',
    reached: 'reporter reached',
    notReached: 'reporter not reached',
    solved: 'solved, the reporter says',
    unsolved: 'not solved, the reporter says',
    isOnLeadersList: 'put on the leaders’ list',
    address: 'address',
  },
});

const PLAIN = [
  'description',
  'words',
  'reply',
  'result',
  'missing',
  'question',
  'decision',
  'reason',
] as const;
const CODED = ['severity', 'reasonCode', 'closingCode', 'kind', 'way', 'outcome'] as const;
const TIMES = ['answerBy', 'reviewAt', 'respondBy'] as const;
const FINDINGS: ReadonlySet<unknown> = new Set(['true', 'not_true', 'not_found']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function limitWords(value: unknown, language: Language): string | undefined {
  if (!isObject(value) || typeof value['amount'] !== 'number') return undefined;
  return tellLimit(value as unknown as Parameters<typeof tellLimit>[0], language);
}

function codesIn({ action, body }: StepView, language: Language, own: readonly OwnWords[]): string[] {
  const said = (field: string, code: string) => carriedWords({ action, field, code }, language, own);
  const found = CODED.flatMap((name) => (typeof body[name] === 'string' ? [said(name, body[name])] : []));
  const { finding } = body;
  if (typeof finding !== 'string') return found;
  return [...found, FINDINGS.has(finding) ? said('finding', finding) : finding];
}

function factsIn({ body, namedPerson, actor }: StepView, now: Instant, language: Language): string[] {
  const t = textIn(texts, language);
  const comma = language === 'zh' ? '：' : ': ';
  const extra = limitWords(body['extra'], language);
  const times = TIMES.flatMap((name) => {
    const at = typeof body[name] === 'string' ? fromIso(body[name]) : undefined;
    return at === undefined ? [] : [`${t[name]}${comma}${whenWords(at, now, language)}`];
  });
  // Who claims for themselves is named above already.
  const isAnother = namedPerson !== null && namedPerson !== actor.name;
  return [
    ...(isAnother ? [`${t.named}${comma}${namedPerson}`] : []),
    ...(typeof body['isTaken'] === 'boolean' ? [body['isTaken'] ? t.taken : t.notTaken] : []),
    ...(typeof body['isGranted'] === 'boolean' ? [body['isGranted'] ? t.granted : t.refused] : []),
    ...(typeof body['score'] === 'number' ? [t.score(body['score'])] : []),
    ...(typeof body['headScore'] === 'number' ? [t.headScore(body['headScore'])] : []),
    ...(typeof body['isContacted'] === 'boolean' ? [body['isContacted'] ? t.reached : t.notReached] : []),
    ...(typeof body['isSolved'] === 'boolean' ? [body['isSolved'] ? t.solved : t.unsolved] : []),
    ...(typeof body['isSatisfied'] === 'boolean' ? [body['isSatisfied'] ? t.satisfied : t.unsatisfied] : []),
    ...(extra === undefined ? [] : [`${t.extra} ${extra}`]),
    ...times,
    ...(body['isOnLeadersList'] === true ? [t.isOnLeadersList] : []),
  ];
}

export interface StepWords {
  /** Short facts of the step: reason, finding, score, times. */
  readonly facts: readonly string[];
  /** What a person wrote, each a paragraph. */
  readonly said: readonly string[];
}

/** What a person wrote, each a paragraph; codes and times are left out. */
export const saidIn = (body: Readonly<Record<string, unknown>>): readonly string[] =>
  PLAIN.flatMap((name) => {
    const value = body[name];
    return typeof value === 'string' && value.trim() !== '' ? [value] : [];
  });

/** `own`: what the city of the case calls its codes. */
export const stepWords = (
  step: StepView,
  now: Instant,
  language: Language,
  own: readonly OwnWords[] = [],
): StepWords => ({
  facts: [...codesIn(step, language, own), ...factsIn(step, now, language)],
  said: saidIn(step.body),
});

const idsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** The pictures a step carried. */
export const photosOf = ({ body }: StepView): readonly string[] => [
  ...idsIn(body['photosBefore']),
  ...idsIn(body['photosAfter']),
  ...idsIn(body['photoIds']),
];

export interface BeforeAfter {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What it looked like when reported, and after the newest answer. */
export function beforeAfter(steps: readonly StepView[]): BeforeAfter {
  const first = steps[0];
  const before = first ? [...idsIn(first.body['photosBefore']), ...idsIn(first.body['photoIds'])] : [];
  const answers = steps.filter((step) => step.action === 'feed_back' || step.action === 'report_solved');
  const last = answers.at(-1);
  const after =
    last?.action === 'feed_back' ? idsIn(last.body['photoIds']) : idsIn(last?.body['photosAfter']);
  return { before, after };
}

const GOOD = new Set(['feed_back', 'verify', 'close', 'report_solved', 'answer_push']);
const BAD = new Set([
  'reject',
  'return',
  'rework',
  'reopen',
  'object',
  'push',
  'climb',
  'confirm_force_close',
]);

export const toneOf = (action: string): 'good' | 'bad' | 'plain' =>
  GOOD.has(action) ? 'good' : BAD.has(action) ? 'bad' : 'plain';
