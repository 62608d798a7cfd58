// Which column of the file says what, as it was guessed by its name and as somebody has put it right.
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Field, FIELDS } from '../core/columns.ts';
import type { ImportWords } from '../core/contract-imports.ts';
import { censusTexts, FIELD_WORDS } from './census-texts.ts';
import type { Preview } from './use-census.ts';

export type Columns = Pick<ImportWords, 'columns' | 'constants'>;

/** What the file's own words say where nobody has said otherwise. */
const guessed = (preview: Preview, field: Field): string =>
  preview.headings.find((one) => one.field === field)?.heading ?? '';

const chosen = (preview: Preview, { columns }: Columns, field: Field): string =>
  columns.find((one) => one.field === field)?.headings[0] ?? guessed(preview, field);

export function withColumn(preview: Preview, all: Columns, field: Field, heading: string): Columns {
  const others = all.columns.filter((one) => one.field !== field);
  const isGuess = heading === guessed(preview, field);
  return {
    ...all,
    columns: heading === '' || isGuess ? others : [...others, { field, headings: [heading] }],
  };
}

export function withConstant(all: Columns, field: Field, value: string): Columns {
  const others = all.constants.filter((one) => one.field !== field);
  return { ...all, constants: value === '' ? others : [...others, { field, value }] };
}

interface RowProps {
  readonly field: Field;
  readonly preview: Preview;
  readonly value: Columns;
  readonly onChange: (value: Columns) => void;
}

function ColumnRow({ field, preview, value, onChange }: RowProps) {
  const t = useText(censusTexts);
  const isPlace = field === 'lon' || field === 'lat';
  const language = useSpoken();
  const name = FIELD_WORDS[field][language];
  const constant = value.constants.find((one) => one.field === field)?.value ?? '';
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {isPlace && preview.hasGeometry ? (
          t.fromShape
        ) : (
          <NativeSelect
            label={<span className="gl-unseen">{`${name} ${t.column}`}</span>}
            placeholder={t.notThere}
            value={chosen(preview, value, field)}
            choices={preview.headings.map(({ heading }) => ({ value: heading, label: heading }))}
            onChange={(heading) => onChange(withColumn(preview, value, field, heading))}
          />
        )}
      </td>
      <td>
        {isPlace ? null : (
          <TextField
            label={<span className="gl-unseen">{`${name} ${t.constant}`}</span>}
            maxLength={200}
            value={constant}
            onChange={(text) => onChange(withConstant(value, field, text))}
          />
        )}
      </td>
    </tr>
  );
}

function FirstRows({ preview }: { preview: Preview }) {
  const t = useText(censusTexts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-register-scroll" aria-label={t.preview} tabIndex={0}>
      <table className="gl-register-table">
        <caption>{t.preview}</caption>
        <thead>
          <tr>
            {preview.headings.map(({ heading }) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
            <tr key={number}>
              {preview.headings.map(({ heading }) => (
                <td key={heading}>{row[heading] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function CensusColumns({ preview, value, onChange }: Omit<RowProps, 'field'>) {
  const t = useText(censusTexts);
  return (
    <>
      <FirstRows preview={preview} />
      <table className="gl-register-table">
        <caption>{t.columnsHelp}</caption>
        <thead>
          <tr>
            <th scope="col">{t.field}</th>
            <th scope="col">{t.column}</th>
            <th scope="col">{t.constant}</th>
          </tr>
        </thead>
        <tbody>
          {FIELDS.map((field) => (
            <ColumnRow key={field} field={field} preview={preview} value={value} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </>
  );
}
