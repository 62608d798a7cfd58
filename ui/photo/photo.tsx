// A picture of a case: small in the page, large on a press (native dialog: Esc closes, the focus returns).
// It keeps its place before it has loaded, and says so when it can't be shown.
import { useRef, useState } from 'react';
import { Button } from '../button/button.tsx';
import { Icon } from '../icon/icon.tsx';
import { defineTexts, useText } from '../words/texts.ts';
import './photo.css';

const texts = defineTexts({
  zh: { open: '放大查看', close: '关闭', missing: '图片无法显示', before: '处置前', after: '处置后' },
  en: {
    open: 'View larger',
    close: 'Close',
    missing: 'The picture can’t be shown',
    before: 'Before',
    after: 'After',
  },
});

export interface PhotoProps {
  /** Undefined while it is not there: the place is kept, and said to be empty. */
  readonly thumb: string | undefined;
  readonly full: string | undefined;
  /** What can be seen, and when: read aloud, and shown under the large picture. */
  readonly alt: string;
  /** What to say while there is no picture: that it comes, or that this phone has none. */
  readonly absent?: string;
  readonly onOpen?: () => void;
}

export function Photo({ thumb, full, alt, absent, onOpen }: PhotoProps) {
  const t = useText(texts);
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isMissing, setMissing] = useState(false);
  if (isMissing || thumb === undefined) {
    return (
      <span className="gl-photo is-missing">
        <Icon name="camera" />
        <span>{isMissing ? t.missing : absent}</span>
      </span>
    );
  }
  const open = () => {
    setOpen(true);
    onOpen?.();
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" className="gl-photo" onClick={open} aria-label={`${alt} ${t.open}`}>
        <img src={thumb} alt="" loading="lazy" decoding="async" onError={() => setMissing(true)} />
      </button>
      <dialog ref={dialog} className="gl-lightbox" aria-label={alt} onClose={() => setOpen(false)}>
        {isOpen ? <img src={full ?? thumb} alt={alt} /> : null}
        <p>{alt}</p>
        <Button tone="plain" icon="close" label={t.close} onClick={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

export interface PhotoPairProps {
  readonly before: PhotoProps | undefined;
  readonly after: PhotoProps | undefined;
}

/** Side by side as soon as there is room, with the words that tell which is which. */
export function PhotoPair({ before, after }: PhotoPairProps) {
  const t = useText(texts);
  return (
    <div className="gl-photo-pair">
      {before ? (
        <figure>
          <Photo {...before} />
          <figcaption>{t.before}</figcaption>
        </figure>
      ) : null}
      {after ? (
        <figure>
          <Photo {...after} />
          <figcaption className="is-after">{t.after}</figcaption>
        </figure>
      ) : null}
    </div>
  );
}
