// A push while it is made on the phone: how, by when, in what words; for one case or for many. Pure: what is
// chosen first, what is sent.
import { DAY, MINUTE } from '../../../kernel/duration.ts';
import { type Instant, localDate, toIso } from '../../../kernel/instant.ts';
import { timeOfDay } from '../../../ui/words/format.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { textIn } from '../../../ui/words/texts.ts';
import type { AnswerBy } from '../core/answer-by.ts';
import { DEFAULT_WORDS, leaderTexts, PUSH_KINDS, type PushKind } from './leader-texts.ts';
import type { CaseView } from './use-cases.ts';

export type { PushKind };

export interface PushDraft {
  readonly kind: PushKind;
  /** The name of a choice, or `rule` for the rule's own time. */
  readonly answerBy: string;
  readonly words: string;
}

export const BY_RULE = 'rule';

/** Harder than what is open already: urge, then supervise, then summon. */
export function kindAfter(of: Pick<CaseView, 'pushes'> | undefined): PushKind {
  const open = (of?.pushes ?? []).filter((push) => !push.isLifted);
  const hardest = Math.max(-1, ...open.map((push) => PUSH_KINDS.indexOf(push.kind as PushKind)));
  return PUSH_KINDS[Math.min(hardest + 1, PUSH_KINDS.length - 1)] ?? 'urge';
}

/** What is sent: the moment, not its name, as it was when the button was pressed. */
export function bodyOfPush(
  { kind, answerBy, words }: PushDraft,
  choices: readonly AnswerBy[],
  language: Language,
): Readonly<Record<string, unknown>> {
  const chosen = choices.find(({ name }) => name === answerBy);
  const said = words.trim();
  return {
    kind,
    words: said === '' ? DEFAULT_WORDS[kind][language] : said,
    ...(chosen ? { answerBy: toIso(chosen.at) } : {}),
  };
}

const weekdayIndex = (at: Instant): number => (((Math.floor((at + 480 * MINUTE) / DAY) + 4) % 7) + 7) % 7;

function dayName(choice: AnswerBy, language: Language): string {
  const t = textIn(leaderTexts, language);
  if (choice.daysAhead === 1) return t.tomorrow;
  const days = language === 'zh' ? [...t.weekdays] : t.weekdays.split(' ');
  return t.weekday(days[weekdayIndex(choice.at)] ?? localDate(choice.at));
}

/** `今天下班前 18:00`, `周一中午 12:00`. */
export function choiceWords(choice: AnswerBy, language: Language): string {
  const t = textIn(leaderTexts, language);
  const name = {
    one_hour: () => t.oneHour,
    end_of_day: () => t.endOfDay,
    next_noon: () => t.noonOf(dayName(choice, language)),
    next_end: () => t.endOf(dayName(choice, language)),
  }[choice.name]();
  return `${name} ${timeOfDay(choice.at)}`;
}
