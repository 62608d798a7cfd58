// What is wrong: one tap on what is often reported or on what the words suggest, or a sentence, typed or
// spoken.
import { Button } from '../../../ui/button/button.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { FieldError, TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Problem, useOftenReported, useProblems, useSuggested } from './field-api.ts';
import type { ChosenItem, FieldEvent, FieldReport } from './field-report.ts';
import { fieldTexts } from './field-texts.ts';
import { useSpeech } from './use-speech.ts';

const named = (one: { name: string; nameEn: string }, language: Language): string =>
  language === 'zh' ? one.name : one.nameEn || one.name;

interface NamedChipsProps<T> {
  readonly label: string;
  readonly choices: readonly T[];
  readonly chosen: string | undefined;
  readonly onChoose: (choice: T | null) => void;
}

/** A second tap takes the choice back. */
function NamedChips<T extends ChosenItem | Problem>(props: NamedChipsProps<T>) {
  const { label, choices, chosen, onChoose } = props;
  const language = useSpoken();
  return (
    <Chips
      label={label}
      chosen={chosen}
      choices={choices.map((choice) => ({ id: choice.code, label: named(choice, language) }))}
      onChoose={(code) =>
        onChoose(code === chosen ? null : (choices.find((one) => one.code === code) ?? null))
      }
    />
  );
}

export interface FieldWhatProps {
  readonly report: FieldReport;
  readonly districtId: string;
  readonly tell: (event: FieldEvent) => void;
}

function Items({ report, districtId, tell }: FieldWhatProps) {
  const t = useText(fieldTexts);
  const suggested = useSuggested(districtId, report.words);
  const often = useOftenReported();
  const isSuggesting = suggested.length > 0;
  const offered = isSuggesting ? suggested : often;
  const { item } = report;
  // Chosen: only it stays in sight, with a way back to the others.
  if (item) {
    return (
      <div className="gl-chosen-item">
        <NamedChips
          label={t.what}
          choices={[item]}
          chosen={item.code}
          onChoose={() => tell({ kind: 'item_chosen', item: null })}
        />
        <Button tone="quiet" icon="undo" onClick={() => tell({ kind: 'item_chosen', item: null })}>
          {t.unchoose}
        </Button>
      </div>
    );
  }
  if (offered.length === 0) return null;
  return (
    <NamedChips
      label={isSuggesting ? t.suggested : t.recent}
      choices={offered}
      chosen={undefined}
      onChoose={(next) => tell({ kind: 'item_chosen', item: next })}
    />
  );
}

function Problems({ report, districtId, tell }: FieldWhatProps) {
  const t = useText(fieldTexts);
  const { data } = useProblems(districtId, report.item?.code);
  if (!report.item || !data || data.problems.length < 2) return null;
  return (
    <NamedChips
      label={t.problem}
      choices={data.problems.map(({ code, name, nameEn }) => ({ code, name, nameEn }))}
      chosen={report.problem?.code}
      onChoose={(problem) => tell({ kind: 'problem_chosen', problem })}
    />
  );
}

export function FieldWhat(props: FieldWhatProps) {
  const { report, tell } = props;
  const t = useText(fieldTexts);
  const language = useSpoken();
  const speech = useSpeech(language, (heard) => tell({ kind: 'wrote', words: `${report.words}${heard}` }));
  return (
    <section className="gl-field-what" aria-label={t.what}>
      <Items {...props} />
      <Problems {...props} />
      <div className="gl-field-words">
        <TextArea
          label={t.words}
          rows={2}
          maxLength={500}
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
      {speech.hasFailed ? <FieldError>{t.noSpeech}</FieldError> : null}
    </section>
  );
}
