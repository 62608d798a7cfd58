// A unit is added or changed, with its reason. Who saves second sees what the other wrote and loses nothing.
import type { UnitKind } from '../../../kernel/rights.ts';
import { Button } from '../../../ui/button/button.tsx';
import { NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Unit, UNIT_KINDS } from '../../people/core/unit.ts';
import { adminTexts } from './admin-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { placeTexts } from './place-texts.ts';
import { UnitRefusal } from './unit-refusal.tsx';
import { useOwnAreaChoices, useWrite, type Waiting } from './use-admin.ts';
import { pathsOf, type ReadUnit, type UnitFields, unitNameIn, useUnitForm } from './use-unit-form.ts';

interface ServesProps {
  readonly form: UnitFields;
  readonly theirs: string | undefined;
  readonly set: (change: Partial<UnitFields>) => void;
}

function Serves({ form, theirs, set }: ServesProps) {
  const [t, a] = [useText(placeTexts), useText(adminTexts)];
  const areas = useOwnAreaChoices('community');
  const nameOf = (path: string) => areas.find(({ value }) => value === path)?.label.trim() ?? path;
  const serves = pathsOf(form);
  const onChange = (paths: readonly string[]) => set({ serves: paths.join(' ') });
  const named = theirs === undefined ? undefined : pathsOf({ serves: theirs }).map(nameOf).join(' ');
  const now = named === undefined ? {} : { help: a.nowIs(named) };
  return (
    <>
      <NativeSelect
        label={t.addArea}
        {...now}
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

interface UnitFormProps {
  readonly unit?: Unit | undefined;
  readonly units: readonly Unit[];
  readonly areaPath: string;
  readonly readUnit: ReadUnit;
  readonly onClose: () => void;
  readonly onDone: (waiting: Waiting) => void;
}

interface NameProps {
  readonly form: UnitFields;
  readonly theirs: Partial<UnitFields>;
  readonly set: (change: Partial<UnitFields>) => void;
}

/** What it is called, and by what number it is called up. */
function NameFields({ form, theirs, set }: NameProps) {
  const [t, a] = [useText(placeTexts), useText(adminTexts)];
  const nowIs = (value: string | undefined) => (value === undefined ? {} : { help: a.nowIs(value) });
  return (
    <>
      <TextField
        label={t.name}
        {...nowIs(theirs.name)}
        maxLength={100}
        value={form.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t.nameEn}
        {...nowIs(theirs.nameEn)}
        maxLength={200}
        value={form.nameEn}
        onChange={(nameEn) => set({ nameEn })}
      />
      <TextField
        label={t.phone}
        help={theirs.phone === undefined ? t.phoneHelp : a.nowIs(theirs.phone)}
        type="tel"
        maxLength={30}
        value={form.phone}
        onChange={(phone) => set({ phone })}
      />
    </>
  );
}

function NewFields({ form, set }: { form: UnitFields; set: (change: Partial<UnitFields>) => void }) {
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

function writeOf(unit: Unit | undefined, form: UnitFields, version: number | undefined) {
  const { why, parentId, name, nameEn, phone, code, kind, specialty, areaPath } = form;
  const serves = pathsOf(form);
  const said = why.trim() === '' ? {} : { why: why.trim() };
  if (unit) {
    const body = {
      name: name.trim(),
      nameEn: nameEn.trim(),
      phone: phone.trim() || null,
      serves,
      parentId: parentId === '' ? null : parentId,
      ...(version === undefined ? {} : { version }),
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
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  };
  return { method: 'post' as const, url: '/api/units', body: { units: [made] } };
}

const isNew = ({ code, specialty }: UnitFields): boolean =>
  code.trim() !== '' && /^[a-z0-9_]{1,60}$/.test(specialty.trim());

export function UnitForm({ unit, units, areaPath, readUnit, onClose, onDone }: UnitFormProps) {
  const [t, a, language] = [useText(placeTexts), useText(adminTexts), useSpoken()];
  const { form, version, theirs, isGone, set, onError } = useUnitForm(unit, areaPath, readUnit);
  const sending = useWrite({ onDone, onError });
  const isWhole =
    !isGone && form.name.trim() !== '' && form.serves !== '' && (unit !== undefined || isNew(form));
  const submit = () => void sending.send(writeOf(unit, form, version));
  const parents = units
    .filter((one) => one.id !== unit?.id)
    .map((one) => ({ value: one.id, label: unitNameIn(one, language) }));
  const nameOf = (id: string) => parents.find(({ value }) => value === id)?.label ?? id;
  const send = { label: a.save, isBusy: sending.isSending, isOff: !isWhole, hint: isGone ? t.gone : '' };
  const title = unit ? `${t.edit} · ${unitNameIn(unit, language)}` : t.add;
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={submit} send={send}>
      <NameFields form={form} theirs={theirs} set={set} />
      {unit ? null : <NewFields form={form} set={set} />}
      <NativeSelect
        label={t.parent}
        {...(theirs.parentId === undefined ? {} : { help: a.nowIs(nameOf(theirs.parentId)) })}
        value={form.parentId}
        placeholder="–"
        choices={parents}
        onChange={(parentId) => set({ parentId })}
      />
      <Serves form={form} theirs={theirs.serves} set={set} />
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
    </FormDialog>
  );
}
