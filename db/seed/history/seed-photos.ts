// Puts the demo's own pictures into the store by the same door as any other photo. Drawing and storing them
// again gives the same photos back, so it is safe to repeat.
import { orRefuse } from '../../../platform/server/http/refused.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PhotoFiles } from '../../../platform/server/files/photo-files.ts';
import { storePhoto } from '../../../platform/server/files/store-photo.ts';
import type { PhotoKind } from '../demo/matters.ts';
import { drawPhoto, PHOTO_KINDS, PHOTOS_EACH } from './draw-photos.ts';
import type { SeedPhotos } from './play-history.ts';

type ByKind = Record<PhotoKind, string[]>;

const nothing = (): ByKind => Object.fromEntries(PHOTO_KINDS.map((kind) => [kind, []])) as unknown as ByKind;

export async function seedPhotos(tx: Tx, files: PhotoFiles, seed: number): Promise<SeedPhotos> {
  const photos = { before: nothing(), after: nothing() };
  for (const kind of PHOTO_KINDS) {
    for (let number = 0; number < PHOTOS_EACH; number += 1) {
      for (const when of ['before', 'after'] as const) {
        const bytes = await drawPhoto(seed, kind, number, when === 'after');
        const photo = orRefuse(await storePhoto(tx, files, { bytes, uploadedBy: 'system:seed' }));
        photos[when][kind].push(photo.id);
      }
    }
  }
  return photos;
}
