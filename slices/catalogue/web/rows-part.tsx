// The rows of a version as a table: one kind of row at a time, or those that a finding of the audit points
// to. Every row says what it says in words; in a draft it can be edited, added and taken away.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { fieldsOf, type Names } from '../core/row-words.ts';
import { type Around, HeadingForm, RowForm, SHEET_OF } from './row-form.tsx';
import {
  isDraft,
  type RowLine,
  type RowsPage,
  type Saved,
  useRows,
  useSave,
  type Version,
} from './use-workshop.ts';
import { workshopTexts } from './workshop-texts.ts';

const TABLES = ['item', 'problem', 'rule', 'entry', 'defaults', 'heading'] as const;
type TableId = (typeof TABLES)[number];
const PAGE = 100;
const MOST = 2_000;
const REST_MS = 250;

type Doing = { readonly act: 'add' } | { readonly act: 'edit' | 'remove'; readonly line: RowLine };

function namesOf({ units, areas }: Around): Names {
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
  const areaNames = new Map(areas.map(({ value, label }) => [value, label.trim()]));
  return { unit: (id) => unitNames.get(id) ?? id, area: (path) => areaNames.get(path) ?? path };
}

interface LineProps {
  readonly line: RowLine;
  readonly names: Names;
  readonly onDo: ((doing: Doing) => void) | undefined;
}

function Line({ line, names, onDo }: LineProps) {
  const t = useText(workshopTexts);
  const language = useSpoken();
  const name = line.words[language];
  // What stands in the name already is not said twice.
  const fields = fieldsOf(line.row, names).filter(({ value }) => !name.includes(value[language]));
  const canRemove = line.row.table !== 'defaults' && line.row.table !== 'heading';
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <dl className="gl-lists-fields">
          {fields.map((field) => (
            <div key={field.name.zh}>
              <dt>{field.name[language]}</dt>
              <dd>{field.value[language]}</dd>
            </div>
          ))}
        </dl>
      </td>
      {onDo ? (
        <td className="gl-lists-acts">
          <Button size="small" label={t.editOf(name)} onClick={() => onDo({ act: 'edit', line })}>
            {t.edit}
          </Button>
          {canRemove ? (
            <Button
              size="small"
              tone="quiet"
              label={t.removeOf(name)}
              onClick={() => onDo({ act: 'remove', line })}
            >
              {t.remove}
            </Button>
          ) : null}
        </td>
      ) : null}
    </tr>
  );
}

interface RemoveProps {
  readonly line: RowLine;
  readonly page: RowsPage;
  readonly districtId: string;
  readonly onClose: () => void;
  readonly onSaved: (saved: Saved) => void;
}

function Remove({ line, page, districtId, onClose, onSaved }: RemoveProps) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const { catalogueId, revision } = page;
  const save = useSave({ districtId, catalogueId }, { onDone: onSaved });
  const title = t.removeOf(line.words[language]);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button
            tone="danger"
            isBusy={save.isSending}
            onClick={() => void save.send({ revision, put: [], remove: [line.key] })}
          >
            {t.remove}
          </Button>
        </>
      }
    >
      <p>{t.removeWhy}</p>
      {save.error ? <Notice tone="danger">{tellError(save.error, language)}</Notice> : null}
    </Dialog>
  );
}

interface DoProps {
  readonly doing: Doing;
  readonly table: TableId;
  readonly page: RowsPage;
  readonly around: Around;
  readonly onClose: () => void;
  readonly onSaved: (saved: Saved) => void;
}

function Do({ doing, table, page, around, onClose, onSaved }: DoProps) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const { catalogueId, revision } = page;
  const common = { catalogueId, revision, around, onClose, onSaved };
  if (doing.act === 'add') {
    const sheet = table === 'heading' ? '细类' : SHEET_OF[table];
    return <RowForm {...common} title={t.add} sheet={sheet} before={undefined} />;
  }
  const { line } = doing;
  if (doing.act === 'remove') {
    return <Remove {...{ line, page, onClose, onSaved }} districtId={around.districtId} />;
  }
  const title = t.editOf(line.words[language]);
  return line.row.table === 'heading' ? (
    <HeadingForm {...common} title={title} before={line.row.heading} />
  ) : (
    <RowForm {...common} title={title} sheet={SHEET_OF[line.row.table]} before={line.row} />
  );
}

