// Likely the same matter, best first, each with why; one press (or M for the first) merges into it. The
// desk is given them: who finds them is another slice's business.
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { deskTexts } from './desk-texts.ts';
import { DeskKeyHint } from './key-caps.tsx';

export interface SameCase {
  readonly caseId: string;
  /** False: beyond the reader, who is told its kind, distance and state, and can't merge into it. */
  readonly isReadable: boolean;
  readonly number: string | null;
  readonly description: string | null;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly stateZh: string;
  readonly stateEn: string;
  readonly isOpen: boolean;
  readonly distanceMetres: number;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly why: readonly { readonly zh: string; readonly en: string }[];
}

/** Those a case may be merged into, best first. */
export const mergeable = (same: readonly SameCase[]): SameCase[] =>
  same.filter((one) => one.isOpen && one.isReadable);

export interface SamePanelProps {
  readonly same: readonly SameCase[];
  readonly caseHref: (caseId: string) => string;
  readonly onMerge: (caseId: string) => void;
}

function SameName({ same, href }: { same: SameCase; href: string }) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const name = (language === 'zh' ? same.itemName : same.itemNameEn) ?? same.number ?? t.sameUnnamed;
  return same.isReadable ? <a href={href}>{name}</a> : <strong>{name}</strong>;
}

export function SamePanel({ same, caseHref, onMerge }: SamePanelProps) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const firstOpen = mergeable(same)[0]?.caseId;
  return (
    <section className="gl-same" aria-label={t.same}>
      <h3>
        {t.same} <span className="gl-figures">{same.length === 0 ? '' : same.length}</span>
      </h3>
      {same.length === 0 ? <p className="gl-muted">{t.noSame}</p> : null}
      <ul>
        {same.map((one, index) => (
          <li key={one.caseId}>
            <p>
              <span className="gl-same-no">{index + 1}</span>{' '}
              <SameName same={one} href={caseHref(one.caseId)} />{' '}
              <Badge>{language === 'zh' ? one.stateZh : one.stateEn}</Badge> {t.distance(one.distanceMetres)}
            </p>
            <p className={one.isReadable ? 'gl-queue-words' : 'gl-muted'}>
              {one.isReadable ? one.description : t.sameBeyond}
            </p>
            <p className="gl-muted">
              {one.why.map((why) => why[language]).join(language === 'zh' ? '；' : '; ')}
            </p>
            {one.isOpen && one.isReadable ? (
              <Button size="small" onClick={() => onMerge(one.caseId)}>
                {t.mergeInto} {one.caseId === firstOpen ? <DeskKeyHint id="merge" /> : null}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
