// What is wrong: one tap on what is at hand (starred, used, often reported here), on what the words suggest,
// or down the classes; or a sentence, typed or spoken. And how bad it is, in one more tap where it matters.
import { useState } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Chips, Segments } from '../../../ui/choices/choices.tsx';
import { FieldError, TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { SEVERITIES } from '../../cases/core/severity.ts';
import type { ItemWords } from '../../catalogue/web/public.ts';
import { plainItem, useOftenReported, useSuggested } from './field-api.ts';
import { FieldClasses } from './field-classes.tsx';
import type { ChosenItem, FieldEvent, FieldReport } from './field-report.ts';
import { fieldTexts } from './field-texts.ts';
import { hasStar, offeredItems, type OwnItemsKeeper } from './own-items.ts';
import { type SpeechTrouble, spokenAfter, useSpeech } from './use-speech.ts';

const MOST_AT_HAND = 6;
const MOST_WORDS = 500;

export const itemNamed = (one: { name: string; nameEn: string }, language: Language): string =>
  language === 'zh' ? one.name : one.nameEn || one.name;

interface NamedChipsProps {
  readonly label: string;
  readonly choices: readonly ChosenItem[];
  readonly chosen: string | undefined;
  /** Marked as starred. */
  readonly starred?: (code: string) => boolean;
  readonly onChoose: (choice: ChosenItem | null) => void;
}

/** A second tap takes the choice back. */
function NamedChips({ label, choices, chosen, starred, onChoose }: NamedChipsProps) {
  const language = useSpoken();
  return (
    <Chips
      label={label}
      chosen={chosen}
      choices={choices.map((choice) => ({
        id: choice.code,
        label: `${starred?.(choice.code) ? '★ ' : ''}${itemNamed(choice, language)}`,
      }))}
      onChoose={(code) =>
        onChoose(code === chosen ? null : (choices.find((one) => one.code === code) ?? null))
      }
    />
  );
}

export interface FieldWhatProps {
  readonly report: FieldReport;
  readonly items: ItemWords | undefined;
  readonly keeper: OwnItemsKeeper;
  readonly tell: (event: FieldEvent) => void;
}

/** Only the choice stays in sight, with a star for the next time and a way back to the others. */
function Chosen({ item, keeper, tell }: Pick<FieldWhatProps, 'keeper' | 'tell'> & { item: ChosenItem }) {
  const t = useText(fieldTexts);
  const language = useSpoken();
  const isStarred = hasStar(keeper.own, item.code);
  const name = itemNamed(item, language);
  const clear = () => tell({ kind: 'item_chosen', item: null });
  return (
    <div className="gl-chosen-item">
      <NamedChips label={t.what} choices={[item]} chosen={item.code} onChoose={clear} />
      <Button
        tone="quiet"
        aria-pressed={isStarred}
        label={isStarred ? t.unstar(name) : t.star(name)}
        onClick={() => keeper.star(item)}
      >
        {isStarred ? '★' : '☆'}
      </Button>
      <Button tone="quiet" icon="undo" onClick={clear}>
        {t.unchoose}
      </Button>
    </div>
  );
}

/** What can be wrong with the component that was chosen; empty without one. */
function itemsOfComponent({ place }: FieldReport, items: ItemWords | undefined): readonly ChosenItem[] {
  if (place?.way !== 'component' || place.classCode === undefined) return [];
  return (items?.items ?? []).filter((one) => one.componentClass === place.classCode).map(plainItem);
}

/** What to choose from, and under which words. */
function useOffered({ report, items, keeper }: FieldWhatProps) {
  const t = useText(fieldTexts);
  const suggested = useSuggested(items, report.words);
  const often = useOftenReported();
  const ofComponent = itemsOfComponent(report, items);
  if (suggested.length > 0) return { label: t.suggested, choices: suggested };
  if (ofComponent.length > 0) return { label: t.ofComponent, choices: ofComponent };
  const known = (items?.items ?? []).map(plainItem);
  const choices = offeredItems(keeper.own, often ?? [], known, MOST_AT_HAND);
  return { label: t.often, choices, isComing: often === undefined };
}

/** Their room is kept while they are asked for: what stands below must not move under a thumb. */
function Offered(props: FieldWhatProps) {
  const { keeper, tell } = props;
  const { label, choices, isComing } = useOffered(props);
  if (choices.length === 0) return isComing ? <div className="gl-offered" /> : null;
  return (
    <div className={isComing === undefined ? undefined : 'gl-offered'}>
      <NamedChips
        label={label}
        choices={choices}
        chosen={undefined}
        starred={(code) => hasStar(keeper.own, code)}
        onChoose={(item) => tell({ kind: 'item_chosen', item })}
      />
    </div>
  );
}

function Items(props: FieldWhatProps) {
  const t = useText(fieldTexts);
  const [isOpen, setOpen] = useState(false);
  const { report, items, keeper, tell } = props;
  if (report.item) return <Chosen item={report.item} keeper={keeper} tell={tell} />;
  return (
    <>
      <Offered {...props} />
      <div>
        <Button tone="quiet" icon="cases" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t.closeClass : t.byClass}
        </Button>
      </div>
      {isOpen ? (
        <FieldClasses
          items={items}
          onChoose={(item) => {
            setOpen(false);
            tell({ kind: 'item_chosen', item });
          }}
        />
      ) : null}
    </>
  );
}

