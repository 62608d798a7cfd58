// One push in a line, to tell it from another: what, by whom, when, and by when an answer is wanted; and
// which of several may be named. Pure.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { dueWords } from '../../../ui/words/format.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { textIn } from '../../../ui/words/texts.ts';
import { pushWords } from '../core/case-words.ts';
import { caseTexts } from './case-texts.ts';
import type { CaseView } from './use-cases.ts';

export type Push = CaseView['pushes'][number];
type Pushed = Pick<CaseView, 'pushes' | 'steps'>;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function whoPushed({ seq, isAutomatic }: Push, { steps }: Pushed, language: Language): string {
  if (isAutomatic) return textIn(caseTexts, language).automatic;
  const actor = steps.find((step) => step.seq === seq)?.actor;
  const unit = actor?.unit && (language === 'zh' ? actor.unit.name : actor.unit.nameEn || actor.unit.name);
  return [actor?.name, unit].filter(Boolean).join(' ');
}

/** `督办 · 李主任 区指挥中心 · 11月22日 10:05 · 今天 18:00 前回复` */
export function pushLine(push: Push, of: Pushed, now: Instant, language: Language): string {
  const t = textIn(caseTexts, language);
  const at = fromIso(push.at);
  const by = push.answerBy === null ? undefined : fromIso(push.answerBy);
  return [
    capital(pushWords(push.kind, language)),
    whoPushed(push, of, language),
    at === undefined ? '' : dueWords(at, now, language),
    by === undefined ? '' : t.answerBy(dueWords(by, now, language)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What it says, where the reader may read the step. */
export function saidBy({ seq }: Push, { steps }: Pushed): string | undefined {
  const words = steps.find((step) => step.seq === seq)?.body['words'];
  return typeof words === 'string' && words !== '' ? words : undefined;
}

/** Those that an answer, or a lifting, may name, the newest first. What has its answer is asked for none, as
 *  long as another waits for one. */
export function pushesToName(pushes: readonly Push[], action: string): readonly Push[] {
  const waiting = pushes.filter(({ isLifted }) => !isLifted).toSorted((a, b) => b.seq - a.seq);
  const unanswered = waiting.filter(({ isAnswered }) => !isAnswered);
  return action === 'answer_push' && unanswered.length > 0 ? unanswered : waiting;
}
