// A scheme to edit: what is in it, and its numbers, each with its name for screen readers: weights, shares of
// the references, steepness, deductions, bands and rules. It changes a draft and sends nothing.
import { Button } from '../../../ui/button/button.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { IndicatorView } from '../core/contract.ts';
import type { SchemeHead } from '../core/contract-index.ts';
import { type ReferenceKind, REFERENCES, SCHEME_SPANS, type SchemeSpan } from '../core/scheme.ts';
import { Scrolling, useReferenceWords, useWords } from './peace-parts.tsx';
import { peaceTexts } from './peace-texts.ts';

type Body = SchemeHead['body'];
type Part = Body['parts'][number];
type Deduction = Body['deductions'][number];

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly min?: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

function NumberCell({ label, value, max, min = 0, step = 1, onChange }: NumberProps) {
  return (
    <input
      className="gl-input"
      type="number"
      aria-label={label}
      {...{ value, max, min, step }}
      required
      onChange={({ target }) => {
        if (!Number.isNaN(target.valueAsNumber)) onChange(target.valueAsNumber);
      }}
    />
  );
}

interface FieldsProps {
  readonly body: Body;
  readonly indicators: readonly IndicatorView[];
  readonly onChange: (body: Body) => void;
}

const changed = <T,>(all: readonly T[], at: number, change: Partial<T>): T[] =>
  all.map((one, n) => (n === at ? { ...one, ...change } : one));

const without = <T,>(all: readonly T[], at: number): T[] => all.filter((_, n) => n !== at);

function useNames(indicators: readonly IndicatorView[]): (id: string) => string {
  const wordsOf = useWords();
  return (id) => {
    const found = indicators.find((one) => one.id === id);
    return found ? wordsOf(found) : id;
  };
}

interface PartRowProps {
  readonly part: Part;
  readonly name: string;
  readonly onChange: (change: Partial<Part>) => void;
  /** Left out for the only one there is. */
  readonly onRemove: (() => void) | undefined;
}

/** What has no share is not held against; a share makes it so. */
function Shares({ part, name, onChange }: Omit<PartRowProps, 'onRemove'>) {
  const t = useText(peaceTexts);
  const referenceWords = useReferenceWords();
  const shareOf = (to: ReferenceKind) => part.references.find((one) => one.to === to)?.share ?? 0;
  const set = (to: ReferenceKind, share: number) => {
    const all = REFERENCES.map((one) => ({ to: one, share: one === to ? share : shareOf(one) }));
    const references = all.filter((one) => one.share > 0);
    // The last share stays: a part is held against something.
    if (references.length > 0) onChange({ references });
  };
  return REFERENCES.map((to) => (
    <div key={to} className="gl-peace-share">
      <span aria-hidden="true">{referenceWords(to)}</span>
      <NumberCell
        label={t.shareOf(name, referenceWords(to))}
        value={shareOf(to)}
        max={100}
        onChange={(share) => set(to, share)}
      />
    </div>
  ));
}

function PartRow({ part, name, onChange, onRemove }: PartRowProps) {
  const t = useText(peaceTexts);
  return (
    <tr>
      <th scope="row">
        {name}{' '}
        {onRemove ? (
          <Button size="small" tone="quiet" label={t.removeOf(name)} onClick={onRemove}>
            {t.remove}
          </Button>
        ) : null}
      </th>
      <td>
        <NumberCell
          label={t.weightOf(name)}
          value={part.weight}
          min={1}
          max={100}
          onChange={(weight) => onChange({ weight })}
        />
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={`${name} ${t.perResidents}`}
          checked={part.isPerResidents}
          onChange={({ target }) => onChange({ isPerResidents: target.checked })}
        />
      </td>
      <td>
        <Shares part={part} name={name} onChange={onChange} />
      </td>
      <td>
        <NumberCell
          label={`${name} ${t.steepness}`}
          value={part.steepness}
          max={10}
          step={0.25}
          onChange={(steepness) => onChange({ steepness })}
        />
      </td>
    </tr>
  );
}

const NEW_PART = {
  weight: 10,
  isPerResidents: false,
  references: [{ to: 'year_ago', share: 100 }],
  steepness: 1,
};
const NEW_DEDUCTION = { each: 1, most: 10 };

/** One more series, of those that stand nowhere in it. */
function AddOne({ body, indicators, onChange }: FieldsProps) {
  const t = useText(peaceTexts);
  const wordsOf = useWords();
  const used = new Set([...body.parts, ...body.deductions].map(({ indicator }) => indicator));
  const free = indicators
    .filter(({ id }) => !used.has(id))
    .map((one) => ({ value: one.id, label: wordsOf(one) }));
  const addPart = (indicator: string) =>
    onChange({ ...body, parts: [...body.parts, { ...NEW_PART, indicator } as Part] });
  const addDeduction = (indicator: string) =>
    onChange({ ...body, deductions: [...body.deductions, { ...NEW_DEDUCTION, indicator }] });
  return (
    <div className="gl-peace-fields">
      <NativeSelect label={t.addPart} value="" placeholder={t.chooseOne} choices={free} onChange={addPart} />
      <NativeSelect
        label={t.addDeduction}
        value=""
        placeholder={t.chooseOne}
        choices={free}
        onChange={addDeduction}
      />
    </div>
  );
}

