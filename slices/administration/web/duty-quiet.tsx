// Quiet hours of a unit and of its district: which, since when, by what source, and what is told all the
// same. It says that the push itself waits for nothing.
import { type FormEvent, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { QuietView, RotaView } from '../../duty/core/contract.ts';
import { DISTURB_KINDS, type DisturbKind, OFFERED } from '../../duty/core/quiet.ts';
import { DISTURB_WORDS } from '../../duty/core/tell-duty.ts';
import { minuteOf, timeOf } from './duty-form.ts';
import { dutyTexts } from './duty-texts.ts';
import { useAddQuiet, useRemoveQuiet } from './use-duty.ts';

const kindWords = (kinds: readonly DisturbKind[], language: Language): string =>
  kinds.map((kind) => DISTURB_WORDS[kind][language]).join(language === 'zh' ? '、' : ', ');

function QuietLine({ quiet, canRemove }: { quiet: QuietView; canRemove: boolean }) {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const removing = useRemoveQuiet();
  const hours = `${timeOf(quiet.fromMinute)}–${timeOf(quiet.toMinute)}`;
  return (
    <li>
      <strong className="gl-figures">{hours}</strong>
      <Badge>{quiet.unitId === null ? t.ofDistrict : t.ofUnit}</Badge>
      <span>{t.period(quiet.since, quiet.until)}</span>
      <span>
        {t.disturb}: {kindWords(quiet.mayDisturb, language) || t.nothing}
      </span>
      <span>
        {t.source}: {quiet.source}
      </span>
      {canRemove ? (
        <Button
          size="small"
          tone="quiet"
          label={`${t.takeBack} ${hours}`}
          isBusy={removing.isSending}
          onClick={() => void removing.send(quiet.id)}
        >
          {t.takeBack}
        </Button>
      ) : null}
      {removing.error ? <Notice tone="danger">{tellError(removing.error, language)}</Notice> : null}
    </li>
  );
}

function useQuietForm(today: string) {
  const [form, setForm] = useState({
    isOfDistrict: false,
    from: timeOf(OFFERED.fromMinute),
    to: timeOf(OFFERED.toMinute),
    since: today,
    until: '',
    mayDisturb: [...OFFERED.mayDisturb] as readonly DisturbKind[],
    source: '',
  });
  return { form, set: (change: Partial<typeof form>) => setForm({ ...form, ...change }) };
}

interface DisturbingProps {
  readonly kinds: readonly DisturbKind[];
  readonly onChange: (kinds: readonly DisturbKind[]) => void;
}

function Disturbing({ kinds, onChange }: DisturbingProps) {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const tick = (kind: DisturbKind, isOn: boolean) =>
    onChange(DISTURB_KINDS.filter((one) => (one === kind ? isOn : kinds.includes(one))));
  return (
    <fieldset className="gl-admin-choices">
      <legend>{t.disturb}</legend>
      {DISTURB_KINDS.map((kind) => (
        <Checkbox key={kind} isChecked={kinds.includes(kind)} onChange={(isOn) => tick(kind, isOn)}>
          {DISTURB_WORDS[kind][language]}
        </Checkbox>
      ))}
    </fieldset>
  );
}

function AddQuiet({ rota, today }: { rota: RotaView; today: string }) {
  const t = useText(dutyTexts);
  const language = useSpoken();
  const { form, set } = useQuietForm(today);
  const { send, isSending, error } = useAddQuiet(() => set({ source: '' }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send({
      unitId: form.isOfDistrict ? null : rota.unitId,
      districtId: rota.districtId,
      fromMinute: minuteOf(form.from),
      toMinute: minuteOf(form.to),
      since: form.since,
      until: form.until === '' ? null : form.until,
      mayDisturb: [...form.mayDisturb],
      source: form.source.trim(),
    });
  };
  const scopes = [
    { value: 'unit', label: t.ofUnit },
    ...(rota.canSetQuietOfDistrict ? [{ value: 'district', label: t.ofDistrict }] : []),
  ];
  const isReady = form.source.trim().length > 1 && form.from !== '' && form.to !== '' && form.since !== '';
  return (
    <Form className="gl-admin-form" onSubmit={submit}>
      <div className="gl-admin-choices">
        <NativeSelect
          label={t.scope}
          value={form.isOfDistrict ? 'district' : 'unit'}
          choices={scopes}
          onChange={(scope) => set({ isOfDistrict: scope === 'district' })}
        />
        <TextField type="time" label={t.from} value={form.from} onChange={(from) => set({ from })} />
        <TextField type="time" label={t.to} value={form.to} onChange={(to) => set({ to })} />
        <TextField type="date" label={t.since} value={form.since} onChange={(since) => set({ since })} />
        <TextField
          type="date"
          label={t.until}
          optional={t.optional}
          value={form.until}
          onChange={(until) => set({ until })}
        />
      </div>
      <Disturbing kinds={form.mayDisturb} onChange={(mayDisturb) => set({ mayDisturb })} />
      <TextField
        label={t.source}
        help={t.sourceHelp}
        maxLength={200}
        value={form.source}
        onChange={(source) => set({ source })}
      />
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
      <div className="gl-admin-acts">
        <Button type="submit" tone="primary" isBusy={isSending} disabled={!isReady}>
          {t.addQuiet}
        </Button>
      </div>
    </Form>
  );
}

export function DutyQuiet({ rota, today }: { rota: RotaView; today: string }) {
  const t = useText(dutyTexts);
  return (
    <Card title={t.quiet}>
      <p className="gl-quiet">{t.quietWhy}</p>
      {rota.quiet.length === 0 ? <p>{t.noQuiet}</p> : null}
      <ul className="gl-admin-posts">
        {rota.quiet.map((quiet) => (
          <QuietLine
            key={quiet.id}
            quiet={quiet}
            canRemove={quiet.unitId === null ? rota.canSetQuietOfDistrict : rota.canSetQuiet}
          />
        ))}
      </ul>
      {rota.canSetQuiet ? <AddQuiet key={rota.unitId} rota={rota} today={today} /> : null}
    </Card>
  );
}
