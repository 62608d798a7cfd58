// The first step: pictures. The phone's own camera and album through native inputs; each picture is sent
// at once and can be taken out again.
import { photoUrl } from '../../../platform/web/api/photos.ts';
import { useLanguage, useText } from '../../../platform/web/i18n/public.ts';
import { useOnline } from '../../../platform/web/start/use-online.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Icon, type IconName } from '../../../ui/icon/icon.tsx';
import { FieldError } from '../../../ui/text-field/text-field.tsx';
import { type Draft, type DraftPhoto, MOST_PHOTOS } from './report-draft.ts';
import { reportTexts } from './report-texts.ts';
import { addPictures, previewOf, removePicture, sendPictures } from './send-pictures.ts';

interface PickProps {
  readonly icon: IconName;
  readonly label: string;
  /** Opens the camera at once where there is one. */
  readonly isCamera?: boolean;
}

function Pick({ icon, label, isCamera = false }: PickProps) {
  const { language } = useLanguage();
  return (
    <label className={`gl-pick ${isCamera ? 'is-primary' : ''}`}>
      <input
        type="file"
        className="gl-unseen"
        accept="image/*"
        multiple={!isCamera}
        {...(isCamera ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void addPictures(files, language);
        }}
      />
      <Icon name={icon} />
      <span>{label}</span>
    </label>
  );
}

function Picture({ photo, at }: { photo: DraftPhoto; at: number }) {
  const t = useText(reportTexts);
  const preview = previewOf(photo.key) ?? (photo.id ? photoUrl(photo.id) : undefined);
  const state = { waiting: t.waiting, sending: t.sending, sent: t.sent, failed: t.photoFailed }[photo.state];
  return (
    <li className={`gl-picture is-${photo.state}`}>
      {preview ? (
        <img src={preview} alt={t.photoN(at)} />
      ) : (
        <span className="gl-picture-none">
          <Icon name="camera" />
        </span>
      )}
      <p className="gl-picture-state">
        <Icon name={photo.state === 'sent' ? 'check' : photo.state === 'failed' ? 'warning' : 'offline'} />
        <span>{state}</span>
      </p>
      <Button icon="close" label={t.remove(at)} onClick={() => void removePicture(photo.key)} />
      {photo.trouble === undefined ? null : <FieldError>{photo.trouble}</FieldError>}
    </li>
  );
}

export function ReportPhotos({ draft }: { draft: Draft }) {
  const t = useText(reportTexts);
  const { language } = useLanguage();
  const isOnline = useOnline();
  const isFull = draft.photos.length >= MOST_PHOTOS;
  const hasWaiting = draft.photos.some((photo) => photo.state === 'waiting');
  return (
    <>
      <p className="gl-report-help">{t.photosHelp}</p>
      {draft.photos.length === 0 ? null : (
        <ul className="gl-pictures" aria-live="polite">
          {draft.photos.map((photo, index) => (
            <Picture key={photo.key} photo={photo} at={index + 1} />
          ))}
        </ul>
      )}
      {isFull ? (
        <p>{t.mostPhotos(MOST_PHOTOS)}</p>
      ) : (
        <div className="gl-picks">
          <Pick icon="camera" label={t.take} isCamera />
          <Pick icon="plus" label={t.choose} />
        </div>
      )}
      {hasWaiting && isOnline ? (
        <Button onClick={() => void sendPictures(language)}>{t.sendAgain}</Button>
      ) : null}
    </>
  );
}
