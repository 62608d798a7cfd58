// The pictures of a case: those of one step in a row, or before and after as a pair. The server decides
// who may see them; a picture that can't be shown says so in its place.
import { photoUrl } from '../../../platform/web/api/photos.ts';
import { Photo, PhotoPair, type PhotoProps } from '../../../ui/photo/photo.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { caseTexts } from './case-texts.ts';
import { beforeAfter } from './step-words.ts';
import type { CaseView } from './use-cases.ts';
import './case-parts.css';

const photoProps = (id: string, alt: string): PhotoProps => ({
  thumb: photoUrl(id),
  full: photoUrl(id, 'full'),
  alt,
});

export function CasePhotos({ ids }: { ids: readonly string[] }) {
  const t = useText(caseTexts);
  return (
    <ul className="gl-case-photos">
      {ids.map((id, index) => (
        <li key={id}>
          <Photo {...photoProps(id, t.photoOf(index + 1))} />
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
  if (firstAfter === undefined) {
    return before.length === 0 ? <p className="gl-case-none">{t.noPhotos}</p> : <CasePhotos ids={before} />;
  }
  const rest = [...moreBefore, ...moreAfter];
  return (
    <>
      <PhotoPair
        before={firstBefore === undefined ? undefined : photoProps(firstBefore, t.photoOf(1))}
        after={photoProps(firstAfter, t.photoOf(before.length + 1))}
      />
      {rest.length === 0 ? null : <CasePhotos ids={rest} />}
    </>
  );
}
