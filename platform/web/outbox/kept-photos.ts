// Photos of cases on the phone, sealed: fetched once past the browser's own cache, shown from the pocket
// with or without a network. Addresses made for pictures are given back when nobody shows them any more.
import { useEffect, useState } from 'react';
import { ask, headersOf, readBytes } from '../api/api.ts';
import { isWeather } from '../api/errors.ts';
import { photoUrl } from '../api/photos.ts';
import { fewAtOnce } from './pack.ts';
import { pocket } from './pocket.ts';
import { sha256 } from './sha256.ts';
import { Shelf } from './shelf.ts';

export type PhotoSize = 'thumb' | 'full';
interface KeptPhoto {
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

const shelf = new Shelf({ kind: 'photo', mostCopies: 4_000, mostBytes: 60_000_000 });
const nameOf = (photoId: string, size: PhotoSize): string => `${photoId}.${size}`;
/** Ids lie open on the disk, and whoever knows a photo's may ask the server for it: so not the id itself. */
const idOf = (photoId: string, size: PhotoSize): Promise<string> => sha256(nameOf(photoId, size));

const isPhoto = (value: unknown): value is KeptPhoto =>
  typeof value === 'object' && value !== null && (value as Partial<KeptPhoto>).bytes instanceof ArrayBuffer;

async function fetchPhoto(photoId: string, size: PhotoSize): Promise<KeptPhoto> {
  const owner = pocket.current();
  const reply = await ask(photoUrl(photoId, size), {
    cache: 'no-store',
    headers: { ...headersOf(false), accept: 'image/*' },
  });
  const photo = { bytes: await readBytes(reply), type: reply.headers.get('content-type') ?? 'image/jpeg' };
  await shelf.keep(owner, await idOf(photoId, size), photo, { bytes: photo.bytes.byteLength });
  return photo;
}

/** Throws WeatherError or RefusedError when the phone has none and the server gives none. */
export async function findPhoto(photoId: string, size: PhotoSize): Promise<KeptPhoto> {
  const kept = await shelf.find(await idOf(photoId, size));
  return isPhoto(kept) ? kept : fetchPhoto(photoId, size);
}

/** Undefined until it is there; it stays undefined where neither phone nor server gives it. */
export function useKeptPhoto(photoId: string | undefined, size: PhotoSize = 'thumb'): string | undefined {
  const [shown, setShown] = useState<{ readonly of: string; readonly url: string }>();
  useEffect(() => {
    if (photoId === undefined) return undefined;
    let made: string | undefined;
    let isHere = true;
    findPhoto(photoId, size).then(
      ({ bytes, type }) => {
        if (!isHere) return;
        made = URL.createObjectURL(new Blob([bytes], { type }));
        setShown({ of: nameOf(photoId, size), url: made });
      },
      (error: unknown) => console.info('A photo can’t be shown now.', error),
    );
    return () => {
      isHere = false;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [photoId, size]);
  return photoId !== undefined && shown?.of === nameOf(photoId, size) ? shown.url : undefined;
}

/** Brings those that are not there yet; stops where the network ends. */
export async function packPhotos(photoIds: readonly string[], size: PhotoSize = 'thumb'): Promise<void> {
  let isCut = false;
  await fewAtOnce([...new Set(photoIds)], async (photoId) => {
    if (isCut || !pocket.current() || (await shelf.has(await idOf(photoId, size)))) return;
    try {
      await fetchPhoto(photoId, size);
    } catch (error) {
      isCut ||= isWeather(error);
      if (!isWeather(error)) console.info('A photo is not in the offline pack.', error);
    }
  });
}
