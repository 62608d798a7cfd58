// A question that must be answered before going on, in command and field. Acts that can be undone need none:
// they use a toast. Esc and the close button leave without doing anything; the focus returns where it was.
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ReactNode } from 'react';
import { Button } from '../button/button.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import '../menu/menu.css';
import './question.css';
import './dialog.css';

const texts = defineTexts({ zh: { close: '关闭' }, en: { close: 'Close' } });

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
  readonly size?: 'small' | 'large';
}

export function Dialog({ isOpen, onClose, title, children, actions, size = 'small' }: DialogProps) {
  const t = useText(texts);
  return (
    <ModalOverlay
      className="gl-scrim"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`gl-modal is-${size}`}>
        <AriaDialog className="gl-question">
          <header>
            <Heading slot="title" level={2}>{title}</Heading>
            <Button tone="quiet" size="small" icon="close" label={t.close} onClick={onClose} />
          </header>
          <div className="gl-question-body">{children}</div>
          {actions === undefined ? null : <footer>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