/** Which of the item's problems it is decides the time limit. */
function Problems({ report, items, tell }: FieldWhatProps) {
  const t = useText(fieldTexts);
  const problems = report.item ? (items?.item(report.item.code)?.problems ?? []) : [];
  if (problems.length < 2) return null;
  return (
    <NamedChips
      label={t.problem}
      choices={problems.map(plainItem)}
      chosen={report.problem?.code}
      onChoose={(problem) => tell({ kind: 'problem_chosen', problem })}
    />
  );
}

function SeverityChoice({ report, tell }: Pick<FieldWhatProps, 'report' | 'tell'>) {
  const t = useText(fieldTexts);
  return (
    <div className="gl-severity" data-severity={report.severity}>
      <Segments
        label={t.severity}
        choices={SEVERITIES.map((id) => ({ id, label: t[id] }))}
        chosen={report.severity}
        onChoose={(severity) => tell({ kind: 'weighed', severity })}
      />
      {report.severity === 'normal' ? null : (
        <p className="gl-quiet" role="status">
          {t.criticalHelp}
        </p>
      )}
    </div>
  );
}

/** What was typed stands where it stood, and typing goes on. */
function NotHeard({ trouble }: { trouble: SpeechTrouble }) {
  const t = useText(fieldTexts);
  const words = {
    denied: t.speechDenied,
    no_microphone: t.speechNoMicrophone,
    no_service: t.speechNoService,
    unheard: t.noSpeech,
    unavailable: t.speechUnavailable,
  };
  return (
    <div role="alert">
      <FieldError>{words[trouble]}</FieldError>
    </div>
  );
}

export function FieldWhat(props: FieldWhatProps) {
  const { report, tell } = props;
  const t = useText(fieldTexts);
  const language = useSpoken();
  const speech = useSpeech(language, (heard) =>
    tell({ kind: 'wrote', words: spokenAfter(report.words, heard).slice(0, MOST_WORDS) }),
  );
  return (
    <section className="gl-field-what" aria-label={t.what}>
      <Items {...props} />
      <Problems {...props} />
      <div className="gl-field-words">
        <TextArea
          label={t.words}
          rows={2}
          maxLength={MOST_WORDS}
          value={report.words}
          placeholder={report.kind === 'solved' ? t.fixedHint : t.wordsHint}
          onChange={(words) => tell({ kind: 'wrote', words })}
        />
        {speech.isOffered ? (
          <Button
            icon="mic"
            tone={speech.isListening ? 'primary' : 'plain'}
            label={speech.isListening ? t.listening : t.speak}
            aria-pressed={speech.isListening}
            onClick={speech.toggle}
          />
        ) : null}
        {speech.isListening ? <p role="status">{t.listening}</p> : null}
      </div>
      {speech.trouble === undefined ? null : <NotHeard trouble={speech.trouble} />}
      {report.kind === 'report' ? <SeverityChoice report={report} tell={tell} /> : null}
    </section>
  );
}
