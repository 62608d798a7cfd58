// Sends the pictures of the draft, one after another and as soon as they are there, so that the last
// press waits for nothing. No network: they wait, and go when it is back. Each has its own key, so none
// is stored twice.
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { sendPhoto } from '../../../platform/web/api/photos.ts';
import type { Language } from '../../../platform/web/i18n/public.ts';
import { findPicture, forgetPicture, keepPicture, reportDraft } from './draft-store.ts';
import { MOST_PHOTOS } from './report-draft.ts';

const AGAIN_AFTER_MS = 8_000;

let isBusy = false;
let again: ReturnType<typeof setTimeout> | undefined;
/** Previews of this visit, by the key of the picture. */
const previews = new Map<string, string>();

export const previewOf = (key: string): string | undefined => previews.get(key);

const nextWaiting = () => reportDraft.get()?.photos.find((photo) => photo.state === 'waiting');

/** True when the next one may be tried at once. */
async function sendOne(key: string, language: Language): Promise<boolean> {
  const picture = await findPicture(key);
  if (!picture) {
    reportDraft.tell({ kind: 'photo_removed', key });
    return true;
  }
  if (!previews.has(key)) previews.set(key, URL.createObjectURL(picture));
  reportDraft.tell({ kind: 'photo_sending', key });
  try {
    const { id, lon, lat, takenAt } = await sendPhoto(picture, { intent: key });
    const point = lon === undefined || lat === undefined ? undefined : { lon, lat };
    reportDraft.tell({
      kind: 'photo_sent',
      key,
      id,
      ...(point ? { point } : {}),
      ...(takenAt === undefined ? {} : { takenAt }),
    });
    await forgetPicture(key);
    return true;
  } catch (error) {
    if (isRefused(error) && !error.problem.retryable) {
      reportDraft.tell({ kind: 'photo_refused', key, trouble: tellError(error, language) });
      return true;
    }
    reportDraft.tell({ kind: 'photo_waits', key });
    return false;
  }
}

/** Safe to call at any time and any number of times. */
export async function sendPictures(language: Language): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  clearTimeout(again);
  let mayGoOn = true;
  for (let next = nextWaiting(); mayGoOn && next; next = nextWaiting())
    mayGoOn = await sendOne(next.key, language);
  isBusy = false;
  if (!mayGoOn) again = setTimeout(() => void sendPictures(language), AGAIN_AFTER_MS);
}

export async function addPictures(files: readonly File[], language: Language): Promise<void> {
  const room = MOST_PHOTOS - (reportDraft.get()?.photos.length ?? 0);
  for (const file of files.slice(0, Math.max(0, room))) {
    const key = newIntent();
    previews.set(key, URL.createObjectURL(file));
    await keepPicture(key, file);
    reportDraft.tell({ kind: 'photo_added', key });
  }
  await sendPictures(language);
}

export async function removePicture(key: string): Promise<void> {
  const preview = previews.get(key);
  if (preview) URL.revokeObjectURL(preview);
  previews.delete(key);
  reportDraft.tell({ kind: 'photo_removed', key });
  await forgetPicture(key);
}