function Lines({ page, around, onDo }: { page: RowsPage; around: Around; onDo: (doing: Doing) => void }) {
  const t = useText(workshopTexts);
  const names = namesOf(around);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-lists-scroll" aria-label={t.rows} tabIndex={0}>
      <table className="gl-lists-table">
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.details}</th>
            {page.isEditable ? <th scope="col">{t.acts}</th> : null}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((line) => (
            <Line key={line.key} line={line} names={names} onDo={page.isEditable ? onDo : undefined} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useChoice() {
  const { query } = useRoute();
  const asked = query.get('table');
  const table: TableId = TABLES.find((one) => one === asked) ?? 'item';
  return { table, rows: query.get('rows') ?? '', text: query.get('text') ?? '' };
}

interface HeadProps {
  readonly choice: ReturnType<typeof useChoice>;
  readonly canAdd: boolean;
  readonly onAdd: () => void;
}

function RowsHead({ choice: { table, rows, text }, canAdd, onAdd }: HeadProps) {
  const t = useText(workshopTexts);
  return (
    <>
      {rows === '' ? (
        <Chips
          label={t.table}
          choices={TABLES.map((id) => ({ id, label: t[id] }))}
          chosen={table}
          onChoose={(next) => setQuery({ table: next, text: undefined })}
        />
      ) : (
        <Notice>
          {t.ofFinding}{' '}
          <Button size="small" onClick={() => setQuery({ rows: undefined })}>
            {t.showAll}
          </Button>
        </Notice>
      )}
      <div className="gl-lists-choices">
        <TextField
          type="search"
          label={t.search}
          help={t.searchHelp}
          value={text}
          onChange={(next) => setQuery({ text: next === '' ? undefined : next })}
        />
        {canAdd ? (
          <Button icon="plus" onClick={onAdd}>
            {t.add}
          </Button>
        ) : null}
      </div>
    </>
  );
}

export function RowsPart({ version, around }: { version: Version; around: Around }) {
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const choice = useChoice();
  const { table, rows, text } = choice;
  const [limit, setLimit] = useState(PAGE);
  const [doing, setDoing] = useState<Doing>();
  const [saved, setSaved] = useState<Saved>();
  const of = { districtId: around.districtId, catalogueId: version.id };
  const asked = useRows({ ...of, table, rows, text: useRested(text, REST_MS) ?? '', limit });
  const { data, error, refetch } = asked;
  const canAdd = isDraft(version) && rows === '' && table !== 'defaults' && table !== 'heading';
  const onSaved = (next: Saved) => {
    setDoing(undefined);
    setSaved(next);
  };
  return (
    <>
      <RowsHead choice={choice} canAdd={canAdd} onAdd={() => setDoing({ act: 'add' })} />
      {isDraft(version) ? null : <p className="gl-field-help">{t.notDraft}</p>}
      {saved ? <Notice tone="ok">{t.saved(saved.differences.length)}</Notice> : null}
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={8} /> : null}
      {data?.rows.length === 0 ? <Empty title={t.noRows}>{t.noRowsWhy}</Empty> : null}
      {data && data.rows.length > 0 ? (
        <>
          <p role="status">{t.found(data.rows.length, data.total)}</p>
          <Lines page={data} around={around} onDo={setDoing} />
          {data.next && limit < MOST ? (
            <Button onClick={() => setLimit(Math.min(MOST, limit * 3))}>{t.more}</Button>
          ) : null}
        </>
      ) : null}
      {doing && data ? (
        <Do {...{ doing, table, around, onSaved }} page={data} onClose={() => setDoing(undefined)} />
      ) : null}
    </>
  );
}
