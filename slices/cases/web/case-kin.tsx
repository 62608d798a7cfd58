// What belongs to a case besides itself: the main case it is a part of, its own parts with their results,
// what its co-units did, and where it has waited for how long.
import { useQuery } from '@tanstack/react-query';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { durationWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { CaseTenures as Tenures } from '../core/contract-parts.ts';
import { LEVEL_WORDS } from '../core/levels.ts';
import { CasePhotos } from './case-photos.tsx';
import { CaseTenures } from './case-tenures.tsx';
import { nameIn } from './case-timeline.tsx';
import { deskTexts } from './desk-texts.ts';
import type { CaseView } from './use-cases.ts';

type Href = (caseId: string) => string;
type Part = CaseView['parts'][number];

/** With the split that made it: it is on record, and nothing is awaited of it. */
const isTakenBack = ({ state }: Part): boolean => state === 'withdrawn';

function toneOf(part: Part): 'plain' | 'accent' | 'ok' {
  if (isTakenBack(part)) return 'plain';
  return part.isOpen ? 'accent' : 'ok';
}

function PartRow({ part, now, caseHref }: { part: Part; now: Instant; caseHref: Href }) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const dueAt = part.dueAt === null ? undefined : fromIso(part.dueAt);
  const state = language === 'zh' ? part.stateZh : part.stateEn;
  const name = (language === 'zh' ? part.itemName : part.itemNameEn) ?? part.number;
  return (
    <li>
      <p>
        <a href={caseHref(part.id)}>{name}</a>{' '}
        <Badge tone={toneOf(part)}>{state}</Badge>{' '}
        {part.unit ? nameIn(part.unit, language) : null}{' '}
        {part.isOpen && dueAt !== undefined ? <When at={dueAt} now={now} /> : null}
      </p>
      <p className="gl-queue-words">{part.words}</p>
      {part.result === null ? null : (
        <p>
          <strong>{t.partDone}</strong> {part.result}
        </p>
      )}
      {part.photoIds.length === 0 ? null : <CasePhotos ids={part.photoIds} />}
    </li>
  );
}

function Parts({ of, now, caseHref }: CaseKinProps) {
  const t = useText(deskTexts);
  if (of.parts.length === 0) return null;
  const done = of.parts.filter((part) => part.result !== null).length;
  const meant = of.parts.filter((part) => !isTakenBack(part)).length;
  return (
    <section className="gl-same" aria-label={t.parts}>
      <h3>
        {t.parts} <span className="gl-muted">{t.gathered(done, meant)}</span>
      </h3>
      <ul>
        {of.parts.map((part) => (
          <PartRow key={part.id} {...{ part, now, caseHref }} />
        ))}
      </ul>
    </section>
  );
}

function CoResults({ of, now }: Pick<CaseKinProps, 'of' | 'now'>) {
  const t = useText(deskTexts);
  const language = useSpoken();
  if (of.coResults.length === 0) return null;
  return (
    <section className="gl-same" aria-label={t.coResults}>
      <h3>{t.coResults}</h3>
      <ul>
        {of.coResults.map(({ unit, at, result, photoIds }) => {
          const answeredAt = at === null ? undefined : fromIso(at);
          return (
            <li key={unit.id}>
              <p>
                {nameIn(unit, language)}{' '}
                {answeredAt === undefined ? (
                  <Badge tone="warn">{t.coWaits}</Badge>
                ) : (
                  <When at={answeredAt} now={now} />
                )}
              </p>
              {result === null ? null : <p>{result}</p>}
              {photoIds.length === 0 ? null : <CasePhotos ids={photoIds} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const REST_MS = 300;

/** The same time summed by level, the highest first; asked once the fingers rest. */
function LevelLine({ of }: Pick<CaseKinProps, 'of'>) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const rested = useRested(of.id, REST_MS);
  const asked = useQuery({
    queryKey: ['case', of.id, 'tenures'],
    enabled: rested === of.id,
    retry: false,
    queryFn: ({ signal }) => api.get<Tenures>(`/api/cases/${of.id}/tenures`, { signal }),
  });
  const levels = asked.data?.levels ?? [];
  if (levels.length === 0) return null;
  return (
    <p className="gl-levels">
      {levels.map((one) => (
        <span key={one.level}>
          {LEVEL_WORDS[one.level][language]} <strong>{durationWords(one.heldMs, language)}</strong>{' '}
          {one.late > 0 ? <Badge tone="danger">{t.late}</Badge> : null}
          {one.isHolding ? <Badge tone="accent">{t.holding}</Badge> : null}
        </span>
      ))}
    </p>
  );
}

export interface CaseKinProps {
  readonly of: CaseView;
  readonly now: Instant;
  readonly caseHref: Href;
}

export function CaseKin({ of, now, caseHref }: CaseKinProps) {
  const t = useText(deskTexts);
  return (
    <>
      {of.mainCase ? (
        <p>
          {t.mainCase} <a href={caseHref(of.mainCase.id)}>{of.mainCase.number}</a>
        </p>
      ) : null}
      <Parts of={of} now={now} caseHref={caseHref} />
      <CoResults of={of} now={now} />
      <section aria-label={t.tenures}>
        <h3>{t.tenures}</h3>
        <LevelLine of={of} />
        <CaseTenures of={of} now={now} />
      </section>
    </>
  );
}
