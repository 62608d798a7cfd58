// What can be done to a person, each in a dialog with its reason: take on, change, give a post, end one,
// leave, reset the password. What takes two people says so before it is sent.
import { type ReactNode, useState } from 'react';
import { localDate } from '../../../kernel/instant.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import { ROLES } from '../../../kernel/rights.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { type Option, Picker } from '../../../ui/picker/picker.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useUnitOptions } from '../../cases/web/public.ts';
import type { RosterPerson, RosterPost } from '../../people/core/contract-staff.ts';
import { adminTexts } from './admin-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { takesTwo, useOwnAreaChoices, useWrite, type Waiting } from './use-admin.ts';
import { type PersonFields, usePersonForm } from './use-person-form.ts';

export interface FormProps {
  readonly onClose: () => void;
  readonly onDone: (waiting: Waiting) => void;
}

interface FrameProps extends FormProps {
  readonly title: string;
  readonly isWhole: boolean;
  readonly isDanger?: boolean;
  readonly write: { method: 'post' | 'patch'; url: string; body: unknown };
  readonly onError?: (error: Error) => void;
  readonly children: ReactNode;
}

/** Sent before it is whole, it says what is missing. */
function FormFrame(props: FrameProps) {
  const { title, isWhole, isDanger = false, write, onClose, onDone, onError, children } = props;
  const t = useText(adminTexts);
  const language = useSpoken();
  const [isTold, setTold] = useState(false);
  const sending = useWrite({ onDone, ...(onError ? { onError } : {}) });
  const submit = () => {
    setTold(!isWhole);
    if (isWhole) void sending.send(write);
  };
  const send = { label: t.send, isDanger, isBusy: sending.isSending };
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={submit} send={send}>
      {children}
      {isTold && !isWhole ? <Notice tone="warn">{t.required}</Notice> : null}
      {sending.error ? <Notice tone="danger">{tellError(sending.error, language)}</Notice> : null}
    </FormDialog>
  );
}

