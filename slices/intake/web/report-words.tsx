// The third step: a few words, the kind of matter, what is known near by, and, for whoever wants it, how to
// be reached.
import type { ReactNode } from 'react';
import { useText } from '../../../platform/web/i18n/public.ts';
import { TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { reportDraft } from './draft-store.ts';
import { ItemChoice } from './item-choice.tsx';
import { type Draft, type Fault, MOST_WORDS } from './report-draft.ts';
import { reportTexts } from './report-texts.ts';

type Written = 'description' | 'name' | 'phone';

export interface ReportWordsProps {
  readonly draft: Draft;
  readonly faults: readonly Fault[];
  readonly near: ReactNode;
}

export function ReportWords({ draft, faults, near }: ReportWordsProps) {
  const t = useText(reportTexts);
  const write = (field: Written) => (value: string) => reportDraft.tell({ kind: 'wrote', field, value });
  const error = (fault: 'words_missing' | 'phone_unclear') =>
    faults.includes(fault) ? { error: t[fault] } : {};
  const hasContact = draft.name !== '' || draft.phone !== '';
  return (
    <>
      <TextArea
        label={t.what}
        help={t.whatHelp}
        value={draft.description}
        maxLength={MOST_WORDS}
        rows={4}
        onChange={write('description')}
        {...error('words_missing')}
      />
      <ItemChoice draft={draft} />
      {near}
      <details className="gl-contact" open={hasContact || faults.includes('phone_unclear') || undefined}>
        <summary>
          {t.contact}
          <span className="gl-field-optional">{t.optional}</span>
        </summary>
        <p className="gl-report-help">{t.contactWhy}</p>
        <TextField
          label={t.name}
          value={draft.name}
          maxLength={40}
          autoComplete="name"
          onChange={write('name')}
        />
        <TextField
          label={t.phone}
          value={draft.phone}
          maxLength={30}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          onChange={write('phone')}
          {...error('phone_unclear')}
        />
      </details>
    </>
  );
}
