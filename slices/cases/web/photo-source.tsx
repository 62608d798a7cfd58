// Where the pictures of cases come from: the server's address on a desk; on a phone the pocket, and for what
// is not sent yet the outbox. A screen of cases only says which picture; the shell says from where.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { photoUrl } from '../../../platform/web/api/photos.ts';
import { useKeptPhoto } from '../../../platform/web/outbox/kept-photos.ts';
import { useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { isPhoneMade, photoKeyId } from './my-work.ts';

export type PhotoSize = 'thumb' | 'full';
/** The address of a picture; undefined while it is not there. */
export type UsePhoto = (id: string | undefined, size: PhotoSize) => string | undefined;

const useServerPhoto: UsePhoto = (id, size) => (id === undefined ? undefined : photoUrl(id, size));

interface Unsent {
  /** It lies on this phone, or did a moment ago: the server is not asked for it. */
  readonly isHere: boolean;
  readonly url: string | undefined;
}

/** A picture that waits in the outbox, by the id under which the phone shows it. Once shown it stays until
 *  another is wanted: between its leaving the outbox and the case's coming back nothing blinks. */
function useUnsentPhoto(id: string | undefined): Unsent {
  const { entries } = useOutbox();
  const found = entries
    .flatMap(({ pictures }) => pictures)
    .find(({ key, photoId }) => id !== undefined && (photoId === id || photoKeyId(key) === id));
  const [shown, setShown] = useState<{ readonly of: string; readonly url: string }>();
  const key = found?.key;
  const type = found?.type;
  useEffect(() => {
    if (id === undefined || key === undefined) return undefined;
    let isWanted = true;
    void pocket
      .current()
      ?.get('picture', key)
      .then((bytes) => {
        if (!isWanted || !(bytes instanceof ArrayBuffer)) return;
        setShown({ of: id, url: URL.createObjectURL(new Blob([bytes], { type: type ?? 'image/jpeg' })) });
      });
    return () => {
      isWanted = false;
    };
  }, [id, key, type]);
  useEffect(() => {
    if (shown === undefined) return undefined;
    return () => URL.revokeObjectURL(shown.url);
  }, [shown]);
  const isHere = key !== undefined || (id !== undefined && isPhoneMade(id));
  return { isHere, url: shown !== undefined && shown.of === id ? shown.url : undefined };
}

const useFieldPhoto: UsePhoto = (id, size) => {
  const unsent = useUnsentPhoto(id);
  const kept = useKeptPhoto(unsent.isHere ? undefined : id, size);
  return kept ?? unsent.url;
};

const Source = createContext<UsePhoto>(useServerPhoto);

/** Once per shell of the phone: one source for the life of the page, as hooks want it. */
export const PhotosOnPhone = ({ children }: { children: ReactNode }) => (
  <Source.Provider value={useFieldPhoto}>{children}</Source.Provider>
);

export const usePhotoSource = (): UsePhoto => useContext(Source);
