// The pictures of a case: those of one step in a row, or before and after as a pair. The server decides
// who may see them; a picture that can't be shown says so in its place.
import { useState } from 'react';
import { useOnline } from '../../../platform/web/start/use-online.ts';
import { Photo, PhotoPair, type PhotoProps } from '../../../ui/photo/photo.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { caseTexts } from './case-texts.ts';
import { usePhotoSource } from './photo-source.tsx';
import { beforeAfter } from './step-words.ts';
import type { CaseView } from './use-cases.ts';
import './case-parts.css';

/** The large one is asked for when it is opened. */
export function usePhotoProps(id: string | undefined, alt: string): PhotoProps {
  const t = useText(caseTexts);
  const usePhoto = usePhotoSource();
  const isOnline = useOnline();
  const [isOpened, setOpened] = useState(false);
  return {
    thumb: usePhoto(id, 'thumb'),
    full: usePhoto(isOpened ? id : undefined, 'full'),
    absent: isOnline ? t.photoComes : t.photoNotHere,
    onOpen: () => setOpened(true),
    alt,
  };
}

export const CasePhoto = ({ id, alt }: { id: string; alt: string }) => <Photo {...usePhotoProps(id, alt)} />;

export function CasePhotos({ ids }: { ids: readonly string[] }) {
  const t = useText(caseTexts);
  return (
    <ul className="gl-case-photos">
      {ids.map((id, index) => (
        <li key={id}>
          <CasePhoto id={id} alt={t.photoOf(index + 1)} />
        </li>
      ))}
    </ul>
  );
}

/** Before and after side by side once there is an after; until then all pictures of the report. */
export function CaseBeforeAfter({ of }: { of: Pick<CaseView, 'steps'> }) {
  const t = useText(caseTexts);
  const { before, after } = beforeAfter(of.steps);
  const [firstBefore, ...moreBefore] = before;
  const [firstAfter, ...moreAfter] = after;
  const beforeProps = usePhotoProps(firstBefore, t.photoOf(1));
  const afterProps = usePhotoProps(firstAfter, t.photoOf(before.length + 1));
  if (firstAfter === undefined) {
    return before.length === 0 ? <p className="gl-case-none">{t.noPhotos}</p> : <CasePhotos ids={before} />;
  }
  const rest = [...moreBefore, ...moreAfter];
  return (
    <>
      <PhotoPair
        before={firstBefore === undefined ? undefined : beforeProps}
        after={afterProps}
      />
      {rest.length === 0 ? null : <CasePhotos ids={rest} />}
    </>
  );
}
