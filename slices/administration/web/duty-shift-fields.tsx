// The shifts of a day or of a week in a form: when, on which weekdays, and who stands in which place.
import { Button } from '../../../ui/button/button.tsx';
import { Checkbox, NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { RotaView } from '../../duty/core/contract.ts';
import { MOST_IN_ORDER } from '../../duty/core/rota.ts';
import { NEW_SHIFT, type ShiftDraft } from './duty-form.ts';
import { dutyTexts } from './duty-texts.ts';

type People = RotaView['people'];

interface ShiftProps {
  readonly draft: ShiftDraft;
  readonly people: People;
  readonly onChange: (draft: ShiftDraft) => void;
}

function Weekdays({ draft, onChange }: Omit<ShiftProps, 'people'>) {
  const t = useText(dutyTexts);
  const toggle = (weekday: number, isOn: boolean) =>
    onChange({
      ...draft,
      weekdays: isOn
        ? [...draft.weekdays, weekday].sort()
        : draft.weekdays.filter((one) => one !== weekday),
    });
  return (
    <fieldset className="gl-admin-choices">
      <legend>{t.weekdays}</legend>
      {t.weekdayNames.split(' ').map((name, index) => (
        <Checkbox
          key={name}
          isChecked={draft.weekdays.includes(index + 1)}
          onChange={(isOn) => toggle(index + 1, isOn)}
        >
          {name}
        </Checkbox>
      ))}
    </fieldset>
  );
}

/** One place more than there are people, until the order is full. */
function Places({ draft, people: all, onChange }: ShiftProps) {
  const t = useText(dutyTexts);
  const chosen = draft.people.filter((id) => id !== '');
  const places = [...chosen, ''].slice(0, MOST_IN_ORDER);
  const set = (index: number, id: string) => {
    const people = places.map((one, at) => (at === index ? id : one)).filter((one) => one !== '');
    onChange({ ...draft, people });
  };
  return (
    <div className="gl-admin-choices">
      {places.map((id, index) => {
        const free = all.filter(
          (one) => one.personId === id || (one.mayAnswer && !chosen.includes(one.personId)),
        );
        const label = t.place(index + 1);
        return (
          <NativeSelect
            key={label}
            label={label}
            value={id}
            onChange={(next) => set(index, next)}
            choices={[
              { value: '', label: t.noOne },
              ...free.map((one) => ({ value: one.personId, label: one.name })),
            ]}
          />
        );
      })}
    </div>
  );
}

interface ShiftFieldsProps {
  readonly drafts: readonly ShiftDraft[];
  readonly people: People;
  readonly isWeekly: boolean;
  readonly onChange: (drafts: readonly ShiftDraft[]) => void;
}

export function ShiftFields({ drafts, people, isWeekly, onChange }: ShiftFieldsProps) {
  const t = useText(dutyTexts);
  const set = (index: number, draft: ShiftDraft) =>
    onChange(drafts.map((one, at) => (at === index ? draft : one)));
  return (
    <>
      {drafts.map((draft, index) => {
        const name = t.shift(index + 1);
        const change = (next: ShiftDraft) => set(index, next);
        return (
          <fieldset key={name} className="gl-duty-shift">
            <legend>{name}</legend>
            <div className="gl-admin-choices">
              <TextField
                type="time"
                label={t.from}
                value={draft.from}
                onChange={(from) => change({ ...draft, from })}
              />
              <TextField
                type="time"
                label={t.to}
                help={t.toHelp}
                value={draft.to}
                onChange={(to) => change({ ...draft, to })}
              />
            </div>
            {isWeekly ? <Weekdays draft={draft} onChange={change} /> : null}
            <Places draft={draft} people={people} onChange={change} />
            <Button
              size="small"
              tone="quiet"
              label={`${t.removeShift} ${index + 1}`}
              onClick={() => onChange(drafts.filter((_, at) => at !== index))}
            >
              {t.removeShift}
            </Button>
          </fieldset>
        );
      })}
      <div>
        <Button size="small" icon="plus" onClick={() => onChange([...drafts, NEW_SHIFT])}>
          {t.addShift}
        </Button>
      </div>
    </>
  );
}
