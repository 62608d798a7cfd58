// How the like of it ended before: up to five closed cases, with who did it, how long it took, and whether it
// had to be done twice. Asked only once the fingers rest on a case.
import { useQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { durationWords } from '../../../ui/words/format.ts';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { carriedWords, type OwnWords } from '../core/case-words.ts';
import type { SimilarCases } from '../core/contract-parts.ts';
import { nameIn } from './case-timeline.tsx';
import { deskTexts } from './desk-texts.ts';
import { useOwnWords } from './use-own-words.ts';

type Similar = SimilarCases['items'][number];
const REST_MS = 250;

function useSimilar(caseId: string) {
  const rested = useRested(caseId, REST_MS);
  const asked = useQuery({
    queryKey: ['case', caseId, 'similar'],
    enabled: rested === caseId,
    staleTime: 10 * MINUTE,
    retry: false,
    queryFn: ({ signal }) => api.get<SimilarCases>(`/api/cases/${caseId}/similar`, { signal }),
  });
  return asked.data?.items;
}

interface LineProps {
  readonly one: Similar;
  readonly href: string;
  readonly own: readonly OwnWords[];
}

/** As the history of that case calls its end. */
const endWords = (code: string, language: Language, own: readonly OwnWords[]): string =>
  carriedWords({ action: 'close', field: 'closingCode', code }, language, own);

function Line({ one, href, own }: LineProps) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const endedAt = fromIso(one.endedAt);
  const facts = [
    one.unit ? nameIn(one.unit, language) : '',
    t.tookDays(durationWords(one.usedMs, language)),
    one.reworks > 0 ? t.reworked(one.reworks) : '',
    one.returns > 0 ? t.returned(one.returns) : '',
    one.distanceMetres === null ? '' : t.distance(Math.round(one.distanceMetres)),
  ];
  return (
    <li>
      <p>
        <a href={href}>{(language === 'zh' ? one.itemName : one.itemNameEn) ?? one.number}</a>{' '}
        <Badge tone={one.closingCode === 'solved' ? 'ok' : 'plain'}>
          {one.closingCode === null ? '' : endWords(one.closingCode, language, own)}
        </Badge>{' '}
        {endedAt === undefined ? null : <When at={endedAt} now={endedAt} />}
      </p>
      <p className="gl-queue-words">{one.description}</p>
      <p className="gl-muted">{facts.filter(Boolean).join(' · ')}</p>
    </li>
  );
}

export interface SimilarPanelProps {
  readonly caseId: string;
  /** Of the case: the past ones are of its district. */
  readonly areaPath: string;
  readonly caseHref: (caseId: string) => string;
}

export function SimilarPanel({ caseId, areaPath, caseHref }: SimilarPanelProps) {
  const t = useText(deskTexts);
  const items = useSimilar(caseId);
  const own = useOwnWords(areaPath);
  if (items === undefined) return null;
  return (
    <section className="gl-same" aria-label={t.similar}>
      <h3>
        {t.similar} <span className="gl-figures">{items.length === 0 ? '' : items.length}</span>
      </h3>
      {items.length === 0 ? <p className="gl-muted">{t.noSimilar}</p> : null}
      <ul>
        {items.map((one) => (
          <Line key={one.id} one={one} href={caseHref(one.id)} own={own} />
        ))}
      </ul>
    </section>
  );
}
