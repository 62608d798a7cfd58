// Seven days of a rota: whose turn it is, in order, and what is otherwise than the week says.
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { dateOfDay, dayNumber, weekdayOfDay } from '../../calendar/core/day.ts';
import type { RotaView } from '../../duty/core/contract.ts';
import { MINUTES_A_DAY, plannedOn, type Shift } from '../../duty/core/rota.ts';
import { endOf, timeOf } from './duty-form.ts';
import { dutyTexts } from './duty-texts.ts';

interface PeopleProps {
  readonly ids: readonly string[];
  readonly rota: RotaView;
}

/** `1. 王敏 2. 李强`; who has left is marked. */
export function PeopleInOrder({ ids, rota }: PeopleProps) {
  const t = useText(dutyTexts);
  return (
    <ol className="gl-duty-order">
      {ids.map((id) => {
        const one = rota.people.find(({ personId }) => personId === id);
        return (
          <li key={id}>
            {one?.name ?? ''} {one?.mayAnswer === false ? <Badge tone="warn">{t.left}</Badge> : null}
          </li>
        );
      })}
    </ol>
  );
}

function ShiftLine({ shift, rota }: { shift: Shift; rota: RotaView }) {
  const t = useText(dutyTexts);
  const isOver = shift.toMinute > MINUTES_A_DAY;
  return (
    <div className="gl-duty-line">
      <span className="gl-figures">
        {timeOf(shift.fromMinute)}–{isOver ? `${t.nextDay} ` : ''}
        {endOf(shift.toMinute)}
      </span>
      <PeopleInOrder ids={shift.personIds} rota={rota} />
    </div>
  );
}

interface WeekProps {
  readonly rota: RotaView;
  readonly today: string;
  readonly onChange: (day: string) => void;
}

export function DutyWeek({ rota, today, onChange }: WeekProps) {
  const t = useText(dutyTexts);
  const names = t.weekdayNames.split(' ');
  const first = dayNumber(rota.from);
  return (
    <ul className="gl-duty-week" aria-label={t.week(rota.from)}>
      {names.map((_, index) => {
        const day = dateOfDay(first + index);
        const { shifts, isException } = plannedOn(rota, day);
        const why = rota.days.find((one) => one.day === day)?.why;
        return (
          <li key={day} aria-current={day === today ? 'date' : undefined}>
            <div className="gl-duty-day">
              <strong className="gl-figures">{day}</strong>
              <span>{names[weekdayOfDay(first + index) - 1]}</span>
              {isException ? <Badge tone="accent">{t.exception}</Badge> : null}
              {rota.canArrange && day >= today ? (
                <Button
                  size="small"
                  tone="quiet"
                  label={t.changeDayOf(day)}
                  onClick={() => onChange(day)}
                >
                  {t.changeDay}
                </Button>
              ) : null}
            </div>
            {why === undefined ? null : <p className="gl-quiet">{why}</p>}
            {shifts.length === 0 ? <p className="gl-quiet">{t.nobody}</p> : null}
            {shifts.map((shift) => (
              <ShiftLine key={shift.fromMinute} shift={shift} rota={rota} />
            ))}
          </li>
        );
      })}
    </ul>
  );
}
