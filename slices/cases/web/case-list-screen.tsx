// The list of cases: the address is the view; every column can be filtered from its head or from one
// panel; rows are selected to be acted on together; the view leaves as a file. Saved views and the choice
// of columns are handed in by the shell, because they belong to the desk.
import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { NoPost } from '../../../platform/web/session/no-post.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { type Column, Table } from '../../../ui/table/table.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { SORTS, type SortName } from '../core/list-filters.ts';
import { BulkBar } from './bulk-bar.tsx';
import { type CaseColumn, columnsOf } from './case-columns.tsx';
import { CaseFilters, FilterDialog, useView } from './case-filters.tsx';
import { ColumnsDialog } from './columns-dialog.tsx';
import { ExportMenu } from './export-menu.tsx';
import { setFilters, showView } from './list-filters.ts';
import { listTexts } from './list-texts.ts';
import { pageTexts } from './page-texts.ts';
import { useRowKeys } from './row-keys.ts';
import { type ListedCase, useCases, type View } from './use-cases.ts';
import { useCount } from './use-count.ts';
import { useSelection } from './use-selection.ts';
import './case-screen.css';

type Href = (caseId: string) => string;

/** What the desk brings to a list. */
export interface ListDesk {
  /** Undefined: the usual ones. */
  readonly columns: readonly string[] | undefined;
  readonly onColumns: (columns: readonly string[]) => void;
  /** Choosing, saving and sharing views; `view` as it stands. */
  readonly views: ReactNode;
}

const ROW_HEIGHT = 36;

function HeadDialog({ column, onClose }: { column: CaseColumn; onClose: () => void }) {
  const view = useView();
  const t = useText(listTexts);
  const language = useSpoken();
  const sorts = (column.sorts ?? []).map((value) => ({ value, label: SORTS[value][language] }));
  return (
    <FilterDialog title={t.headTitle(column.header(language))} names={column.filters} onClose={onClose}>
      {sorts.length === 0 ? null : (
        <NativeSelect
          label={t.sort}
          value={sorts.some(({ value }) => value === view.sort) ? (view.sort ?? '') : ''}
          placeholder={t.sortDefault}
          choices={sorts}
          onChange={(sort) => {
            const { sort: _, ...rest } = view;
            showView(sort === '' ? rest : { ...rest, sort: sort as SortName });
          }}
        />
      )}
    </FilterDialog>
  );
}

function sortedBy({ sorts = [] }: CaseColumn, { sort }: View): Column<ListedCase>['sorted'] {
  if (sort === undefined || !sorts.includes(sort)) return undefined;
  return sort === 'newest' || sort === 'updated' ? 'descending' : 'ascending';
}

const ARROWS = { ascending: '↑', descending: '↓' } as const;

function useColumns(chosen: readonly string[] | undefined, view: View, now: Instant, caseHref: Href) {
  const t = useText(listTexts);
  const language = useSpoken();
  const [head, setHead] = useState<CaseColumn>();
  const set = setFilters(view);
  const columns = columnsOf(chosen).map((column): Column<ListedCase> => {
    const sorted = sortedBy(column, view);
    const isFiltered = column.filters.some((name) => set.includes(name));
    return {
      id: column.id, header: column.header(language), width: column.width, sorted,
      cell: (row) => column.cell(row, { language, now, caseHref }),
      headWords: t.headOpen(column.header(language)), onHead: () => setHead(column),
      headMark: <span aria-hidden>{(sorted ? ARROWS[sorted] : '') + (isFiltered ? '●' : '')}</span>,
    };
  });
  return { columns, head, closeHead: () => setHead(undefined) };
}

interface BodyProps {
  readonly view: View;
  readonly caseHref: Href;
  readonly columns: readonly string[] | undefined;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  /** Told of all that is listed, each time it is another list. */
  readonly onListed: (ids: ReadonlySet<string>) => void;
}

interface RowsProps extends Omit<BodyProps, 'columns'> {
  readonly columns: readonly Column<ListedCase>[];
}

