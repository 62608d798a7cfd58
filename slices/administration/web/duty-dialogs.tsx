// Setting the week that repeats, and changing one day. What others changed meanwhile is told by the server.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { RotaView } from '../../duty/core/contract.ts';
import { patternOn, plannedOn } from '../../duty/core/rota.ts';
import { draftOfDay, draftOfWeek, isWhole, shiftOf, weekOf } from './duty-form.ts';
import { ShiftFields } from './duty-shift-fields.tsx';
import { dutyTexts } from './duty-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { useSetDay, useSetWeek } from './use-duty.ts';

interface DialogProps {
  readonly rota: RotaView;
  readonly onClose: () => void;
}

export function WeekDialog({ rota, today, onClose }: DialogProps & { readonly today: string }) {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const start = rota.from > today ? rota.from : today;
  const [since, setSince] = useState(start);
  const [drafts, setDrafts] = useState(() => draftOfWeek(patternOn(rota.patterns, start)?.weekly ?? []));
  const { send, isSending, error } = useSetWeek(rota.unitId, onClose);
  const isReady = since !== '' && drafts.every((one) => isWhole(one, true));
  return (
    <FormDialog
      title={t.setWeek}
      onClose={onClose}
      onSubmit={() => void send({ since, version: rota.version, weekly: weekOf(drafts) })}
      send={{ label: t.save, isBusy: isSending, isOff: !isReady, hint: t.unfinished }}
    >
      <TextField
        type="date"
        label={t.since}
        help={t.sinceHelp}
        min={today}
        value={since}
        onChange={setSince}
      />
      <ShiftFields drafts={drafts} people={rota.people} isWeekly onChange={(next) => setDrafts([...next])} />
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
    </FormDialog>
  );
}

export function DayDialog({ rota, day, onClose }: DialogProps & { readonly day: string }) {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const known = rota.days.find((one) => one.day === day);
  const [drafts, setDrafts] = useState(() => draftOfDay(plannedOn(rota, day).shifts));
  const [why, setWhy] = useState('');
  const { send, isSending, error } = useSetDay(rota.unitId, onClose);
  const isWhy = why.trim().length > 1;
  const isReady = isWhy && drafts.every((one) => isWhole(one, false));
  const sent = { day, version: rota.version, why: why.trim() };
  return (
    <FormDialog
      title={t.changeDayOf(day)}
      onClose={onClose}
      onSubmit={() => void send({ ...sent, shifts: drafts.map(shiftOf) })}
      send={{ label: t.save, isBusy: isSending, isOff: !isReady, hint: isWhy ? t.unfinished : t.whyMissing }}
    >
      <ShiftFields
        drafts={drafts}
        people={rota.people}
        isWeekly={false}
        onChange={(next) => setDrafts([...next])}
      />
      <TextField label={t.dayWhy} maxLength={200} value={why} onChange={setWhy} />
      {known ? (
        <Button
          tone="quiet"
          disabled={!isWhy}
          isBusy={isSending}
          onClick={() => void send({ ...sent, shifts: null })}
        >
          {t.asWeek}
        </Button>
      ) : null}
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
    </FormDialog>
  );
}
