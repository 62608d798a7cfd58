// A finding as it is handed to the outbox: kept on the phone first, sent when there is a line, once.
import { useState } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { PocketFull } from '../../../platform/web/outbox/device-db.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import type { FindingBody } from '../core/contract-survey.ts';

export interface TakenPhoto {
  readonly key: string;
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

const MOST_LABEL = 40;

/** True: it is on this phone. False: there was no room. */
export async function keepFinding(
  body: Omit<FindingBody, 'photoIds'>,
  photos: readonly TakenPhoto[],
  label: string,
): Promise<boolean> {
  try {
    await outbox.add({
      id: newIntent(),
      url: '/api/components/findings',
      body,
      label: label.slice(0, MOST_LABEL),
      pictures: photos.map(({ key, bytes, type }) => ({ key, bytes, type, field: 'photoIds' })),
    });
    return true;
  } catch (error) {
    if (error instanceof PocketFull) return false;
    throw error;
  }
}

/** Pictures as they are taken: looked at and made lighter at once, a wrong one is told. */
export function usePhotos() {
  const [photos, setPhotos] = useState<readonly TakenPhoto[]>([]);
  const [isFaulty, setFaulty] = useState(false);
  const take = async (taken: { readonly bytes: ArrayBuffer }): Promise<void> => {
    setFaulty(false);
    const { preparePicture } = await import('../../../platform/web/pictures/prepare-picture.ts');
    const prepared = await preparePicture(taken.bytes);
    if ('fault' in prepared) setFaulty(true);
    else setPhotos((all) => [...all, { ...prepared, key: newIntent() }]);
  };
  return {
    photos,
    isFaulty,
    take,
    fail: () => setFaulty(true),
    remove: (key: string) => setPhotos((all) => all.filter((one) => one.key !== key)),
  };
}
