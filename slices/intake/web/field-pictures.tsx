// The camera of the report: one tap opens it, the next shot is named on the button, each picture can be
// taken away again.
import { useState } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { CameraButton, type Taken, TakenPicture } from '../../../ui/camera/camera.tsx';
import { FieldError } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type FieldPicture, type FieldReport, MOST_PICTURES, type Shot } from './field-report.ts';
import { fieldTexts } from './field-texts.ts';

const SHOT_WORDS = {
  near: 'shotNear',
  wide: 'shotWide',
  before: 'shotBefore',
  after: 'shotAfter',
} as const satisfies Record<Shot, string>;

/** Which shot comes next; undefined when enough were taken. */
export function nextShot({ kind, pictures }: Pick<FieldReport, 'kind' | 'pictures'>): Shot | undefined {
  if (pictures.length >= MOST_PICTURES) return undefined;
  const has = (shot: Shot) => pictures.some((one) => one.shot === shot);
  if (kind === 'solved') return has('before') ? 'after' : 'before';
  return has('near') ? 'wide' : 'near';
}

export interface FieldPicturesProps {
  readonly report: FieldReport;
  readonly onShot: (picture: FieldPicture) => void;
  readonly onRemove: (key: string) => void;
  /** Given to whoever may settle things on the spot: the camera opens for the picture before, in one tap. */
  readonly onBeginSolved?: (picture: FieldPicture) => void;
}

export function FieldPictures({ report, onShot, onRemove, onBeginSolved }: FieldPicturesProps) {
  const t = useText(fieldTexts);
  const [isUnreadable, setUnreadable] = useState(false);
  const next = nextShot(report);
  const isFirst = report.pictures.length === 0;
  const isMore = report.pictures.some((one) => one.shot === next);
  const shots = {
    onUnreadable: () => setUnreadable(true),
    onTaken: (taken: Taken) => {
      setUnreadable(false);
      if (next) onShot({ ...taken, key: newIntent(), intent: newIntent(), shot: next });
    },
  };
  const beginSolved = (taken: Taken) =>
    onBeginSolved?.({ ...taken, key: newIntent(), intent: newIntent(), shot: 'before' });
  const offersSolved = isFirst && report.kind === 'report' && onBeginSolved !== undefined;
  return (
    <section className="gl-shots" aria-label={t.pictures}>
      {isFirst ? null : (
        <ul className="gl-shot-list">
          {report.pictures.map(({ key, shot, bytes, type }) => {
            const name = t[SHOT_WORDS[shot]];
            return (
              <li key={key}>
                <TakenPicture
                  {...{ bytes, type, name }}
                  alt={t.pictureOf(name)}
                  removeWords={t.remove(name)}
                  onRemove={() => onRemove(key)}
                />
              </li>
            );
          })}
        </ul>
      )}
      {next === undefined ? null : (
        <div className={isFirst ? 'gl-shot-first' : 'gl-shot-next'}>
          <CameraButton looks={isFirst ? 'big' : 'normal'} {...shots}>
            {isMore ? t.more : t[next]}
          </CameraButton>
          {offersSolved ? (
            <CameraButton onUnreadable={shots.onUnreadable} onTaken={beginSolved}>
              {t.beginSolved}
            </CameraButton>
          ) : null}
          <CameraButton looks="quiet" isAlbum {...shots}>
            {t.album}
          </CameraButton>
        </div>
      )}
      {isUnreadable ? <FieldError>{t.unreadable}</FieldError> : null}
    </section>
  );
}