function Deductions({ body, indicators, onChange }: FieldsProps) {
  const t = useText(peaceTexts);
  const nameOf = useNames(indicators);
  if (body.deductions.length === 0) return null;
  const change = (at: number, one: Partial<Deduction>) =>
    onChange({ ...body, deductions: changed(body.deductions, at, one) });
  return (
    <Scrolling label={t.deductions}>
      <thead>
        <tr>
          <th scope="col">{t.deductions}</th>
          <th scope="col">{t.each}</th>
          <th scope="col">{t.most}</th>
        </tr>
      </thead>
      <tbody>
        {body.deductions.map(({ indicator, each, most }, at) => (
          <tr key={indicator}>
            <th scope="row">
              {nameOf(indicator)}{' '}
              <Button
                size="small"
                tone="quiet"
                label={t.removeOf(nameOf(indicator))}
                onClick={() => onChange({ ...body, deductions: without(body.deductions, at) })}
              >
                {t.remove}
              </Button>
            </th>
            <td>
              <NumberCell
                label={`${nameOf(indicator)} ${t.each}`}
                value={each}
                max={100}
                step={0.25}
                onChange={(next) => change(at, { each: next })}
              />
            </td>
            <td>
              <NumberCell
                label={`${nameOf(indicator)} ${t.most}`}
                value={most}
                max={100}
                step={0.25}
                onChange={(next) => change(at, { most: next })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Scrolling>
  );
}

function Rules({ body, onChange }: FieldsProps) {
  const t = useText(peaceTexts);
  const last = body.bands.length - 1;
  const number = (label: string, value: number, set: (value: number) => void, step = 1) => (
    <div className="gl-peace-share">
      <span aria-hidden="true">{label}</span>
      <NumberCell label={label} value={value} max={100} step={step} onChange={set} />
    </div>
  );
  return (
    <fieldset className="gl-peace-fields">
      <legend>{t.bands}</legend>
      {body.bands.slice(0, last).map(({ colour, least }, at) => (
        <div key={colour}>
          {number(
            t.leastOf(t[colour]),
            least,
            (next) => onChange({ ...body, bands: changed(body.bands, at, { least: next }) }),
            0.25,
          )}
        </div>
      ))}
      {number(t.lostFromZero, body.lostFromZero, (lostFromZero) => onChange({ ...body, lostFromZero }))}
      {number(t.leastJudged, body.leastJudged, (leastJudged) => onChange({ ...body, leastJudged }))}
    </fieldset>
  );
}

function Heading({ body, onChange }: FieldsProps) {
  const t = useText(peaceTexts);
  const words = (name: 'zh' | 'en' | 'source', label: string, maxLength: number) => (
    <TextField
      label={label}
      value={body[name]}
      onChange={(text) => onChange({ ...body, [name]: text })}
      required
      maxLength={maxLength}
    />
  );
  return (
    <div className="gl-peace-fields">
      {words('zh', t.zhName, 60)}
      {words('en', t.enName, 60)}
      {words('source', t.source, 500)}
      <NativeSelect
        label={t.rhythm}
        value={body.span}
        choices={SCHEME_SPANS.map((value) => ({ value, label: t[value] }))}
        onChange={(span) => onChange({ ...body, span: span as SchemeSpan })}
      />
    </div>
  );
}

export function SchemeFields(props: FieldsProps) {
  const { body, indicators, onChange } = props;
  const t = useText(peaceTexts);
  const nameOf = useNames(indicators);
  const weights = body.parts.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <>
      <Heading {...props} />
      <Scrolling label={t.weight}>
        <thead>
          <tr>
            {[t.item, t.weight, t.perResidents, t.references_, t.steepness].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.parts.map((part, at) => (
            <PartRow
              key={part.indicator}
              part={part}
              name={nameOf(part.indicator)}
              onChange={(change) => onChange({ ...body, parts: changed(body.parts, at, change) })}
              onRemove={
                body.parts.length > 1
                  ? () => onChange({ ...body, parts: without(body.parts, at) })
                  : undefined
              }
            />
          ))}
        </tbody>
      </Scrolling>
      <p className={weights === 100 ? 'gl-quiet' : 'gl-peace-wrong'} aria-live="polite">
        {t.weights(weights)}
      </p>
      <Deductions {...props} />
      <AddOne {...props} />
      <Rules {...props} />
    </>
  );
}
