// The shell of every dialog of administration with a form: it is left, or sent by its button or Ctrl Enter,
// and says beside the button why it cannot be sent yet. It knows no field and sends nothing itself.
import { type FormEvent, type ReactNode, useId } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { adminTexts } from './admin-texts.ts';

interface FormDialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly send: {
    readonly label: string;
    readonly isDanger?: boolean;
    readonly isBusy: boolean;
    readonly isOff?: boolean;
    /** Why it is off, in words. */
    readonly hint?: string;
  };
  readonly children: ReactNode;
}

export function FormDialog({ title, onClose, onSubmit, send, children }: FormDialogProps) {
  const t = useText(adminTexts);
  const hintId = useId();
  const { label, isDanger = false, isBusy, isOff = false, hint = '' } = send;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isOff) onSubmit();
  };
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <Form className="gl-admin-form" onSubmit={submit}>
        {children}
        <div className="gl-admin-acts">
          <Button tone="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button
            type="submit"
            tone={isDanger ? 'danger' : 'primary'}
            disabled={isOff}
            isBusy={isBusy}
            {...(isOff && hint !== '' ? { 'aria-describedby': hintId } : {})}
          >
            {label}
          </Button>
          {isOff && hint !== '' ? (
            <p id={hintId} className="gl-admin-hint">
              {hint}
            </p>
          ) : null}
        </div>
      </Form>
    </Dialog>
  );
}
