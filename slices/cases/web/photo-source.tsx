// Where the pictures of cases come from: the server's address on a desk; on a phone the pocket, and for what
// is not sent yet the outbox. A screen of cases only says which picture; the shell says from where.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { photoUrl } from '../../../platform/web/api/photos.ts';
import { useKeptPhoto } from '../../../platform/web/outbox/kept-photos.ts';
import { useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import { photoKeyId } from './my-work.ts';

export type PhotoSize = 'thumb' | 'full';
/** The address of a picture; undefined while it is not there. */
export type UsePhoto = (id: string | undefined, size: PhotoSize) => string | undefined;

const useServerPhoto: UsePhoto = (id, size) => (id === undefined ? undefined : photoUrl(id, size));

/** A picture that waits in the outbox, by the id under which the phone shows it. */
function useUnsentPhoto(id: string | undefined): string | undefined {
  const { entries } = useOutbox();
  const found = entries
    .flatMap(({ pictures }) => pictures)
    .find(({ key, photoId }) => id !== undefined && (photoId === id || photoKeyId(key) === id));
  const [url, setUrl] = useState<string>();
  const key = found?.key;
  const type = found?.type;
  useEffect(() => {
    if (key === undefined) return undefined;
    let made: string | undefined;
    let isHere = true;
    void pocket
      .current()
      ?.get('picture', key)
      .then((bytes) => {
        if (!isHere || !(bytes instanceof ArrayBuffer)) return;
        made = URL.createObjectURL(new Blob([bytes], { type: type ?? 'image/jpeg' }));
        setUrl(made);
      });
    return () => {
      isHere = false;
      setUrl(undefined);
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [key, type]);
  return url;
}

const useFieldPhoto: UsePhoto = (id, size) => {
  const unsent = useUnsentPhoto(id);
  const kept = useKeptPhoto(unsent === undefined ? id : undefined, size);
  return unsent ?? kept;
};

const Source = createContext<UsePhoto>(useServerPhoto);

/** Once per shell of the phone: one source for the life of the page, as hooks want it. */
export const PhotosOnPhone = ({ children }: { children: ReactNode }) => (
  <Source.Provider value={useFieldPhoto}>{children}</Source.Provider>
);

export const usePhotoSource = (): UsePhoto => useContext(Source);
