// A year of a working calendar, month by month: holidays and make-up days with their names, local
// exceptions marked. A colour never stands alone: each marked day carries its word.
import { useText } from '../../../ui/words/texts.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { placeTexts } from './place-texts.ts';

export interface MarkedDay {
  readonly day: string;
  readonly kind: 'off' | 'work' | 'exception';
  readonly name: string;
  readonly nameEn: string;
}

const pad = (n: number): string => String(n).padStart(2, '0');
const DAYS_A_WEEK = 7;

/** Weeks of a month, Monday first; null where the week belongs to another month. */
function weeksOf(year: number, month: number): (number | null)[][] {
  const first = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % DAYS_A_WEEK;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells = [...Array<null>(first).fill(null), ...Array.from({ length }, (_, n) => n + 1)];
  return Array.from({ length: Math.ceil(cells.length / DAYS_A_WEEK) }, (_, week) =>
    cells.slice(week * DAYS_A_WEEK, (week + 1) * DAYS_A_WEEK),
  );
}

function Day({ day, mark }: { day: number; mark: MarkedDay | undefined }) {
  const language = useSpoken();
  if (!mark) return <div className="gl-admin-day">{day}</div>;
  const name = language === 'zh' ? mark.name : mark.nameEn;
  return (
    <div className={`gl-admin-day is-${mark.kind}`} title={name}>
      {day}
      <small>{name}</small>
    </div>
  );
}

function Month({
  year,
  month,
  marks,
}: {
  year: number;
  month: number;
  marks: ReadonlyMap<string, MarkedDay>;
}) {
  const t = useText(placeTexts);
  return (
    <div className="gl-admin-month">
      <table>
        <caption>{t.month(month)}</caption>
        <thead>
          <tr>
            {t.weekdays.split(' ').map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {Array.from({ length: DAYS_A_WEEK }, (_, n) => week[n] ?? null).map((day, n) => (
                <td key={day ?? `none ${n}`}>
                  {day === null ? null : (
                    <Day day={day} mark={marks.get(`${year}-${pad(month)}-${pad(day)}`)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, n) => n + 1);

export function YearView({ year, days }: { year: number; days: readonly MarkedDay[] }) {
  const marks = new Map(days.map((day) => [day.day, day]));
  return (
    <div className="gl-admin-year">
      {MONTHS.map((month) => (
        <Month key={month} year={year} month={month} marks={marks} />
      ))}
    </div>
  );
}
