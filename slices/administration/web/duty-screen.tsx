// Who is on call in a unit, week by week; when it is quiet; links to calendars. For whoever arranges a rota:
// heads and leaders their own unit's, administrators those of their area.
import { useState } from 'react';
import { localDate } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { dateOfDay, dayNumber, isDate, weekdayOfDay } from '../../calendar/core/day.ts';
import type { RotaView } from '../../duty/core/contract.ts';
import { AdminFrame } from './admin-frame.tsx';
import { DayDialog, WeekDialog } from './duty-dialogs.tsx';
import { DutyLinks } from './duty-links.tsx';
import { DutyQuiet } from './duty-quiet.tsx';
import { dutyTexts } from './duty-texts.ts';
import { DutyWeek, PeopleInOrder } from './duty-week.tsx';
import { useDutyUnits, useRota } from './use-duty.ts';
import { unitNameIn } from './use-unit-form.ts';
import './duty.css';

const mondayOf = (day: string): string => dateOfDay(dayNumber(day) - weekdayOfDay(dayNumber(day)) + 1);
const moved = (day: string, days: number): string => dateOfDay(dayNumber(day) + days);

function WeekWays({ from, today }: { from: string; today: string }) {
  const t = useText(dutyTexts);
  return (
    <div className="gl-admin-acts">
      <Button size="small" onClick={() => setQuery({ from: moved(from, -7) })}>
        {t.before}
      </Button>
      <Button size="small" onClick={() => setQuery({ from: mondayOf(today) })}>
        {t.today}
      </Button>
      <Button size="small" onClick={() => setQuery({ from: moved(from, 7) })}>
        {t.after}
      </Button>
    </div>
  );
}

type Doing = { readonly act: 'week' } | { readonly act: 'day'; readonly day: string };

function RotaOf({ rota, today }: { rota: RotaView; today: string }) {
  const t = useText(dutyTexts);
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  return (
    <div className="gl-admin-list">
      <Card title={t.now}>
        {rota.onCallNow.length === 0 ? (
          <p>{t.nobodyNow}</p>
        ) : (
          <PeopleInOrder ids={rota.onCallNow} rota={rota} />
        )}
      </Card>
      <Card title={t.week(rota.from)}>
        <WeekWays from={rota.from} today={today} />
        <DutyWeek rota={rota} today={today} onChange={(day) => setDoing({ act: 'day', day })} />
        {rota.canArrange ? (
          <div className="gl-admin-acts">
            <Button tone="primary" onClick={() => setDoing({ act: 'week' })}>
              {t.setWeek}
            </Button>
          </div>
        ) : null}
      </Card>
      <DutyQuiet rota={rota} today={today} />
      <DutyLinks unitId={rota.unitId} />
      {doing?.act === 'week' ? <WeekDialog rota={rota} today={today} onClose={close} /> : null}
      {doing?.act === 'day' ? <DayDialog rota={rota} day={doing.day} onClose={close} /> : null}
    </div>
  );
}

export default function DutyScreen() {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const { query } = useRoute();
  const today = localDate(useNow(60_000));
  const { units, error: unitsError, refetch: askUnits } = useDutyUnits();
  const asked = query.get('unit') ?? '';
  const unitId = units?.find(({ id }) => id === asked)?.id ?? units?.[0]?.id ?? '';
  const day = query.get('from') ?? '';
  const { data, error: rotaError, refetch } = useRota(unitId, isDate(day) ? day : mondayOf(today));
  const error = unitsError ?? rotaError;
  return (
    <AdminFrame part="duty" why={t.why}>
      {error ? (
        <Failed
          message={tellError(error, language)}
          onAgain={() => void (unitsError ? askUnits() : refetch())}
        />
      ) : null}
      {units?.length === 0 ? <Empty title={t.noUnit}>{t.noUnitWhy}</Empty> : null}
      {units && units.length > 1 ? (
        <div className="gl-admin-choices">
          <NativeSelect
            label={t.unit}
            value={unitId}
            onChange={(next) => setQuery({ unit: next })}
            choices={units.map((unit) => ({ value: unit.id, label: unitNameIn(unit, language) }))}
          />
        </div>
      ) : null}
      {!error && (!units || (unitId !== '' && !data)) ? <Loading lines={8} /> : null}
      {data ? <RotaOf rota={data} today={today} /> : null}
    </AdminFrame>
  );
}
