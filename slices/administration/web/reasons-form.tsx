// Which reasons one step offers and what they are called, saved together. Where another has saved meanwhile,
// what was typed stays, what the other wrote stands beside it, and the next saving is about that.
import { type FormEvent, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { codeWords } from '../../cases/core/case-words.ts';
import type { Field } from '../../cases/core/flow.ts';
import type { Wording } from '../../wording/web/public.ts';
import { adminTexts } from './admin-texts.ts';
import { mergeTyped } from './merge-typed.ts';
import { wordsTexts } from './words-texts.ts';

export interface PartProps {
  readonly districtId: string;
  readonly action: string;
  readonly field: Field;
  readonly wording: Wording;
  readonly onSaved: () => void;
  /** What stands now; undefined where no answer came. */
  readonly readAgain: () => Promise<Wording | undefined>;
}

export const refreshOf = (districtId: string) => [['wording', districtId], ['changes']] as const;

interface OwnWords {
  readonly isOffered: boolean;
  readonly zh: string;
  readonly en: string;
}
interface OpenReason {
  readonly code: string;
  readonly version: number;
  readonly read: OwnWords;
  readonly form: OwnWords;
  readonly theirs: Partial<OwnWords>;
}

function readOf(wording: Wording, action: string, field: string, code: string) {
  const kept = wording.reasons.find(
    (one) => one.action === action && one.field === field && one.code === code,
  );
  const { isOffered = true, zh = '', en = '', version = 0 } = kept ?? {};
  return { version, read: { isOffered, zh, en } };
}

function useReasons({ action, field, wording, districtId, onSaved, readAgain }: PartProps) {
  const [reasons, setReasons] = useState<readonly OpenReason[]>(() =>
    (field.options ?? []).map((code) => {
      const { version, read } = readOf(wording, action, field.name, code);
      return { code, version, read, form: read, theirs: {} };
    }),
  );
  const takeIn = async () => {
    const standing = await readAgain();
    if (!standing) return;
    setReasons((before) =>
      before.map(({ code, read: earlier, form }) => {
        const { version, read } = readOf(standing, action, field.name, code);
        return { code, version, read, ...mergeTyped(earlier, form, read) };
      }),
    );
  };
  const sending = useSend(
    (body: unknown, intent) => api.put(`/api/wording/${districtId}/reasons`, body, { intent }),
    {
      refresh: refreshOf(districtId),
      onDone: () => {
        onSaved();
        void takeIn();
      },
      onError: (error) => {
        if (isRefused(error, 'wording.reason_changed')) void takeIn();
      },
    },
  );
  const set = (code: string, change: Partial<OwnWords>) =>
    setReasons((before) =>
      before.map((one) => (one.code === code ? { ...one, form: { ...one.form, ...change } } : one)),
    );
  const sent = reasons.map(({ code, version, form }) => ({ code, version, ...form }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    void sending.send({ action, field: field.name, reasons: sent });
  };
  return { reasons, set, sending, save };
}

interface OneProps {
  readonly field: string;
  readonly reason: OpenReason;
  readonly onChange: (change: Partial<OwnWords>) => void;
}

function OneReason({ field, reason: { code, form, theirs }, onChange }: OneProps) {
  const t = useText(wordsTexts);
  const { nowIs } = useText(adminTexts);
  const language = useSpoken();
  const told = (value: string | undefined) => (value === undefined ? {} : { help: nowIs(value) });
  return (
    <fieldset className="gl-admin-choices">
      <legend>{codeWords(field, code, language)}</legend>
      <Checkbox isChecked={form.isOffered} onChange={(isOffered) => onChange({ isOffered })}>
        {t.offered}
      </Checkbox>
      <TextField
        label={t.ownZh}
        {...told(theirs.zh)}
        maxLength={60}
        placeholder={codeWords(field, code, 'zh')}
        value={form.zh}
        onChange={(zh) => onChange({ zh })}
      />
      <TextField
        label={t.ownEn}
        {...told(theirs.en)}
        maxLength={120}
        placeholder={codeWords(field, code, 'en')}
        value={form.en}
        onChange={(en) => onChange({ en })}
      />
    </fieldset>
  );
}

export function Reasons(props: PartProps) {
  const t = useText(wordsTexts);
  const language = useSpoken();
  const { reasons, set, sending, save } = useReasons(props);
  const { field } = props;
  return (
    <Card title={t.reasons(field[language])}>
      <Form className="gl-admin-form" onSubmit={save}>
        {reasons.map((reason) => (
          <OneReason
            key={reason.code}
            field={field.name}
            reason={reason}
            onChange={(change) => set(reason.code, change)}
          />
        ))}
        {sending.error ? <Notice tone="danger">{tellError(sending.error, language)}</Notice> : null}
        <div className="gl-admin-acts">
          <Button type="submit" tone="primary" isBusy={sending.isSending}>
            {t.saveReasons}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
