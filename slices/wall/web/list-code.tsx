// The list behind a number, for a wall without a session or a keyboard: a code to scan and an address.
import { useEffect } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { absolute, QrCode, writtenAddress } from './qr-code.tsx';
import { wallTexts } from './wall-texts.ts';

export function ListCode({ href, onClose }: { href: string; onClose: () => void }) {
  const t = useText(wallTexts);
  // Whoever asked may have walked off: the wall goes back to being one.
  useEffect(() => {
    const timer = setTimeout(onClose, MINUTE);
    return () => clearTimeout(timer);
  }, [onClose]);
  return (
    <Dialog isOpen onClose={onClose} title={t.scanList}>
      <div className="gl-wall-list-code">
        <QrCode address={absolute(href)} label={t.scanList} />
        <p>
          {t.address}
          <strong>{writtenAddress(href)}</strong>
        </p>
      </div>
    </Dialog>
  );
}
