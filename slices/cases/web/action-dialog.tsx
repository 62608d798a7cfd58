// One action of a case in a dialog: its form, its name, what it is about. Leaving keeps what was typed.
import { useEffect, useRef } from 'react';
import type { Option } from '../../../ui/picker/picker.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { ActionForm, type ActionFormProps, capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';

export interface ActionDialogProps extends Omit<ActionFormProps, 'onCancel'> {
  readonly onClose: () => void;
  readonly known?: Readonly<Record<string, readonly Option[]>>;
}

const DANGEROUS: ReadonlySet<string> = new Set(['reject', 'force_close', 'confirm_force_close']);

const FIRST_FIELD = 'form input:not([type="file"]), form textarea, form select';

export function ActionDialog({ onClose, ...form }: ActionDialogProps) {
  const language = useSpoken();
  const top = useRef<HTMLParagraphElement>(null);
  // Opened by a key, it is written into at once.
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      top.current?.parentElement?.querySelector<HTMLElement>(FIRST_FIELD)?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, []);
  const { of, ability } = form;
  const name = language === 'zh' ? ability.zh : capital(ability.en);
  return (
    <Dialog isOpen onClose={onClose} title={name}>
      <p className="gl-muted" ref={top}>
        {[itemName(of, language), of.address ?? of.number].filter(Boolean).join(' · ')}
      </p>
      <ActionForm {...form} onCancel={onClose} isDanger={DANGEROUS.has(ability.action)} />
    </Dialog>
  );
}
