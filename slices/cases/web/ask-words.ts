// What a question of a case says in words: how much more time, until when, and what it would come to. Pure.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { tellLimit, type Limit } from '../../calendar/core/limit.ts';
import { whenWords } from '../../../ui/words/format.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { textIn } from '../../../ui/words/texts.ts';
import { appealWords } from '../core/case-words.ts';
import { caseTexts } from './case-texts.ts';
import type { CaseView } from './use-cases.ts';

export type Ask = CaseView['asks'][number];

const whenOf = (iso: string | null, now: Instant, language: Language): string | undefined => {
  const at = iso === null ? undefined : fromIso(iso);
  return at === undefined ? undefined : whenWords(at, now, language);
};

/** `申请延长 4 工作时`, `同意后 明天 10:00 到期`, `到 3月9日 复查`: only what the question carries. */
export function termsOf({ extra, dueThen, reviewAt }: Ask, now: Instant, language: Language): string[] {
  const t = textIn(caseTexts, language);
  const [due, review] = [whenOf(dueThen, now, language), whenOf(reviewAt, now, language)];
  return [
    extra === null ? '' : t.askedFor(tellLimit(extra as Limit, language)),
    due === undefined ? '' : t.dueThen(due),
    review === undefined ? '' : t.reviewOn(review),
  ].filter(Boolean);
}

/** How a case ended that ended late, and what became of the appeal against that. */
export function lateEndWords({ lateEnd }: Pick<CaseView, 'lateEnd'>, language: Language): string {
  if (lateEnd === null) return '';
  const t = textIn(caseTexts, language);
  const { isLate, appeal, isExempt } = lateEnd;
  const isPast = appeal === 'granted' && !isExempt;
  const said = appeal === null ? '' : `${appealWords(appeal, language)}${isPast ? t.appealPast : ''}`;
  return [isLate ? t.late : t.inTime, said].filter(Boolean).join(language === 'zh' ? '；' : '; ');
}
