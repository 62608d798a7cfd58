// Other hours of every week for a run: a field for each day, filled with the hours in force, which stay
// as they are.
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { readDay } from '../core/week-text.ts';
import { whatifTexts } from './whatif-texts.ts';

interface WeekHoursProps {
  /** Monday first. */
  readonly days: readonly string[];
  readonly onChange: (days: readonly string[]) => void;
}

export function WeekHours({ days, onChange }: WeekHoursProps) {
  const t = useText(whatifTexts);
  const names = t.weekdays.split(' ');
  return (
    <fieldset className="gl-whatif-fields">
      <legend>{t.weekly}</legend>
      {days.map((text, at) => (
        <TextField
          key={names[at]}
          label={names[at] ?? ''}
          value={text}
          maxLength={100}
          placeholder={t.closed}
          onChange={(next) => onChange(days.map((day, one) => (one === at ? next : day)))}
          {...(readDay(text) ? {} : { error: t.badHours })}
        />
      ))}
    </fieldset>
  );
}
