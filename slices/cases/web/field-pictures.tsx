// The pictures of an action on the phone. Feeding back shows what it looked like before: as a ghost over the
// live camera where the browser has one, beside it everywhere, so that the same corner is taken again.
import { useState } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { preparePicture } from '../../../platform/web/pictures/prepare-picture.ts';
import { Button } from '../../../ui/button/button.tsx';
import { CameraButton, type Taken, TakenPicture } from '../../../ui/camera/camera.tsx';
import { GhostCamera, hasLiveCamera } from '../../../ui/camera/ghost-camera.tsx';
import { FieldError } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ActPicture } from './field-act.ts';
import { fieldActTexts } from './field-act-texts.ts';
import { usePhotoSource } from './photo-source.tsx';
import type { ActDrafting } from './use-act-draft.ts';

export interface FieldPicturesProps {
  readonly label: string;
  /** The picture to compare with, by id. */
  readonly before: string | undefined;
  readonly isAfter: boolean;
  readonly minimum: number;
  readonly drafting: ActDrafting;
  readonly error: string | undefined;
}

/** Each is looked at before it is kept: what can't be sent is told while the person still stands there. */
function useShots(drafting: ActDrafting) {
  const [isChecking, setChecking] = useState(false);
  const [isUnreadable, setUnreadable] = useState(false);
  const take = async ({ bytes }: Taken) => {
    setChecking(true);
    const prepared = await preparePicture(bytes).finally(() => setChecking(false));
    setUnreadable('fault' in prepared);
    if (!('fault' in prepared)) drafting.addPicture({ ...prepared, key: newIntent() });
  };
  const onTaken = (taken: Taken) => void take(taken).catch(() => setUnreadable(true));
  return { isChecking, isUnreadable, camera: { onTaken, onUnreadable: () => setUnreadable(true) } };
}

type Shots = ReturnType<typeof useShots>;

/** The way to the lens: live over the ghost where that is there, the phone's own camera beside it. */
function Cameras({
  shots,
  beforeUrl,
  isFirst,
  hasSome,
  isAfter,
}: {
  readonly shots: Shots;
  readonly beforeUrl: string | undefined;
  /** One is still needed: its button leads. */
  readonly isFirst: boolean;
  readonly hasSome: boolean;
  readonly isAfter: boolean;
}) {
  const t = useText(fieldActTexts);
  const [isLive, setLive] = useState(false);
  const hasGhost = isAfter && beforeUrl !== undefined && hasLiveCamera();
  const take = hasSome ? t.oneMore : isAfter ? t.takeAfter : t.take;
  return (
    <div className="gl-act-cameras">
      {hasGhost ? (
        <Button tone={isFirst ? 'primary' : 'plain'} icon="camera" onClick={() => setLive(true)}>
          {t.ghost}
        </Button>
      ) : null}
      <CameraButton {...shots.camera}>{hasGhost ? t.system : take}</CameraButton>
      <CameraButton looks="quiet" isAlbum {...shots.camera}>
        {t.album}
      </CameraButton>
      {isLive && beforeUrl !== undefined ? (
        <GhostCamera before={beforeUrl} {...shots.camera} onClose={() => setLive(false)} />
      ) : null}
    </div>
  );
}

export function FieldPictures({ label, before, isAfter, minimum, drafting, error }: FieldPicturesProps) {
  const t = useText(fieldActTexts);
  const usePhoto = usePhotoSource();
  const beforeUrl = usePhoto(before, 'full');
  const beforeThumb = usePhoto(before, 'thumb');
  const shots = useShots(drafting);
  const { pictures } = drafting.draft;
  const shown = beforeUrl ?? beforeThumb;
  const name = isAfter ? t.after : t.photo;
  return (
    <section className="gl-act-pictures" aria-label={label}>
      <div className="gl-act-pair">
        {shown === undefined ? null : (
          <figure>
            <img src={shown} alt={t.before} />
            <figcaption>{t.before}</figcaption>
          </figure>
        )}
        {pictures.map((picture: ActPicture) => (
          <TakenPicture
            key={picture.key}
            bytes={picture.bytes}
            type={picture.type}
            name={name}
            alt={name}
            removeWords={t.removePhoto}
            onRemove={() => drafting.removePicture(picture.key)}
          />
        ))}
      </div>
      <Cameras
        shots={shots}
        beforeUrl={shown}
        isFirst={pictures.length < minimum}
        hasSome={pictures.length > 0}
        isAfter={isAfter}
      />
      {shots.isChecking ? <p role="status">{t.checking}</p> : null}
      <div role="alert">
        {shots.isUnreadable ? <FieldError>{t.unreadable}</FieldError> : null}
        {error === undefined ? null : <FieldError>{error}</FieldError>}
      </div>
    </section>
  );
}
