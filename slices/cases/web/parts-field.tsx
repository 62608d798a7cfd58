// The parts of a matter that several units must settle: for each what is to be done, and where the rules
// would not do, who and under which item. Parts are kept in the form's draft as the API takes them.
import { Button } from '../../../ui/button/button.tsx';
import { FieldError, TextArea } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { deskTexts } from './desk-texts.ts';
import { ItemField, UnitField } from './found-fields.tsx';
import type { FieldProps } from './plain-fields.tsx';
import type { AbilityField, CaseView } from './use-cases.ts';

interface Part {
  readonly unitId?: string;
  readonly itemCode?: string;
  readonly words?: string;
  readonly reason?: string;
}

/** A matter in one part is not in parts. */
const FEWEST = 2;
const MOST = 8;

const partsIn = (value: unknown): readonly Part[] => {
  const given = Array.isArray(value) ? (value as readonly Part[]) : [];
  return given.length >= FEWEST ? given : [...given, ...Array<Part>(FEWEST - given.length).fill({})];
};

/** What says nothing is left out, so that the rules decide. */
const withChange = (part: Part, name: keyof Part, value: unknown): Part => {
  const { [name]: _, ...rest } = part;
  return typeof value === 'string' && value !== '' ? { ...rest, [name]: value } : rest;
};

const named = (name: string, type: string): AbilityField => ({
  name,
  type,
  zh: name,
  en: name,
  isRequired: false,
});

interface OnePartProps {
  readonly of: CaseView;
  readonly part: Part;
  readonly at: number;
  readonly onChange: (part: Part) => void;
  readonly onRemove: (() => void) | undefined;
}

function OnePart({ of, part, at, onChange, onRemove }: OnePartProps) {
  const t = useText(deskTexts);
  const put = (name: keyof Part) => (value: unknown) => onChange(withChange(part, name, value));
  const field = (name: keyof Part, label: string): FieldProps => ({
    field: named(name, 'id'),
    label,
    value: part[name],
    onChange: put(name),
    error: undefined,
    optional: undefined,
  });
  return (
    <fieldset className="gl-part-form">
      <legend>
        {t.partNo(at + 1)}
        {onRemove ? (
          <Button tone="quiet" size="small" icon="close" label={t.partRemove(at + 1)} onClick={onRemove} />
        ) : null}
      </legend>
      <TextArea label={t.partWords} rows={2} value={part.words ?? ''} onChange={put('words')} />
      <UnitField {...field('unitId', t.partUnit)} terms={{ areaPath: of.areaPath, isServingOnly: true }} />
      <ItemField {...field('itemCode', t.partItem)} districtId={of.areaPath.slice(0, 6)} />
    </fieldset>
  );
}

export function PartsField({ of, value, onChange, error }: FieldProps & { readonly of: CaseView }) {
  const t = useText(deskTexts);
  const parts = partsIn(value);
  const put = (at: number, part: Part) => onChange(parts.map((one, index) => (index === at ? part : one)));
  return (
    <div className="gl-parts-form">
      <p className="gl-muted">{t.splitHelp}</p>
      {parts.map((part, at) => (
        <OnePart
          // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name but its place
          key={at}
          of={of}
          part={part}
          at={at}
          onChange={(next) => put(at, next)}
          onRemove={
            parts.length > FEWEST ? () => onChange(parts.filter((_, index) => index !== at)) : undefined
          }
        />
      ))}
      {error === undefined ? null : <FieldError>{error}</FieldError>}
      {parts.length < MOST ? (
        <Button size="small" icon="plus" onClick={() => onChange([...parts, {}])}>
          {t.partAdd}
        </Button>
      ) : null}
    </div>
  );
}
