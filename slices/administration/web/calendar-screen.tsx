// The working calendar of the district: the year with its holidays and their source, a warning where a year
// is missing, and local exceptions that come and go with a reason. A day that has begun takes two people.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Static } from '@sinclair/typebox';
import { localDate } from '../../../kernel/instant.ts';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { CalendarReply } from '../../calendar/core/contract.ts';
import { AdminFrame } from './admin-frame.tsx';
import { adminTexts } from './admin-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { LoadYear } from './load-year.tsx';
import { placeTexts } from './place-texts.ts';
import { Told } from './told.tsx';
import { useAdminArea, type Waiting } from './use-admin.ts';
import { type MarkedDay, YearView } from './year-view.tsx';

type CalendarYear = Static<typeof CalendarReply>;
type Exception = CalendarYear['exceptions'][number];

const urlOf = (districtId: string) => `/api/districts/${districtId}/calendar`;
const STALE = [['calendar'], ['changes'], ['proposals']] as const;

const useYear = (districtId: string, year: number) =>
  useQuery({
    queryKey: ['calendar', 'year', districtId, year],
    enabled: districtId !== '',
    queryFn: ({ signal }) => api.get<CalendarYear>(urlOf(districtId), { signal, query: { year } }),
  });

const minuteOf = (time: string): number => {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};
const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function AddException({
  districtId,
  today,
  onDone,
}: {
  districtId: string;
  today: string;
  onDone: (waiting: Waiting) => void;
}) {
  const t = useText(placeTexts);
  const language = useSpoken();
  const [form, setForm] = useState({ day: '', isClosed: true, from: '09:00', to: '17:30', reason: '' });
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const { day, isClosed, from, to, reason } = form;
  const sending = useSend(
    (body: unknown, intent) => api.post<Waiting>(`${urlOf(districtId)}/exceptions`, body, { intent }),
    { refresh: STALE, onDone },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const windows = isClosed ? [] : [{ fromMinute: minuteOf(from), toMinute: minuteOf(to) }];
    void sending.send({ day, windows, reason: reason.trim() });
  };
  return (
    <Card title={t.addException}>
      <Form className="gl-admin-form" onSubmit={submit}>
        <TextField type="date" label={t.day} value={day} onChange={(next) => set({ day: next })} />
        <Checkbox isChecked={isClosed} onChange={(next) => set({ isClosed: next })}>
          {t.isClosed}
        </Checkbox>
        {isClosed ? null : (
          <div className="gl-admin-choices">
            <TextField type="time" label={t.fromTime} value={from} onChange={(next) => set({ from: next })} />
            <TextField type="time" label={t.toTime} value={to} onChange={(next) => set({ to: next })} />
          </div>
        )}
        <TextField
          label={t.reason}
          help={t.reasonHelp}
          maxLength={500}
          value={reason}
          onChange={(next) => set({ reason: next })}
        />
        {day !== '' && day <= today ? <Notice tone="warn">{t.past}</Notice> : null}
        {sending.error ? <Notice tone="danger">{tellError(sending.error, language)}</Notice> : null}
        <div className="gl-admin-acts">
          <Button
            type="submit"
            tone="primary"
            isBusy={sending.isSending}
            disabled={day === '' || reason.trim().length < 2}
          >
            {t.addException}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function TakeBack({
  districtId,
  exception,
  onClose,
  onDone,
}: {
  districtId: string;
  exception: Exception;
  onClose: () => void;
  onDone: (waiting: Waiting) => void;
}) {
  const [t, a, language] = [useText(placeTexts), useText(adminTexts), useSpoken()];
  const [why, setWhy] = useState('');
  const url = `${urlOf(districtId)}/exceptions/${exception.id}/remove`;
  const sending = useSend((body: unknown, intent) => api.post<Waiting>(url, body, { intent }), {
    refresh: STALE,
    onDone,
  });
  const send = {
    label: t.takeBack,
    isDanger: true,
    isBusy: sending.isSending,
    isOff: why.trim().length < 2,
  };
  return (
    <FormDialog
      title={`${t.takeBack} · ${exception.day}`}
      onClose={onClose}
      onSubmit={() => void sending.send({ why: why.trim() })}
      send={send}
    >
      <TextArea
        label={t.takeBackWhy}
        help={a.whyHelp}
        rows={2}
        maxLength={500}
        value={why}
        onChange={setWhy}
      />
      {sending.error ? <Notice tone="danger">{tellError(sending.error, language)}</Notice> : null}
    </FormDialog>
  );
}

const hoursOf = (exception: Exception, allDay: string): string =>
  exception.windows.length === 0
    ? allDay
    : exception.windows.map((one) => `${timeOf(one.fromMinute)}–${timeOf(one.toMinute)}`).join(', ');

function Exceptions({
  year,
  onTakeBack,
}: {
  year: CalendarYear;
  onTakeBack: (exception: Exception) => void;
}) {
  const t = useText(placeTexts);
  return (
    <Card title={t.exceptions}>
      {year.exceptions.length === 0 ? <p>{t.noExceptions}</p> : null}
      <ul className="gl-admin-posts">
        {year.exceptions.map((one) => (
          <li key={one.id}>
            <strong className="gl-figures">{one.day}</strong>
            <span>{hoursOf(one, t.allDay)}</span>
            <span>{one.reason}</span>
            <Button size="small" tone="quiet" onClick={() => onTakeBack(one)}>
              {t.takeBack}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function daysOf(year: CalendarYear, exceptionWord: { zh: string; en: string }): MarkedDay[] {
  return [
    ...year.holidays.map((one) => (one.kind === 'work' ? { ...one, name: '上班', nameEn: 'work' } : one)),
    ...year.exceptions.map((one) => ({
      day: one.day,
      kind: 'exception' as const,
      name: exceptionWord.zh,
      nameEn: exceptionWord.en,
    })),
  ];
}

function Year({ year }: { year: CalendarYear }) {
  const t = useText(placeTexts);
  const language = useSpoken();
  const loaded = year.years.find((one) => one.year === year.year);
  const week = year.calendars.find((one) => one.isDefault);
  const days = [...new Set(week?.weekly.map((one) => one.weekday))].sort();
  const hours = days.map((day) => {
    const windows = week?.weekly.filter((one) => one.weekday === day) ?? [];
    const told = windows.map((one) => `${timeOf(one.fromMinute)}–${timeOf(one.toMinute)}`);
    return [t.weekdays.split(' ')[day - 1], ...told].join(' ');
  });
  return (
    <>
      {year.isYearKnown ? null : <Notice tone="warn">{t.missing(year.year)}</Notice>}
      <p className="gl-admin-facts">
        {loaded ? <span>{t.source(language === 'zh' ? loaded.source : loaded.sourceEn)}</span> : null}
        <span>{t.week(hours.join(' · '))}</span>
      </p>
      <p className="gl-admin-facts">
        <span className="gl-unseen">{t.legend}</span>
        <Badge tone="ok">{t.off}</Badge> <Badge tone="warn">{t.work}</Badge>{' '}
        <Badge tone="accent">{t.exception}</Badge>
      </p>
      <YearView year={year.year} days={daysOf(year, { zh: '例外', en: 'exception' })} />
    </>
  );
}

export default function CalendarScreen() {
  const [t, language] = [useText(placeTexts), useSpoken()];
  const districtId = useAdminArea().slice(0, 6);
  const today = localDate(useNow(60_000));
  const { query } = useRoute();
  const thisYear = Number(today.slice(0, 4));
  const year = Number(query.get('year') ?? thisYear);
  const [told, setTold] = useState<Waiting>();
  const [going, setGoing] = useState<Exception>();
  const { data, error, refetch } = useYear(districtId, year);
  const years = [...new Set([...(data?.years.map((one) => one.year) ?? []), thisYear, thisYear + 1])].sort();
  const nextMissing = data && !data.years.some((one) => one.year === thisYear + 1) && year !== thisYear + 1;
  return (
    <AdminFrame part="calendar" why={t.calendarWhy}>
      <div className="gl-admin-choices">
        <NativeSelect
          label={t.year}
          value={String(year)}
          onChange={(next) => setQuery({ year: next })}
          choices={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
      </div>
      {nextMissing ? <Notice tone="warn">{t.missing(thisYear + 1)}</Notice> : null}
      <Told waiting={told} />
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={8} /> : null}
      {data ? (
        <>
          <Year year={data} />
          <LoadYear key={`${data.districtId} ${data.year}`} known={data} today={today} onDone={setTold} />
          <div className="gl-admin-list">
            <Exceptions year={data} onTakeBack={setGoing} />
            <AddException
              key={data.exceptions.length}
              districtId={districtId}
              today={today}
              onDone={setTold}
            />
          </div>
        </>
      ) : null}
      {going ? (
        <TakeBack
          districtId={districtId}
          exception={going}
          onClose={() => setGoing(undefined)}
          onDone={(waiting) => {
            setGoing(undefined);
            setTold(waiting);
          }}
        />
      ) : null}
    </AdminFrame>
  );
}
