// One row of the lists as a form: the same cells as in the workbook, read by the same reader, so that what
// a cell may say and what is told of a wrong one is one thing. Sent by its button or Ctrl Enter.
import { type FormEvent, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { type Choice, NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { RowNote } from '../core/import-cells.ts';
import { type Heading, keyOf, type ListRow } from '../core/list-rows.ts';
import { UNIT_SPECIALTIES } from '../core/unit-specialties.ts';
import type { Cells } from '../core/table-cells.ts';
import { THING_CONDITION_WORDS, THING_CONDITIONS } from '../core/thing-condition.ts';
import { cellsOf, HEADINGS, readCells, type SheetName } from '../core/workshop-tables.ts';
import { type Saved, type UnitHere, useSave } from './use-workshop.ts';
import { HEADING_EN, workshopTexts } from './workshop-texts.ts';

export const SHEET_OF = {
  entry: '大类小类',
  item: '细类',
  problem: '问题',
  rule: '责任规则',
  defaults: '默认条件',
} as const satisfies Record<string, SheetName>;

export interface Around {
  readonly districtId: string;
  readonly units: readonly UnitHere[];
  /** Paths with their names, down to the grid. */
  readonly areas: readonly Choice[];
}

const LONG = new Set(['立案条件', '结案条件', '法律依据', '别名', '关键词']);
const isLimit = (heading: string): boolean => heading.endsWith('时限');

const pick = (language: Language, rows: readonly (readonly [string, string, string])[]): Choice[] =>
  rows.map(([value, zh, en]) => ({ value, label: language === 'zh' ? zh : en }));

const LEVELS = [
  ['区', '区级', 'district'],
  ['镇街', '镇街级', 'street'],
  ['社区', '村社区级', 'community'],
] as const;

function choicesFor(
  heading: string,
  { units, areas }: Around,
  language: Language,
): readonly Choice[] | undefined {
  switch (heading) {
    case '责任区域':
      return areas;
    case '责任单位':
      return [
        ...UNIT_SPECIALTIES.map(({ code, zh, en }) => ({
          value: code,
          label: language === 'zh' ? zh : en,
        })),
        ...units.map(({ code, name }) => ({ value: `单位:${code}`, label: `${name}（${code}）` })),
      ];
    case '责任层级':
      return pick(language, [...LEVELS, ['网格', '网格级', 'grid']]);
    case '受理层级':
      return pick(language, LEVELS);
    case '核查方式':
      return pick(language, [
        ['巡查员', '巡查员', 'inspector'],
        ['上报人', '上报人', 'reporter'],
        ['中心', '中心', 'centre'],
      ]);
    case '随手处置':
      return pick(language, [
        ['结案', '直接结案', 'closed'],
        ['核查', '待核查', 'to verify'],
      ]);
    case '部件状况':
      return THING_CONDITIONS.map((condition) => {
        const words = THING_CONDITION_WORDS[condition];
        return { value: words.zh, label: words[language] };
      });
    default:
      return undefined;
  }
}

interface CellProps {
  readonly heading: string;
  readonly value: string;
  readonly note: RowNote | undefined;
  readonly around: Around;
  readonly isFixed: boolean;
  readonly onChange: (value: string) => void;
}

function Cell({ heading, value, note, around, isFixed, onChange }: CellProps) {
  const t = useText(workshopTexts);
  const language = useSpoken();
  const label = language === 'zh' ? heading : (HEADING_EN[heading] ?? heading);
  const error = note ? { error: note[language] } : {};
  const choices = choicesFor(heading, around, language);
  if (choices) {
    const placeholder = heading === '责任层级' ? t.nearest : t.saysNothing;
    return <NativeSelect {...{ label, value, choices, onChange, placeholder, ...error }} />;
  }
  if (LONG.has(heading))
    return <TextArea {...{ label, value, onChange, ...error }} rows={2} maxLength={2_000} />;
  const help = heading === '处置时限' ? { help: t.limitHelp } : {};
  return (
    <TextField {...{ label, value, onChange, ...help, ...error }} maxLength={200} readOnly={isFixed} />
  );
}

/** `问题 处置时限` → `处置时限`; a limit that cannot be read is told under its own name. */
const noteFor = (notes: readonly RowNote[], heading: string, value: string): RowNote | undefined =>
  notes.find(
    (note) =>
      note.column === heading ||
      (isLimit(heading) && note.column === '处置时限' && note.zh.includes(`“${value}”`)),
  );

export interface RowFormProps {
  readonly title: string;
  readonly sheet: SheetName;
  readonly before: ListRow | undefined;
  readonly catalogueId: string;
  readonly revision: number;
  readonly around: Around;
  readonly onClose: () => void;
  readonly onSaved: (saved: Saved) => void;
}

function useCells({ sheet, before, around }: RowFormProps) {
  const codes = new Map(around.units.map((unit) => [unit.id, unit.code]));
  const ids = new Map(around.units.map((unit) => [unit.code, unit.id]));
  const blank = Object.fromEntries(HEADINGS[sheet].map((heading) => [heading, '']));
  const [cells, setCells] = useState<Cells>(
    before
      ? { ...cellsOf(before, (id) => codes.get(id) ?? id) }
      : { ...blank, 责任区域: around.districtId },
  );
  const read = () =>
    readCells(sheet, cells, before, {
      districtId: around.districtId,
      codes: (id) => codes.get(id) ?? id,
      units: (code) => ids.get(code) ?? (codes.has(code) ? code : undefined),
      nextId: () => crypto.randomUUID(),
    });
  return { cells, read, set: (heading: string, value: string) => setCells({ ...cells, [heading]: value }) };
}

export function RowForm(props: RowFormProps) {
  const { title, sheet, before, catalogueId, revision, around, onClose, onSaved } = props;
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const { cells, read, set } = useCells(props);
  const [notes, setNotes] = useState<readonly RowNote[]>([]);
  const save = useSave({ districtId: around.districtId, catalogueId }, { onDone: onSaved });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { row, notes: found } = read();
    setNotes(found);
    if (!row) return;
    // A row that got another code is another row: the old one goes.
    const remove = before && keyOf(before) !== keyOf(row) ? [keyOf(before)] : [];
    void save.send({ revision, put: [row], remove });
  };
  const shown = HEADINGS[sheet];
  const others = notes.filter(
    (note) => !shown.some((heading) => noteFor([note], heading, cells[heading] ?? '')),
  );
  return (
    <Dialog isOpen size="large" onClose={onClose} title={title}>
      <Form className="gl-lists-form" onSubmit={submit}>
        <div className="gl-lists-cells">
          {shown.map((heading) => (
            <Cell
              key={heading}
              heading={heading}
              value={cells[heading] ?? ''}
              note={noteFor(notes, heading, cells[heading] ?? '')}
              around={around}
              isFixed={before !== undefined && heading === '代码'}
              onChange={(value) => set(heading, value)}
            />
          ))}
        </div>
        {others.map((note) => (
          <Notice key={note.zh} tone="danger">
            {note[language]}
          </Notice>
        ))}
        {save.error ? <Notice tone="danger">{tellError(save.error, language)}</Notice> : null}
        <div className="gl-lists-acts">
          <Button tone="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" tone="primary" isBusy={save.isSending}>
            {t.save}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** Title and day, which no sheet has. */
export function HeadingForm({
  before,
  ...props
}: Omit<RowFormProps, 'before' | 'sheet'> & { before: Heading }) {
  const { title, catalogueId, revision, around, onClose, onSaved } = props;
  const [t, language] = [useText(workshopTexts), useSpoken()];
  const [heading, setHeading] = useState(before);
  const save = useSave({ districtId: around.districtId, catalogueId }, { onDone: onSaved });
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <Form
        className="gl-lists-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save.send({ revision, put: [{ table: 'heading', heading }], remove: [] });
        }}
      >
        <TextField
          label={t.title}
          value={heading.title}
          maxLength={200}
          onChange={(next) => setHeading({ ...heading, title: next })}
        />
        <TextField
          type="date"
          label={t.effectiveFrom}
          value={heading.effectiveFrom}
          onChange={(next) => setHeading({ ...heading, effectiveFrom: next })}
        />
        {save.error ? <Notice tone="danger">{tellError(save.error, language)}</Notice> : null}
        <div className="gl-lists-acts">
          <Button tone="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button
            type="submit"
            tone="primary"
            isBusy={save.isSending}
            disabled={heading.title.trim() === '' || heading.effectiveFrom === ''}
          >
            {t.save}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