function Why({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useText(adminTexts);
  return (
    <TextArea label={t.why} help={t.whyHelp} rows={2} maxLength={500} value={value} onChange={onChange} />
  );
}

const said = (why: string) => (why.trim() === '' ? {} : { why: why.trim() });

const bodyOf = ({ name, login, phone, language, areaPath, why }: PersonFields, version?: number) => ({
  name: name.trim(),
  language,
  areaPath,
  ...(login.trim() === '' ? {} : { login: login.trim() }),
  ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  ...(version === undefined ? {} : { version, ...said(why) }),
});

interface LanguageFieldProps {
  readonly value: PersonFields['language'];
  readonly theirs: PersonFields['language'] | undefined;
  readonly onChange: (change: Pick<PersonFields, 'language'>) => void;
}

function LanguageField({ value, theirs, onChange }: LanguageFieldProps) {
  const t = useText(adminTexts);
  return (
    <NativeSelect
      label={t.language}
      {...(theirs === undefined ? {} : { help: t.nowIs(t[theirs]) })}
      value={value}
      onChange={(next) => onChange({ language: next === 'en' ? 'en' : 'zh' })}
      choices={(['zh', 'en'] as const).map((one) => ({ value: one, label: t[one] }))}
    />
  );
}

interface PersonFormProps extends FormProps {
  readonly person?: RosterPerson | undefined;
  readonly areaPath: string;
}

export function PersonForm({ person, areaPath, ...rest }: PersonFormProps) {
  const t = useText(adminTexts);
  const { form, version, theirs, set, onError } = usePersonForm(person, areaPath);
  const areas = useOwnAreaChoices('grid');
  const body = bodyOf(form, version);
  const nowIs = (value: string | undefined) => (value === undefined ? {} : { help: t.nowIs(value) });
  const theirPlace = areas.find(({ value }) => value === theirs.areaPath)?.label.trim() ?? theirs.areaPath;
  return (
    <FormFrame
      {...rest}
      title={person ? `${t.edit} · ${person.name}` : t.add}
      isWhole={body.name !== ''}
      write={{
        method: person ? 'patch' : 'post',
        url: person ? `/api/people/${person.id}` : '/api/people',
        body,
      }}
      onError={onError}
    >
      <TextField
        label={t.name}
        {...nowIs(theirs.name)}
        maxLength={100}
        value={form.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t.login}
        help={t.loginHelp}
        {...nowIs(theirs.login)}
        maxLength={100}
        value={form.login}
        onChange={(login) => set({ login })}
      />
      <TextField
        type="tel"
        label={t.phone}
        help={person ? `${t.phoneHelp}${t.phoneKept}` : t.phoneHelp}
        placeholder={person?.phoneMasked ?? ''}
        maxLength={30}
        value={form.phone}
        onChange={(phone) => set({ phone })}
      />
      <NativeSelect
        label={t.place}
        {...nowIs(theirPlace)}
        value={form.areaPath}
        choices={areas}
        onChange={(next) => set({ areaPath: next })}
      />
      <LanguageField value={form.language} theirs={theirs.language} onChange={set} />
      {person ? <Why value={form.why} onChange={(why) => set({ why })} /> : null}
    </FormFrame>
  );
}

function UnitField({ value, onChange }: { value: Option | null; onChange: (unit: Option | null) => void }) {
  const t = useText(adminTexts);
  const [words, setWords] = useState('');
  const { options, isBusy } = useUnitOptions(words);
  return (
    <Picker
      label={t.unit}
      value={value}
      options={options}
      isBusy={isBusy}
      onSearch={setWords}
      onChange={onChange}
    />
  );
}

interface PostFormProps extends FormProps {
  readonly person: RosterPerson;
  /** Where and as what, where that is known beforehand. */
  readonly at?: { readonly areaPath: string; readonly role: string };
}

export function PostForm({ person, at, ...rest }: PostFormProps) {
  const t = useText(adminTexts);
  const language = useSpoken();
  const today = localDate(useNow(60_000));
  const areas = useOwnAreaChoices('grid');
  const [unit, setUnit] = useState<Option | null>(null);
  const [form, setForm] = useState({
    role: at?.role ?? '',
    areaPath: at?.areaPath ?? person.areaPath,
    fromDate: today,
    toDate: '',
    why: '',
  });
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const { role, areaPath, fromDate, toDate, why } = form;
  const isTwo = role !== '' && takesTwo(role, areaPath);
  const isWhole = role !== '' && unit !== null && fromDate !== '' && (!isTwo || why.trim().length > 1);
  const body = {
    personId: person.id,
    unitId: unit?.id,
    role,
    areaPath,
    fromDate,
    toDate: toDate === '' ? null : toDate,
    ...said(why),
  };
  return (
    <FormFrame
      {...rest}
      title={`${t.givePost} · ${person.name}`}
      isWhole={isWhole}
      write={{ method: 'post', url: '/api/posts', body }}
    >
      <NativeSelect
        label={t.role}
        value={role}
        placeholder="–"
        onChange={(next) => set({ role: next })}
        choices={ROLES.map((value) => ({ value, label: ROLE_WORDS[value][language] }))}
      />
      <UnitField value={unit} onChange={setUnit} />
      <NativeSelect
        label={t.postArea}
        value={areaPath}
        choices={areas}
        onChange={(next) => set({ areaPath: next })}
      />
      <TextField type="date" label={t.from} value={fromDate} onChange={(next) => set({ fromDate: next })} />
      <TextField
        type="date"
        label={t.until}
        help={t.untilHelp}
        value={toDate}
        onChange={(next) => set({ toDate: next })}
      />
      {isTwo ? <Notice tone="warn">{t.waitsBefore}</Notice> : null}
      <Why value={why} onChange={(next) => set({ why: next })} />
    </FormFrame>
  );
}

export function PasswordForm({ person, ...rest }: FormProps & { person: RosterPerson }) {
  const t = useText(adminTexts);
  const [next, setNext] = useState('');
  const [why, setWhy] = useState('');
  const isTwo = person.posts.some((post) => takesTwo(post.role, post.areaPath));
  return (
    <FormFrame
      {...rest}
      title={`${t.password} · ${person.name}`}
      isWhole={next !== '' && (!isTwo || why.trim().length > 1)}
      write={{ method: 'post', url: `/api/people/${person.id}/password`, body: { next, ...said(why) } }}
    >
      <TextField
        type="password"
        autoComplete="new-password"
        label={t.newPassword}
        help={t.newPasswordHelp}
        value={next}
        onChange={setNext}
      />
      {isTwo ? <Notice tone="warn">{t.passwordWaits}</Notice> : null}
      <Why value={why} onChange={setWhy} />
    </FormFrame>
  );
}

/** A post that ends, or somebody who leaves: both take away at once. */
export function EndForm({
  person,
  post,
  ...rest
}: FormProps & {
  person: RosterPerson;
  post?: RosterPost | undefined;
}) {
  const t = useText(adminTexts);
  const language = useSpoken();
  const [why, setWhy] = useState('');
  const title = post
    ? `${t.endPost} · ${person.name} · ${ROLE_WORDS[post.role][language]}`
    : `${t.leave} · ${person.name}`;
  const url = post ? `/api/posts/${post.id}/end` : `/api/people/${person.id}/leave`;
  return (
    <FormFrame
      {...rest}
      isDanger
      title={title}
      isWhole={why.trim().length > 1}
      write={{ method: 'post', url, body: said(why) }}
    >
      <p>{post ? t.endWhy : t.leaveWhy}</p>
      <Why value={why} onChange={setWhy} />
    </FormFrame>
  );
}
