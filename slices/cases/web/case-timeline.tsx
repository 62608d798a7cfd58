// The history of a case, newest first: who of which unit did what, when, with what words and pictures,
// who was told by it. Internal and public steps are marked; what the reporter can read is never a guess.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { When } from '../../../ui/time-left/time-words.tsx';
import { Timeline, type TimelineEntry } from '../../../ui/timeline/timeline.tsx';
import { durationWords, whenWords } from '../../../ui/words/format.ts';
import { type OwnWords, stageWords } from '../core/case-words.ts';
import { caseTexts } from './case-texts.ts';
import { CasePhotos } from './case-photos.tsx';
import { photosOf, stepWords, toneOf } from './step-words.ts';
import type { CaseView, StepView } from './use-cases.ts';
import { useOwnWords } from './use-own-words.ts';
import './case-parts.css';

type UnitRef = { readonly name: string; readonly nameEn: string };

/** The name in the reader's language. */
export const nameIn = (unit: UnitRef, language: Language): string =>
  language === 'zh' ? unit.name : unit.nameEn || unit.name;

/** Who did a step, as far as the reader may know. */
export function whoOf({ actor }: StepView, language: Language): string {
  const t = textIn(caseTexts, language);
  const kinds: Readonly<Record<string, string>> = {
    system: t.system,
    public: t.citizen,
    reporter: t.reporter,
  };
  const person = actor.name ?? kinds[actor.kind] ?? t.citizen;
  const dot = language === 'zh' ? ' · ' : ', ';
  return actor.unit ? `${person}${dot}${nameIn(actor.unit, language)}` : person;
}

/** Late or not, where the step ended a stage. */
function endedWords({ ended, at }: StepView, language: Language): string | undefined {
  const due = ended?.dueAt ? fromIso(ended.dueAt) : undefined;
  const end = fromIso(at);
  if (!ended || due === undefined || end === undefined) return undefined;
  const t = textIn(caseTexts, language);
  const stage = stageWords(ended.stage, language);
  const isLate = end > due;
  return `${stage} ${isLate ? `${t.lateBy} ${durationWords(end - due, language)}` : t.onTime}`;
}

/** Work without a network: recorded on the phone then, here now. */
function madeWords({ madeAt, at }: StepView, now: Instant, language: Language): string | undefined {
  const [made, came] = [madeAt === null ? undefined : fromIso(madeAt), fromIso(at)];
  if (made === undefined || came === undefined) return undefined;
  const t = textIn(caseTexts, language);
  return t.madeThen(whenWords(made, now, language), whenWords(came, now, language));
}

interface StepBodyProps {
  readonly step: StepView;
  readonly before: StepView | undefined;
  readonly now: Instant;
  readonly isUnsent: boolean;
  readonly own: readonly OwnWords[];
}

function StepBody({ step, before, now, isUnsent, own }: StepBodyProps) {
  const t = useText(caseTexts);
  const language = useSpoken();
  const made = madeWords(step, now, language);
  const { facts, said } = stepWords(step, now, language, own);
  const ended = endedWords(step, language);
  const isLate = ended !== undefined && step.ended?.dueAt != null && step.at > step.ended.dueAt;
  const told = step.holder && step.holder.id !== before?.holder?.id ? step.holder : undefined;
  return (
    <>
      {said.map((words) => (
        <p key={words} className="gl-step-said">
          {words}
        </p>
      ))}
      {photosOf(step).length === 0 ? null : <CasePhotos ids={photosOf(step)} />}
      <p className="gl-step-facts">
        {isUnsent ? <Badge tone="warn">{t.unsent}</Badge> : null}
        {made === undefined ? null : <span>{made}</span>}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {told ? (
          <span>
            → {nameIn(told, language)} {t.told}
          </span>
        ) : null}
        {ended === undefined ? null : <span className={isLate ? 'is-late' : undefined}>{ended}</span>}
        <Badge tone={step.visibility === 'public' ? 'accent' : 'plain'}>
          {step.visibility === 'public' ? t.shown : t.internal}
        </Badge>
      </p>
    </>
  );
}

export interface CaseTimelineProps {
  readonly of: Pick<CaseView, 'steps' | 'areaPath'>;
  readonly now: Instant;
  /** How many of the steps the server has; those after them are on this phone alone. */
  readonly sent?: number;
}

export function CaseTimeline({ of: { steps, areaPath }, now, sent = steps.length }: CaseTimelineProps) {
  const t = useText(caseTexts);
  const language = useSpoken();
  const own = useOwnWords(areaPath);
  const entries = steps.map((step, index): TimelineEntry => {
    const at = fromIso(step.at) ?? now;
    const isLast = index === steps.length - 1;
    const tone = toneOf(step.action);
    return {
      id: String(step.seq),
      when: <When at={at} now={now} />,
      title:
        language === 'zh' ? step.actionZh : step.actionEn.charAt(0).toUpperCase() + step.actionEn.slice(1),
      who: whoOf(step, language),
      tone: isLast && tone === 'plain' ? 'now' : tone,
      children: <StepBody {...{ step, now, own }} before={steps[index - 1]} isUnsent={index >= sent} />,
    };
  });
  return <Timeline label={t.timeline} entries={entries.reverse()} />;
}
