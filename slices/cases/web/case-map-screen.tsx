// Open cases on the map with the same cases as a list beside it: one filter, one set. A lamp that is
// pressed marks its row; the row opens the case.
import { useEffect, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import type { MapPoint } from '../../../platform/web/map/map-data.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { itemName } from './case-facts.tsx';
import { CaseFilters, useDistrictId } from './case-filters.tsx';
import { useBoundaries } from './case-map.tsx';
import { caseTexts } from './case-texts.ts';
import { LampFor, lampNow } from './lamp-for.tsx';
import { viewAt } from './list-filters.ts';
import { pageTexts } from './page-texts.ts';
import { type CaseListItem, useCases } from './use-cases.ts';
import './case-screen.css';

/** What one screen can hold and a person can read; the count says when there are more. */
const MOST_PAGES = 10;
const rowId = (caseId: string): string => `on-map-${caseId}`;

interface CaseRowsProps {
  readonly items: readonly CaseListItem[];
  readonly current: string | undefined;
  readonly now: Instant;
  readonly caseHref: (caseId: string) => string;
}

function CaseRows({ items, current, now, caseHref }: CaseRowsProps) {
  const t = useText(pageTexts);
  const words = useText(caseTexts);
  const language = useSpoken();
  return (
    <ul aria-label={t.listOnMap} tabIndex={-1}>
      {items.map((item) => (
        <li key={item.id} id={rowId(item.id)} aria-current={item.id === current}>
          <a href={caseHref(item.id)}>{itemName(item, language) ?? words.noItem}</a>
          <LampFor of={item} now={now} isShort />
          <span className="gl-muted">{item.address ?? item.description}</span>
        </li>
      ))}
    </ul>
  );
}

export function CaseMapScreen({ caseHref }: { caseHref: (caseId: string) => string }) {
  const t = useText(pageTexts);
  const words = useText(caseTexts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const { query } = useRoute();
  const asked = useCases({ ...viewAt(query), state: ['open'] });
  const boundaries = useBoundaries(useDistrictId(), 'community');
  const [current, setCurrent] = useState<string>();
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage, data } = asked;
  const pages = data?.pages.length ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && pages < MOST_PAGES) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, pages, fetchNextPage]);
  const points = items.flatMap((item): MapPoint[] => {
    const lamp = lampNow(item, now)?.lamp ?? 'paused';
    const label = `${itemName(item, language) ?? words.noItem} ${item.address ?? item.number}`;
    return item.lon === null || item.lat === null
      ? []
      : [{ id: item.id, lon: item.lon, lat: item.lat, lamp, label }];
  });
  const pick = (id: string) => {
    setCurrent(id);
    document.getElementById(rowId(id))?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div className="gl-map-screen">
      <PageHead title={t.map}>
        {t.mapHint} {asked.data ? t.shown(items.length, hasNextPage && pages >= MOST_PAGES) : ''}
      </PageHead>
      <CaseFilters isOpenOnly />
      {asked.isError && items.length === 0 ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : (
        <div className="gl-map-both">
          <AreaMap
            label={t.map}
            points={points}
            onPick={pick}
            {...(boundaries.data ? { areas: boundaries.data } : {})}
          />
          {asked.isPending ? <Loading lines={8} /> : null}
          {asked.data && items.length === 0 ? (
            <Empty icon="search" title={t.none}>
              {t.noneWhy}
            </Empty>
          ) : null}
          {items.length === 0 ? null : (
            <CaseRows items={items} current={current} now={now} caseHref={caseHref} />
          )}
        </div>
      )}
    </div>
  );
}
