// The list of cases: filters in the address, the newest first, more on demand or by scrolling. Enter, a
// double press or the number opens one.
import { useDeferredValue, useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { navigate, useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { type Column, Table } from '../../../ui/table/table.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { itemName } from './case-facts.tsx';
import { CaseFilters } from './case-filters.tsx';
import { caseTexts } from './case-texts.ts';
import { nameIn } from './case-timeline.tsx';
import { LampFor } from './lamp-for.tsx';
import { filtersIn, viewOf } from './list-filters.ts';
import { pageTexts } from './page-texts.ts';
import { type CaseListItem, useCases } from './use-cases.ts';
import './case-screen.css';

type Href = (caseId: string) => string;

function columnsIn(language: Language, now: Instant, caseHref: Href): readonly Column<CaseListItem>[] {
  const t = textIn(pageTexts, language);
  const words = textIn(caseTexts, language);
  return [
    {
      id: 'lamp',
      header: t.colLamp,
      width: '9rem',
      cell: (row) => <LampFor of={row} now={now} isShort />,
    },
    {
      id: 'state',
      header: t.colState,
      width: '5rem',
      cell: (row) => <Badge>{language === 'zh' ? row.stateZh : row.stateEn}</Badge>,
    },
    {
      id: 'item',
      header: t.colItem,
      width: 'minmax(7rem, 1fr)',
      cell: (row) => <a href={caseHref(row.id)}>{itemName(row, language) ?? words.noItem}</a>,
    },
    { id: 'words', header: t.colWords, width: 'minmax(9rem, 2fr)', cell: (row) => row.description },
    { id: 'place', header: t.colPlace, width: 'minmax(7rem, 1fr)', cell: (row) => row.address ?? '' },
    {
      id: 'holder',
      header: t.colUnit,
      width: 'minmax(7rem, 1fr)',
      cell: (row) => (row.holder ? nameIn(row.holder, language) : ''),
    },
    {
      id: 'created',
      header: t.colCreated,
      width: '7.5rem',
      cell: (row) => <When at={fromIso(row.createdAt) ?? now} now={now} />,
    },
    {
      id: 'number',
      header: t.colNumber,
      width: '12rem',
      cell: (row) => <span className="gl-figures">{row.number}</span>,
    },
  ];
}

function Body({ caseHref }: { caseHref: Href }) {
  const t = useText(pageTexts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const { query } = useRoute();
  const filters = useDeferredValue(query);
  const asked = useCases(viewOf(filtersIn(filters)));
  const [current, setCurrent] = useState<string>();
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  const more = () => void (hasNextPage && !isFetchingNextPage && fetchNextPage());
  if (asked.isPending) return <Loading lines={10} />;
  if (asked.isError && items.length === 0) {
    return <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />;
  }
  if (items.length === 0)
    return (
      <Empty icon="search" title={t.none}>
        {t.noneWhy}
      </Empty>
    );
  return (
    <div className="gl-list-body">
      <Table
        label={t.list}
        columns={columnsIn(language, now, caseHref)}
        rows={items}
        keyOf={(row) => row.id}
        current={current}
        onCurrent={(row) => setCurrent(row.id)}
        onOpen={(row) => navigate(caseHref(row.id))}
        onEnd={more}
      />
      <div className="gl-list-more">
        <span role="status">{t.shown(items.length, hasNextPage)}</span>
        {hasNextPage ? (
          <Button size="small" isBusy={isFetchingNextPage} onClick={more}>
            {t.more}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

export function CaseListScreen({ caseHref }: { caseHref: Href }) {
  const t = useText(pageTexts);
  return (
    <div className="gl-list-screen">
      <PageHead title={t.list} />
      <CaseFilters />
      <Body caseHref={caseHref} />
    </div>
  );
}
