// A question or a closer look on a phone: the browser's own dialog, within the thumb's reach at the lower
// edge. It holds the focus, is left by Esc, the cross or a tap beside it, and gives the focus back. The desk
// has ui/dialog; both take the same.
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from '../button/button.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import '../dialog/question.css';
import './sheet.css';

const texts = defineTexts({ zh: { close: '关闭' }, en: { close: 'Close' } });

export interface SheetProps {
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
}

/** Open as long as it is drawn. */
export function Sheet({ onClose, title, children, actions }: SheetProps) {
  const t = useText(texts);
  const heading = useId();
  const ref = useRef<HTMLDialogElement>(null);
  // Before the paint, and closed before it is taken away: then the browser gives the focus back by itself.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key is Esc, which the browser makes a cancel
    <dialog
      ref={ref}
      className="gl-sheet"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="gl-question">
        <header>
          <h2 id={heading}>{title}</h2>
          <Button tone="quiet" icon="close" label={t.close} onClick={onClose} />
        </header>
        <div className="gl-question-body">{children}</div>
        {actions === undefined ? null : <footer>{actions}</footer>}
      </div>
    </dialog>
  );
}
