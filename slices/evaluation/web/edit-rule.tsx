// Changing the bands of one indicator or the weights of one scheme: what, from when, by what source; tried on
// the last full month as it stands in the form, and only then proposed to a second person.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type RulesView, TRIED_BY, type Trial, type TriedBy } from '../core/contract-editions.ts';
import { wordsOf } from './figure-parts.tsx';
import { type Draft, draftOf, editionIn, type RuleOf, sumOf } from './rule-draft.ts';
import { ruleTexts } from './rule-texts.ts';
import { TrialTable } from './trial-table.tsx';
import { useProposeEdition, useTrial } from './use-rules.ts';

interface FieldsProps {
  readonly of: RuleOf;
  readonly rules: RulesView;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

function Numbers({ of, rules, draft, onChange }: FieldsProps) {
  const t = useText(ruleTexts);
  const language = useSpoken();
  const labelOf = (key: string): string => {
    if (of.kind === 'indicator') {
      const { shownAs } = of.rule;
      return (shownAs === 'rate' ? t.limitRate : shownAs === 'points' ? t.limitPoints : t.limitTime)(key);
    }
    const found = rules.indicators.find(({ id }) => id === key);
    return t.weight(found ? wordsOf(found, language) : key);
  };
  return (
    <fieldset className="gl-evaluation-numbers">
      <legend>{of.kind === 'indicator' ? t.bands : t.sum(sumOf(draft))}</legend>
      {Object.entries(draft.numbers).map(([key, text]) => (
        <TextField
          key={key}
          label={labelOf(key)}
          inputMode="decimal"
          value={text}
          onChange={(next) => onChange({ ...draft, numbers: { ...draft.numbers, [key]: next } })}
        />
      ))}
    </fieldset>
  );
}

function Fields(props: FieldsProps) {
  const t = useText(ruleTexts);
  const { draft, rules, onChange } = props;
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Numbers {...props} />
      <TextField
        type="date"
        label={t.validFrom}
        help={t.validFromHelp}
        min={rules.today}
        value={draft.validFrom}
        onChange={(validFrom) => set({ validFrom })}
      />
      <TextField
        type="date"
        label={t.validTo}
        optional={t.optional}
        min={draft.validFrom}
        value={draft.validTo}
        onChange={(validTo) => set({ validTo })}
      />
      <TextField
        label={t.source}
        help={t.sourceHelp}
        maxLength={200}
        value={draft.source}
        onChange={(source) => set({ source })}
      />
      <TextArea
        label={t.reason}
        help={t.reasonHelp}
        rows={2}
        maxLength={500}
        value={draft.why}
        onChange={(why) => set({ why })}
      />
    </>
  );
}

const grainsOf = (of: RuleOf): readonly TriedBy[] =>
  TRIED_BY.filter((by) => (of.kind === 'scheme' ? of.rule.grain === by : of.rule.grains.includes(by)));

interface EditProps {
  readonly of: RuleOf;
  readonly rules: RulesView;
  readonly onClose: () => void;
  readonly onProposed: () => void;
}

type Asked = NonNullable<ReturnType<typeof editionIn>>;

/** The trial of what stands in the form, page by page; gone as soon as something else stands there. */
function useTried(edition: Asked | undefined, by: TriedBy | undefined) {
  const [tried, setTried] = useState<{ readonly key: string; readonly trial: Trial }>();
  const trying = useTrial();
  const key = edition === undefined ? '' : JSON.stringify({ ...edition, by });
  const trial = tried?.key === key ? tried.trial : undefined;
  const tryIt = async () => {
    if (!edition || by === undefined) return;
    const after = trial?.nextAfter ?? undefined;
    const page = await trying.send({ ...edition, by, ...(after === undefined ? {} : { after }) });
    const before = after === undefined ? [] : (trial?.rows ?? []);
    if (page) setTried({ key, trial: { ...page, rows: [...before, ...page.rows] } });
  };
  return { trial, tryIt: () => void tryIt(), isBusy: trying.isSending, error: trying.error };
}

function EditForm({ of, rules, onProposed }: EditProps) {
  const t = useText(ruleTexts);
  const language = useSpoken();
  const [draft, setDraft] = useState(() => draftOf(of, rules));
  const grains = grainsOf(of);
  const [by, setBy] = useState(grains[0]);
  const proposing = useProposeEdition(onProposed);
  const edition = editionIn(rules.areaPath, of, draft);
  const { trial, tryIt, isBusy, error: untried } = useTried(edition, by);
  // Of persons there is no score, and so no trial of it.
  const isTried = by === undefined || trial !== undefined;
  const propose = () => {
    if (edition) void proposing.send({ ...edition, why: draft.why.trim() });
  };
  const error = untried ?? proposing.error;
  const isReady = edition !== undefined && isTried && draft.why.trim().length > 1;
  return (
    <Form
      className="gl-evaluation-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) propose();
      }}
    >
      <Fields of={of} rules={rules} draft={draft} onChange={setDraft} />
      {by !== undefined && grains.length > 1 ? (
        <Segments
          label={t.by}
          chosen={by}
          onChoose={setBy}
          choices={grains.map((id) => ({ id, label: id === 'area' ? t.byArea : t.byUnit }))}
        />
      ) : null}
      {by === undefined ? null : (
        <Button isBusy={isBusy} disabled={edition === undefined} onClick={tryIt}>
          {t.tryIt}
        </Button>
      )}
      {trial ? (
        <TrialTable trial={trial} indicator={of.kind === 'indicator' ? of.rule : undefined} onMore={tryIt} />
      ) : null}
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
      {isTried ? null : <p className="gl-quiet">{t.tryFirst}</p>}
      <Button type="submit" tone="primary" isBusy={proposing.isSending} disabled={!isReady}>
        {t.propose}
      </Button>
    </Form>
  );
}

export function EditRule(props: EditProps) {
  const t = useText(ruleTexts);
  const language = useSpoken();
  return (
    <Dialog isOpen size="large" title={t.changeOf(wordsOf(props.of.rule, language))} onClose={props.onClose}>
      <EditForm {...props} />
    </Dialog>
  );
}
