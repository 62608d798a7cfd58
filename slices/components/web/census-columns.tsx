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

/** Fields that are words, which a file may keep in several columns: a street and a number make one name. */
const JOINED: readonly Field[] = ['name', 'externalCode'];
/** More columns than make one name. */
const MOST_JOINED = 4;

function chosen(preview: Preview, { columns }: Columns, field: Field): readonly string[] {
  const said = columns.find((one) => one.field === field)?.headings;
  if (said) return said;
  const guess = guessed(preview, field);
  return guess === '' ? [] : [guess];
}

/** Whether every row can have this field: from a column, or as one value for the whole file. */
export const isSaid = (preview: Preview, all: Columns, field: Field): boolean =>
  chosen(preview, all, field).length > 0 || all.constants.some((one) => one.field === field);

export function withColumns(
  preview: Preview,
  all: Columns,
  field: Field,
  headings: readonly string[],
): Columns {
  const others = all.columns.filter((one) => one.field !== field);
  const [first = '', ...joined] = headings;
  const isGuess = joined.length === 0 && first === guessed(preview, field);
  return {
    ...all,
    columns: first === '' || isGuess ? others : [...others, { field, headings: [...headings] }],
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

interface ChoicesProps {
  readonly name: string;
  readonly headings: readonly string[];
  readonly value: readonly string[];
  /** How many may be joined. */
  readonly most: number;
  readonly onChange: (headings: readonly string[]) => void;
}

/** A column, and where it is of words one more for as long as there is one: they are joined by a space. */
function HeadingChoices({ name, headings, value, most, onChange }: ChoicesProps) {
  const t = useText(censusTexts);
  const rows = value.length < most && value.length > 0 ? [...value, ''] : value.length > 0 ? value : [''];
  const labelOf = (at: number) => (at === 0 ? `${name} ${t.column}` : t.joinedTo(name, at + 1));
  return rows.map((heading, at) => {
    const free = headings.filter((one) => one === heading || !value.includes(one));
    return (
      <NativeSelect
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the line is what a choice is of
        key={at}
        label={<span className="gl-unseen">{labelOf(at)}</span>}
        placeholder={at === 0 ? t.notThere : t.join}
        value={heading}
        choices={free.map((one) => ({ value: one, label: one }))}
        onChange={(next) =>
          onChange([...rows.slice(0, at), next, ...rows.slice(at + 1)].filter((one) => one !== ''))
        }
      />
    );
  });
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
          <HeadingChoices
            name={name}
            headings={preview.headings.map(({ heading }) => heading)}
            value={chosen(preview, value, field)}
            most={JOINED.includes(field) ? MOST_JOINED : 1}
            onChange={(headings) => onChange(withColumns(preview, value, field, headings))}
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
