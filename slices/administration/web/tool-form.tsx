// What tools of the workbench share: a form that says why it can't be sent yet, and corners that are drawn on
// the map or typed, whichever comes easier.
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { readOutline, wrongCornerIn } from '../../../platform/web/map/outline.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Bench } from './bench.ts';
import { placesWords } from './bench-names.ts';
import { benchTexts } from './bench-texts.ts';
import type { Edits } from './use-grids.ts';

interface ToolFormProps {
  readonly edits: Edits;
  readonly label: string;
  /** Why it can't be sent yet; undefined when it can. */
  readonly whyNot: string | undefined;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function ToolForm({ edits, label, whyNot, onSubmit, children }: ToolFormProps) {
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whyNot === undefined) onSubmit();
  };
  return (
    <Form className="gl-admin-form" onSubmit={submit}>
      {children}
      <div className="gl-admin-acts">
        <Button
          type="submit"
          tone="primary"
          isBusy={edits.isSending}
          disabled={whyNot !== undefined}
          {...(whyNot === undefined ? {} : { 'aria-describedby': id })}
        >
          {label}
        </Button>
        <p id={id} className="gl-admin-hint">
          {whyNot}
        </p>
      </div>
    </Form>
  );
}

/** What is typed stays as typed as long as it says what is drawn. */
export function PlacesField({ bench, isLine }: { bench: Bench; isLine: boolean }) {
  const t = useText(benchTexts);
  const [typed, setTyped] = useState<string>();
  const drawn = placesWords(bench.line);
  const isOwn = typed !== undefined && placesWords(readOutline(typed, 1) ?? []) === drawn;
  const wrong = isOwn ? wrongCornerIn(typed) : undefined;
  return (
    <>
      <div className="gl-admin-acts">
        <Button
          aria-pressed={bench.isDrawing}
          icon="pin"
          onClick={() => bench.set({ isDrawing: !bench.isDrawing })}
        >
          {bench.isDrawing ? t.stopDrawing : isLine ? t.drawLine : t.drawRing}
        </Button>
        <Button tone="quiet" disabled={bench.line.length === 0} onClick={() => bench.set({ line: [] })}>
          {t.clearLine}
        </Button>
      </div>
      {bench.isDrawing ? <p role="status">{t.drawHelp}</p> : null}
      <TextArea
        label={isLine ? t.linePlaces : t.ringPlaces}
        help={t.placesHelp}
        rows={3}
        value={isOwn ? typed : drawn}
        error={wrong && (wrong.isSwapped ? t.placeSwapped : t.placeWrong)(wrong.line, wrong.words)}
        onChange={(text) => {
          setTyped(text);
          bench.set({ line: readOutline(text, 1) ?? [] });
        }}
      />
    </>
  );
}

export interface NewNames {
  readonly name: string;
  readonly nameEn: string;
}

export const namesOf = ({ name, nameEn }: NewNames) => ({
  name: name.trim(),
  ...(nameEn.trim() === '' ? {} : { nameEn: nameEn.trim() }),
});

export function NameFields({ names, onChange }: { names: NewNames; onChange: (names: NewNames) => void }) {
  const t = useText(benchTexts);
  return (
    <>
      <TextField
        label={t.name}
        maxLength={100}
        value={names.name}
        onChange={(name) => onChange({ ...names, name })}
      />
      <TextField
        label={t.nameEn}
        optional={t.optional}
        maxLength={100}
        value={names.nameEn}
        onChange={(nameEn) => onChange({ ...names, nameEn })}
      />
    </>
  );
}

const WIDEST_SNAP = 20;
export const isSnap = (text: string): boolean =>
  text === '' || (Number(text) >= 0 && Number(text) <= WIDEST_SNAP);
export const snapOf = (text: string) => (text === '' ? {} : { snapMetres: Number(text) });

export function SnapField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useText(benchTexts);
  return (
    <TextField
      label={t.snap}
      help={t.snapHelp}
      inputMode="decimal"
      value={value}
      onChange={onChange}
      error={isSnap(value) ? undefined : t.snapWrong}
    />
  );
}

export function Chosen({ names, hint, bench }: { names: string; hint: string; bench: Bench }) {
  const t = useText(benchTexts);
  if (names === '') return <p>{hint}</p>;
  return (
    <p role="status">
      {t.chosen(names)}{' '}
      <Button size="small" tone="quiet" onClick={() => bench.set({ chosen: [] })}>
        {t.letGo}
      </Button>
    </p>
  );
}
