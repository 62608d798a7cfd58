// The phone's camera behind one press, and what it took. A label around a native input: the system's own
// camera app opens, works everywhere, and asks for no permission. Gives bytes at once, since the camera's
// temporary file may be gone a moment later.
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../button/button.tsx';
import { Icon } from '../icon/icon.tsx';
import './camera.css';

export interface Taken {
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

export interface CameraButtonProps {
  readonly onTaken: (taken: Taken) => void;
  /** The file could not be read, or was empty. */
  readonly onUnreadable: () => void;
  /** `big` is the whole purpose of a screen; `quiet` picks from the album. */
  readonly looks?: 'big' | 'normal' | 'quiet';
  /** Lets the person choose a picture that is there already. */
  readonly isAlbum?: boolean;
  readonly children: ReactNode;
}

async function bytesOf(file: File): Promise<Taken> {
  const bytes = await file.arrayBuffer();
  if (bytes.byteLength === 0) throw new Error('the camera gave an empty file');
  return { bytes, type: file.type || 'image/jpeg' };
}

export function CameraButton(props: CameraButtonProps) {
  const { onTaken, onUnreadable, looks = 'normal', isAlbum = false, children } = props;
  const take = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    input.value = '';
    for (const file of files) void bytesOf(file).then(onTaken, onUnreadable);
  };
  return (
    <label className={`gl-camera is-${looks}`}>
      <input
        type="file"
        accept="image/*"
        className="gl-unseen"
        {...(isAlbum ? { multiple: true } : { capture: 'environment' as const })}
        onChange={(event) => take(event.target)}
      />
      {isAlbum ? null : <Icon name="camera" />}
      <span>{children}</span>
    </label>
  );
}

export interface TakenPictureProps extends Taken {
  /** Which shot it is: shown on it, and read aloud. */
  readonly name: string;
  readonly alt: string;
  readonly removeWords: string;
  readonly onRemove: () => void;
}

export function TakenPicture({ bytes, type, name, alt, removeWords, onRemove }: TakenPictureProps) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return (
    <span className="gl-taken">
      {url === undefined ? null : <img src={url} alt={alt} />}
      <span className="gl-taken-name">{name}</span>
      <Button size="small" icon="close" label={removeWords} onClick={onRemove} />
    </span>
  );
}
