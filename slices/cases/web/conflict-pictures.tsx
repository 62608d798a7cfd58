// A picture that the server will not take: another in its place, or without it where the rule allows. The
// body changes with its pictures, so it goes as a new entry; the old one leaves once the new one is safe.
import { useEffect, useState } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import type { Entry } from '../../../platform/web/outbox/entry.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { preparePicture } from '../../../platform/web/pictures/prepare-picture.ts';
import { Button } from '../../../ui/button/button.tsx';
import { CameraButton, type Taken } from '../../../ui/camera/camera.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { wouldBeTakenWithoutPictures } from './conflict.ts';
import { conflictTexts } from './conflict-texts.ts';
import { fieldActTexts } from './field-act-texts.ts';
import type { PhoneKnows } from './phone-world.ts';
import type { PhoneCase } from './use-shift.ts';

interface Shown {
  readonly key: string;
  readonly field: string;
  readonly type: string;
  readonly bytes: ArrayBuffer;
  readonly url: string;
}

const addressOf = (bytes: ArrayBuffer, type: string): string =>
  URL.createObjectURL(new Blob([bytes], { type }));

/** The pictures of an entry as they lie on this phone. */
export function useEntryPictures(entry: Entry): readonly Shown[] {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const subject = entry.pictures.map(({ key }) => key).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for the pictures
  useEffect(() => {
    let isHere = true;
    const made: string[] = [];
    void outbox.picturesOf(entry).then((bytes) => {
      if (!isHere) return;
      const all = entry.pictures.flatMap(({ key, field, type }): Shown[] => {
        const found = bytes.get(key);
        if (!found) return [];
        const url = addressOf(found, type);
        made.push(url);
        return [{ key, field, type, bytes: found, url }];
      });
      setShown(all);
    });
    return () => {
      isHere = false;
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [entry.id, subject]);
  return shown;
}

type Chosen = Omit<Shown, 'url'>;

async function sendInstead(entry: Entry, pictures: readonly Chosen[]): Promise<void> {
  const { url, body, label, about, basis, origin } = entry;
  await outbox.add({
    id: newIntent(),
    url,
    body,
    label,
    pictures: pictures.map((one) => ({ ...one, key: newIntent() })),
    ...(about === undefined ? {} : { about }),
    ...(basis === undefined ? {} : { basis }),
    ...(origin === undefined ? {} : { origin }),
  });
  await outbox.remove(entry.id);
}

export interface ConflictPicturesProps {
  readonly entry: Entry;
  readonly of: PhoneCase;
  readonly knows: PhoneKnows;
}

function usePictures(entry: Entry) {
  const kept = useEntryPictures(entry);
  const [changed, setChanged] = useState<ReadonlyMap<string, Shown | undefined>>(new Map());
  const [isUnreadable, setUnreadable] = useState(false);
  const change = (key: string, to: Shown | undefined) => setChanged(new Map([...changed, [key, to]]));
  const replace = async (of: Shown, { bytes }: Taken) => {
    const prepared = await preparePicture(bytes);
    setUnreadable('fault' in prepared);
    if ('fault' in prepared) return;
    change(of.key, { ...of, ...prepared, url: addressOf(prepared.bytes, prepared.type) });
  };
  const all = kept.flatMap((one) => (changed.has(one.key) ? (changed.get(one.key) ?? []) : [one]));
  const remove = (key: string) => change(key, undefined);
  return { all, isChanged: changed.size > 0, isUnreadable, setUnreadable, replace, remove };
}

export function ConflictPictures({ entry, of, knows }: ConflictPicturesProps) {
  const t = useText(conflictTexts);
  const act = useText(fieldActTexts);
  const at = useNow(30_000);
  const { all, isChanged, isUnreadable, setUnreadable, replace, remove } = usePictures(entry);
  const canGoWithout = wouldBeTakenWithoutPictures(entry, of, knows, at);
  return (
    <div className="gl-conflict">
      <p>
        <strong>{t.pictureTitle}</strong>
      </p>
      <p role="status">{isUnreadable ? act.unreadable : entry.trouble?.detail}</p>
      <ul className="gl-conflict-pictures">
        {all.map((picture, index) => (
          <li key={picture.key}>
            <img src={picture.url} alt={t.photoOf(index + 1)} />
            <CameraButton
              onUnreadable={() => setUnreadable(true)}
              onTaken={(taken) => void replace(picture, taken)}
            >
              {t.replace}
            </CameraButton>
            {all.length > 1 || canGoWithout ? (
              <Button onClick={() => remove(picture.key)}>{t.remove}</Button>
            ) : null}
          </li>
        ))}
      </ul>
      <div className="gl-conflict-ways">
        {isChanged && (all.length > 0 || canGoWithout) ? (
          <Button tone="primary" onClick={() => void sendInstead(entry, all)}>
            {t.resend}
          </Button>
        ) : null}
        {canGoWithout ? (
          <Button onClick={() => void sendInstead(entry, [])}>{t.without}</Button>
        ) : (
          <p>{t.needPhoto}</p>
        )}
      </div>
    </div>
  );
}
