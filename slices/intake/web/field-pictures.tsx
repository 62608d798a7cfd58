// The camera of the report: one tap opens it, the next shot is named on the button, each picture can be taken
// away or replaced. The first shot waits at the thumb; what was taken stands on top of the form.
import { CameraButton, TakenPicture } from '../../../ui/camera/camera.tsx';
import { FieldError } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type FieldReport, nextShot, type Shot } from './field-report.ts';
import { fieldTexts } from './field-texts.ts';
import type { Shots } from './use-shots.ts';

const SHOT_WORDS = {
  near: 'shotNear',
  wide: 'shotWide',
  before: 'shotBefore',
  after: 'shotAfter',
} as const satisfies Record<Shot, string>;

export interface FieldPicturesProps {
  readonly report: FieldReport;
  readonly shots: Shots;
  readonly onRemove: (key: string) => void;
  /** False where the button for the next shot stands at the thumb. */
  readonly hasNext: boolean;
}

function Faults({ shots }: { shots: Shots }) {
  const t = useText(fieldTexts);
  return (
    <div role="alert">
      {shots.faults.map((fault) => (
        <FieldError key={fault}>{t[fault]}</FieldError>
      ))}
    </div>
  );
}

function Taken({ report, shots, onRemove }: Omit<FieldPicturesProps, 'hasNext'>) {
  const t = useText(fieldTexts);
  return (
    <ul className="gl-shot-list">
      {report.pictures.map(({ key, shot, bytes, type, fault }) => {
        const name = t[SHOT_WORDS[shot]];
        return (
          <li key={key} className={fault === undefined ? undefined : 'is-faulty'}>
            <TakenPicture
              {...{ bytes, type, name }}
              alt={t.pictureOf(name)}
              removeWords={t.remove(name)}
              onRemove={() => onRemove(key)}
            />
            {fault === undefined ? null : (
              <>
                <FieldError>{fault}</FieldError>
                <CameraButton onUnreadable={shots.fail} onTaken={(one) => shots.take(one, { replaces: key })}>
                  {t.replace}
                </CameraButton>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export function FieldPictures({ report, shots, onRemove, hasNext }: FieldPicturesProps) {
  const t = useText(fieldTexts);
  const next = nextShot(report);
  const isMore = report.pictures.some((one) => one.shot === next);
  if (report.pictures.length === 0 && shots.underWay === 0) return <Faults shots={shots} />;
  return (
    <section className="gl-shots" aria-label={t.pictures}>
      <Taken {...{ report, shots, onRemove }} />
      {shots.underWay === 0 ? null : (
        <p className="gl-quiet" role="status">
          {t.checking}
        </p>
      )}
      {next === undefined || !hasNext ? null : (
        <div className="gl-shot-next">
          <CameraButton onUnreadable={shots.fail} onTaken={(one) => shots.take(one)}>
            {isMore ? t.more : t[next]}
          </CameraButton>
          <CameraButton looks="quiet" isAlbum onUnreadable={shots.fail} onTaken={(one) => shots.take(one)}>
            {t.album}
          </CameraButton>
        </div>
      )}
      <Faults shots={shots} />
    </section>
  );
}

export interface FirstShotProps {
  readonly shot: Shot;
  readonly shots: Shots;
  /** Given to whoever may settle things on the spot: the camera opens for the picture before, in one tap. */
  readonly onBeginSolved?: () => void;
}

/** The whole purpose of the screen until the picture is there: large, and where the thumb is. */
export function FirstShot({ shot, shots, onBeginSolved }: FirstShotProps) {
  const t = useText(fieldTexts);
  return (
    <div className="gl-shot-first">
      <CameraButton looks="big" onUnreadable={shots.fail} onTaken={(one) => shots.take(one, { shot })}>
        {t[shot]}
      </CameraButton>
      {onBeginSolved ? (
        <CameraButton
          onUnreadable={shots.fail}
          onTaken={(one) => {
            onBeginSolved();
            shots.take(one, { shot: 'before' });
          }}
        >
          {t.beginSolved}
        </CameraButton>
      ) : null}
      <CameraButton
        looks="quiet"
        isAlbum
        onUnreadable={shots.fail}
        onTaken={(one) => shots.take(one, shot === 'after' ? { shot } : undefined)}
      >
        {t.album}
      </CameraButton>
    </div>
  );
}