function Rows({ view, columns, caseHref, selected, onSelect, onListed }: RowsProps) {
  const t = useText(listTexts);
  const page = useText(pageTexts);
  const language = useSpoken();
  const { session } = useSession();
  const asked = useCases(view);
  const [current, setCurrent] = useState<string>();
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  // Rows of the view before, shown until the new ones are here, are no answer to this one.
  const isAnswered = asked.data !== undefined && !asked.isPlaceholderData;
  useEffect(() => {
    if (isAnswered) onListed(new Set(items.map(({ id }) => id)));
  }, [isAnswered, items, onListed]);
  const more = () => void (hasNextPage && !isFetchingNextPage && fetchNextPage());
  if (asked.isPending) return <Loading lines={10} />;
  if (asked.isError && items.length === 0) {
    return <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />;
  }
  if (items.length === 0 && !hasNextPage) {
    if (session?.posts.length === 0) return <NoPost />;
    return <Empty icon="search" title={page.none}>{page.noneWhy}</Empty>;
  }
  return (
    <div className="gl-list-body">
      <Table
        label={page.list}
        columns={columns}
        rows={items}
        rowHeight={ROW_HEIGHT}
        keyOf={(row) => row.id}
        current={current}
        onCurrent={(row) => setCurrent(row.id)}
        onOpen={(row) => navigate(caseHref(row.id))}
        onEnd={more}
        selection={{ selected, onChange: onSelect, rowWords: t.selectRow, allWords: t.selectAll }}
      />
      <div className="gl-list-more">
        <span role="status">{page.shown(items.length, hasNextPage)}</span>
        {hasNextPage ? (
          <Button size="small" isBusy={isFetchingNextPage} onClick={more}>
            {page.more}
          </Button>
        ) : null}
        <span className="gl-muted">{t.keysHelp}</span>
      </div>
    </div>
  );
}

/** The dialog of a column's head stands apart from the rows: it stays open while they are asked anew. */
function Body({ columns: chosen, ...props }: BodyProps) {
  const { columns, head, closeHead } = useColumns(chosen, props.view, useNow(MINUTE), props.caseHref);
  return (
    <>
      <Rows {...props} columns={columns} />
      {head ? <HeadDialog column={head} onClose={closeHead} /> : null}
    </>
  );
}

function Total({ view }: { view: View }) {
  const t = useText(listTexts);
  const { data } = useCount(view);
  if (!data) return null;
  return <span className="gl-list-total" role="status">{t.total(count(data.total), data.isMore)}</span>;
}

export interface CaseListScreenProps {
  readonly caseHref: Href;
  /** The same view on the map. */
  readonly mapHref: (view: View) => string;
  readonly desk: ListDesk;
}

export function CaseListScreen({ caseHref, mapHref, desk }: CaseListScreenProps) {
  const t = useText(listTexts);
  const page = useText(pageTexts);
  const { can } = useSession();
  const view = useDeferredValue(useView());
  const [isChoosing, setChoosing] = useState(false);
  const { selected, left, choose, clear, onListed } = useSelection(JSON.stringify(view));
  const screen = useRef<HTMLDivElement>(null);
  const focusRows = useRowKeys(screen);
  return (
    <div className="gl-list-screen" ref={screen}>
      <PageHead
        title={page.list}
        actions={
          <>
            <Total view={view} />
            {desk.views}
            <LinkButton icon="map" href={mapHref(view)}>{page.map}</LinkButton>
            <Button onClick={() => setChoosing(true)}>{t.columns}</Button>
            {can('case.export') ? <ExportMenu view={view} /> : null}
          </>
        }
      />
      <div>
        <CaseFilters />
        <BulkBar ids={[...selected]} onClear={clear} onClosed={focusRows} />
        <span role="status" className="gl-muted">{left === 0 ? '' : t.leftList(left)}</span>
      </div>
      <Body {...{ view, caseHref, selected, onListed }} columns={desk.columns} onSelect={choose} />
      {isChoosing ? (
        <ColumnsDialog chosen={desk.columns} onChange={desk.onColumns} onClose={() => setChoosing(false)} />
      ) : null}
    </div>
  );
}
