// What is to be tried, and on which cases: a version of the lists, of the grids, days of the calendar, a
// period.
import { type FormEvent, useState } from 'react';
import { localDate } from '../../../kernel/instant.ts';
import { DAY } from '../../../kernel/duration.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { WeeklyWindow } from '../../calendar/core/calendar-data.ts';
import { useCalendar } from '../../calendar/web/public.ts';
import type { StartBody } from '../core/contract.ts';
import { readWeek, writeWeek } from '../core/week-text.ts';
import { type Run, useAreaVersions, useListVersions, useStart } from './use-whatif.ts';
import { WeekHours } from './week-hours.tsx';
import { whatifTexts } from './whatif-texts.ts';

const YEAR_DAYS = 365;
const WORKED = [
  { fromMinute: 540, toMinute: 720 },
  { fromMinute: 780, toMinute: 1_080 },
];
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
const daysIn = (text: string): string[] => text.split(/[\s,，、]+/).filter((word) => word !== '');

interface Draft {
  readonly title: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly catalogueId: string;
  readonly areaVersionId: string;
  readonly off: string;
  readonly on: string;
  /** A text for each day, Monday first; null: the hours in force. */
  readonly week: readonly string[] | null;
}

function bodyOf(districtId: string, draft: Draft): StartBody {
  const { title, fromDay, toDay, catalogueId, areaVersionId, off, on, week } = draft;
  const weekly = week === null ? undefined : readWeek(week);
  const days = [
    ...daysIn(off).map((day) => ({ day, windows: [] })),
    ...daysIn(on).map((day) => ({ day, windows: WORKED })),
  ];
  return {
    districtId,
    title: title.trim(),
    fromDay,
    toDay,
    ...(catalogueId ? { catalogueId } : {}),
    ...(areaVersionId ? { areaVersionId } : {}),
    ...(days.length > 0 || weekly
      ? { calendar: { ...(days.length > 0 ? { days } : {}), ...(weekly ? { weekly } : {}) } }
      : {}),
  };
}

interface FieldsProps {
  readonly districtId: string;
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

function Drafted({ districtId, draft, onChange }: FieldsProps) {
  const t = useText(whatifTexts);
  const { can } = useSession();
  const lists = useListVersions(districtId);
  const grids = useAreaVersions(districtId, can('area.check'));
  const error = (text: string) => {
    const bad = daysIn(text).find((day) => !isDay(day));
    return bad === undefined ? {} : { error: t.badDay(bad) };
  };
  return (
    <div className="gl-whatif-fields">
      <NativeSelect
        label={t.lists}
        value={draft.catalogueId}
        placeholder={t.asNow}
        choices={(lists.data?.versions ?? []).map((one) => ({
          value: one.id,
          label: `${one.title} · ${one.effectiveFrom}`,
        }))}
        onChange={(catalogueId) => onChange({ catalogueId })}
      />
      <NativeSelect
        label={t.grids}
        value={draft.areaVersionId}
        placeholder={t.asNow}
        choices={(grids.data ?? []).map((one) => ({
          value: one.versionId,
          label: t.version(one.number, one.source),
        }))}
        onChange={(areaVersionId) => onChange({ areaVersionId })}
      />
      <TextField
        label={t.dayOff}
        help={t.daysHelp}
        value={draft.off}
        onChange={(off) => onChange({ off })}
        {...error(draft.off)}
      />
      <TextField
        label={t.dayOn}
        help={t.daysHelp}
        value={draft.on}
        onChange={(on) => onChange({ on })}
        {...error(draft.on)}
      />
    </div>
  );
}

/** The hours in force are where somebody begins who wants others. */
function Week({ districtId, draft, onChange }: FieldsProps) {
  const t = useText(whatifTexts);
  const calendar = useCalendar(districtId);
  const today = localDate(useNow(60_000));
  const isNow = ({ validFrom, validTo }: WeeklyWindow) =>
    (validFrom === null || validFrom <= today) && (validTo === null || today <= validTo);
  if (!calendar) return null;
  const inForce = writeWeek(calendar.data.weekly.filter(isNow));
  return (
    <>
      <Checkbox
        isChecked={draft.week !== null}
        onChange={(isOn) => onChange({ week: isOn ? inForce : null })}
      >
        {t.otherWeek}
      </Checkbox>
      {draft.week === null ? null : (
        <WeekHours days={draft.week} onChange={(week) => onChange({ week })} />
      )}
    </>
  );
}

function Period({ draft, onChange }: Omit<FieldsProps, 'districtId'>) {
  const t = useText(whatifTexts);
  return (
    <fieldset className="gl-whatif-fields">
      <legend>{t.period}</legend>
      <TextField
        type="date"
        label={t.fromDay}
        value={draft.fromDay}
        onChange={(fromDay) => onChange({ fromDay })}
      />
      <TextField type="date" label={t.toDay} value={draft.toDay} onChange={(toDay) => onChange({ toDay })} />
    </fieldset>
  );
}

export function StartForm({
  districtId,
  onStarted,
}: {
  districtId: string;
  onStarted: (run: Run) => void;
}) {
  const [t, language] = [useText(whatifTexts), useSpoken()];
  const now = useNow(60_000);
  const [draft, setDraft] = useState<Draft>({
    title: '',
    fromDay: localDate(now - YEAR_DAYS * DAY),
    toDay: localDate(now),
    catalogueId: '',
    areaVersionId: '',
    off: '',
    on: '',
    week: null,
  });
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next });
  const start = useStart({ onDone: onStarted });
  const days = [...daysIn(draft.off), ...daysIn(draft.on)];
  const { title, catalogueId, areaVersionId, week } = draft;
  const isDrafted = catalogueId !== '' || areaVersionId !== '' || days.length > 0 || week !== null;
  const isWeekRight = week === null || readWeek(week) !== undefined;
  const isOff = title.trim() === '' || !isDrafted || !isWeekRight || !days.every(isDay);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isOff) void start.send(bodyOf(districtId, draft));
  };
  return (
    <Card title={t.begin}>
      <Form className="gl-whatif-form" onSubmit={submit}>
        <TextField
          label={t.title}
          value={draft.title}
          maxLength={200}
          onChange={(title) => change({ title })}
        />
        <Drafted districtId={districtId} draft={draft} onChange={change} />
        <Week districtId={districtId} draft={draft} onChange={change} />
        <Period draft={draft} onChange={change} />
        {start.error ? <Notice tone="danger">{tellError(start.error, language)}</Notice> : null}
        <div className="gl-whatif-acts">
          <Button type="submit" tone="primary" isBusy={start.isSending} disabled={isOff}>
            {t.start}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
