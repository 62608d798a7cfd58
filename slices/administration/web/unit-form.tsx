// A unit is added, changed or closed, each with its reason.
import { type FormEvent, useState } from 'react';
import type { UnitKind } from '../../../kernel/rights.ts';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { UNIT_KINDS } from '../../people/core/unit.ts';
import { adminTexts } from './admin-texts.ts';
import { placeTexts } from './place-texts.ts';
import { useOwnAreaChoices, useWrite } from './use-admin.ts';

export interface UnitLine {
  readonly id: string;
  readonly districtId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: UnitKind;
  readonly specialty: string;
  readonly areaPath: string;
  readonly serves: readonly string[];
  readonly parentId?: string;
}

function Serves({
  serves,
  onChange,
}: {
  serves: readonly string[];
  onChange: (serves: readonly string[]) => void;
}) {
  const t = useText(placeTexts);
  const areas = useOwnAreaChoices('community');
  const nameOf = (path: string) => areas.find(({ value }) => value === path)?.label.trim() ?? path;
  return (
    <>
      <NativeSelect
        label={t.addArea}
        value=""
        placeholder="–"
        choices={areas.filter(({ value }) => !serves.includes(value))}
        onChange={(path) => path !== '' && onChange([...serves, path])}
      />
      <ul className="gl-admin-posts" aria-label={t.serves}>
        {serves.map((path) => (
          <li key={path}>
            {nameOf(path)}
            <Button
              size="small"
              tone="quiet"
              icon="close"
              label={t.remove(nameOf(path))}
              onClick={() => onChange(serves.filter((one) => one !== path))}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What stands in the way, and the open cases that have to be handed over first. */
function UnitRefusal({ error, unitId }: { error: unknown; unitId: string | undefined }) {
  const [t, language] = [useText(placeTexts), useSpoken()];
  if (!error) return null;
  const isNeeded = unitId !== undefined && isRefused(error, 'people.unit_needed');
  return (
    <Notice tone="danger">
      {tellError(error, language)}
      {isNeeded ? <a href={`/command/cases?unitId=${unitId}&state=open`}>{t.openCases}</a> : null}
    </Notice>
  );
}

interface UnitFormProps {
  readonly unit?: UnitLine | undefined;
  readonly units: readonly UnitLine[];
  readonly areaPath: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const emptyOf = (areaPath: string) => ({
  code: '',
  name: '',
  nameEn: '',
  kind: 'department' as UnitKind,
  specialty: '',
  areaPath,
  parentId: '',
  serves: [areaPath] as readonly string[],
  why: '',
});
type Form = ReturnType<typeof emptyOf>;

function NewFields({ form, set }: { form: Form; set: (change: Partial<Form>) => void }) {
  const t = useText(placeTexts);
  const areas = useOwnAreaChoices('community');
  return (
    <>
      <TextField label={t.code} maxLength={50} value={form.code} onChange={(code) => set({ code })} />
      <NativeSelect
        label={t.kind}
        value={form.kind}
        choices={UNIT_KINDS.map((kind) => ({ value: kind, label: t[kind] }))}
        onChange={(kind) => set({ kind: kind as UnitKind })}
      />
      <TextField
        label={t.specialty}
        help={t.specialtyHelp}
        maxLength={60}
        value={form.specialty}
        onChange={(specialty) => set({ specialty })}
      />
      <NativeSelect
        label={t.area}
        value={form.areaPath}
        choices={areas}
        onChange={(areaPath) => set({ areaPath })}
      />
    </>
  );
}

function writeOf(unit: UnitLine | undefined, form: Form) {
  const { why, parentId, name, nameEn, serves, code, kind, specialty, areaPath } = form;
  const said = why.trim() === '' ? {} : { why: why.trim() };
  if (unit) {
    const body = {
      name: name.trim(),
      nameEn: nameEn.trim(),
      serves,
      parentId: parentId === '' ? null : parentId,
      ...said,
    };
    return { method: 'patch' as const, url: `/api/units/${unit.id}`, body };
  }
  const made = {
    districtId: areaPath.slice(0, 6),
    code: code.trim(),
    name: name.trim(),
    nameEn: nameEn.trim() || name.trim(),
    kind,
    specialty: specialty.trim(),
    areaPath,
    serves,
    ...(parentId === '' ? {} : { parentId }),
  };
  return { method: 'post' as const, url: '/api/units', body: { units: [made] } };
}

export function UnitForm({ unit, units, areaPath, onClose, onDone }: UnitFormProps) {
  const [t, a] = [useText(placeTexts), useText(adminTexts)];
  const [form, setForm] = useState<Form>({ ...emptyOf(areaPath), ...unit });
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const sending = useWrite({ onDone });
  const isWhole =
    form.name.trim() !== '' &&
    form.serves.length > 0 &&
    (unit !== undefined || (form.code.trim() !== '' && /^[a-z0-9_]{1,60}$/.test(form.specialty.trim())));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) void sending.send(writeOf(unit, form));
  };
  const parents = units
    .filter((one) => one.id !== unit?.id)
    .map((one) => ({ value: one.id, label: one.name }));
  return (
    <Dialog isOpen onClose={onClose} title={unit ? `${t.edit} · ${unit.name}` : t.add}>
      <form className="gl-admin-form" onSubmit={submit}>
        <TextField label={t.name} maxLength={100} value={form.name} onChange={(name) => set({ name })} />
        <TextField
          label={t.nameEn}
          maxLength={200}
          value={form.nameEn}
          onChange={(nameEn) => set({ nameEn })}
        />
        {unit ? null : <NewFields form={form} set={set} />}
        <NativeSelect
          label={t.parent}
          value={form.parentId}
          placeholder="–"
          choices={parents}
          onChange={(parentId) => set({ parentId })}
        />
        <Serves serves={form.serves} onChange={(serves) => set({ serves })} />
        {unit ? (
          <TextArea
            label={a.why}
            help={a.whyHelp}
            rows={2}
            maxLength={500}
            value={form.why}
            onChange={(why) => set({ why })}
          />
        ) : null}
        <UnitRefusal error={sending.error} unitId={unit?.id} />
        <div className="gl-admin-acts">
          <Button tone="quiet" onClick={onClose}>
            {a.cancel}
          </Button>
          <Button type="submit" tone="primary" disabled={!isWhole} isBusy={sending.isSending}>
            {a.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function CloseUnit({
  unit,
  onClose,
  onDone,
}: {
  unit: UnitLine;
  onClose: () => void;
  onDone: () => void;
}) {
  const [t, a] = [useText(placeTexts), useText(adminTexts)];
  const [why, setWhy] = useState('');
  const sending = useWrite({ onDone });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void sending.send({ method: 'post', url: `/api/units/${unit.id}/close`, body: { why: why.trim() } });
  };
  return (
    <Dialog isOpen onClose={onClose} title={`${t.close} · ${unit.name}`}>
      <form className="gl-admin-form" onSubmit={submit}>
        <p>{t.closeWhy}</p>
        <TextArea label={a.why} help={a.whyHelp} rows={2} maxLength={500} value={why} onChange={setWhy} />
        <UnitRefusal error={sending.error} unitId={unit.id} />
        <div className="gl-admin-acts">
          <Button tone="quiet" onClick={onClose}>
            {a.cancel}
          </Button>
          <Button type="submit" tone="danger" disabled={why.trim().length < 2} isBusy={sending.isSending}>
            {t.close}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
