// A published period as it was published: its whole table by area, unit or item, each figure open to its
// formula and its frozen cases; and of a revision how it differs from the one before, figure by figure and
// case by case.
import { useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { count as countWords, whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import {
  type Differences,
  type Publication,
  PUBLISHED_BY,
  type PublishedBy,
  type PublishedTable,
} from '../core/contract-publications.ts';
import { COUNTS, type CountName } from '../core/counts.ts';
import { CaseTable } from './case-table.tsx';
import { NOTHING_OPENED } from './evaluation-choices.tsx';
import { evaluationTexts } from './evaluation-texts.ts';
import { FigureDetails } from './figure-details.tsx';
import { cellOf, wordsOf } from './figure-parts.tsx';
import { FiguresTable, nameOf } from './figures-table.tsx';
import { publicationTexts } from './publication-texts.ts';
import { useDifferences, usePublished } from './use-publications.ts';
import './evaluation.css';

type CaseHref = (caseId: string) => string;

function DifferenceList({
  one,
  caseHref,
  onClose,
}: {
  one: Publication;
  caseHref: CaseHref;
  onClose: () => void;
}) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const rowOf = (row: Differences['items'][number]) => (
    <tr key={`${row.caseId} ${row.kind} ${row.subject} ${row.count} ${row.came}`}>
      <th scope="row">
        <a href={caseHref(row.caseId)}>{row.number}</a>
      </th>
      <td>{COUNTS[row.count][language]}</td>
      <td className="gl-figures">{row.day}</td>
      <td>
        {row.came ? t.came : t.went}
        {row.isExempt ? t.exempt : null}
      </td>
    </tr>
  );
  return (
    <CaseTable
      title={t.differencesOf(t.revision(wordsOf(one.period, language), one.revision))}
      columns={[t.number, t.what, t.dayOf, t.change]}
      paged={useDifferences(one.id)}
      rowOf={rowOf}
      onClose={onClose}
    />
  );
}

type Shown = Pick<PublishedTable, 'publication' | 'indicators' | 'rows'>;

function DifferencesCard({ table, caseHref }: { table: Shown; caseHref: CaseHref }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const [isOpen, setOpen] = useState(false);
  const { publication, rows } = table;
  if (publication.revision === 1) return null;
  const told = rows.flatMap((row) =>
    row.differences.map((one) => ({ ...one, key: `${row.key} ${one.count}`, name: nameOf(row, language) })),
  );
  return (
    <Card title={t.againstBefore(publication.revision - 1)}>
      {told.length === 0 ? <p className="gl-quiet">{t.noCountChanged}</p> : null}
      <ul className="gl-evaluation-list">
        {told.map(({ key, name, count, was, is }) => (
          <li key={key}>{t.wasIs(name, COUNTS[count][language], countWords(was), countWords(is))}</li>
        ))}
      </ul>
      {isOpen ? (
        <DifferenceList one={publication} caseHref={caseHref} onClose={() => setOpen(false)} />
      ) : (
        <Button onClick={() => setOpen(true)}>
          {t.caseByCase(t.changes(publication.came, publication.went))}
        </Button>
      )}
    </Card>
  );
}

function Looked({ table, by, caseHref }: { table: Shown; by: PublishedBy; caseHref: CaseHref }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const { query } = useRoute();
  const row = table.rows.find(({ key }) => key === query.get('row'));
  const indicator = table.indicators.find(({ id }) => id === query.get('indicator'));
  const cell = row && indicator ? cellOf(row.cells, indicator.id) : undefined;
  if (!row || !indicator || !cell) return null;
  const { id, revision } = table.publication;
  return (
    <FigureDetails
      key={`${row.key} ${indicator.id}`}
      subject={{ ...row, name: nameOf(row, language) }}
      indicator={indicator}
      cell={cell}
      frozenAgainst={revision === 1 ? null : t.againstBefore(revision - 1)}
      count={query.get('count')}
      onCount={(count) => setQuery({ count })}
      openedFor={(count: CountName) => ({
        url: `/api/evaluation/publications/${id}/cases`,
        query: { by, key: row.key, count },
      })}
      caseHref={caseHref}
      onClose={() => setQuery(NOTHING_OPENED)}
    />
  );
}

function Head({ one }: { one: Publication }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const now = useNow(60_000);
  const { data: tree } = useAreaTree(one.areaPath.slice(0, 6));
  const when = t.by(one.byName, whenWords(fromIso(one.publishedAt) ?? 0, now, language));
  const told = [areaNames(tree, one.areaPath, language, 2), when, one.why === null ? '' : t.why(one.why)];
  return (
    <PageHead title={t.revision(wordsOf(one.period, language), one.revision)}>
      {told.filter(Boolean).join(' · ')}
    </PageHead>
  );
}

function ByChoice({ by }: { by: PublishedBy }) {
  const t = useText(evaluationTexts);
  const names = { whole: t.byWhole, area: t.byArea, unit: t.byUnit, item: t.byItem } as const;
  return (
    <Segments
      label={t.by}
      isLabelHidden
      chosen={by}
      onChoose={(next) => setQuery({ by: next, ...NOTHING_OPENED })}
      choices={PUBLISHED_BY.map((id) => ({ id, label: names[id] }))}
    />
  );
}

export function PublishedScreen({ caseHref, backHref }: { caseHref: CaseHref; backHref: string }) {
  const t = useText(publicationTexts);
  const e = useText(evaluationTexts);
  const language = useSpoken();
  const { query } = useRoute();
  const id = query.get('publication');
  const by = PUBLISHED_BY.find((one) => one === query.get('by')) ?? 'area';
  const { table, asked } = usePublished(id, by);
  const back = (
    <a className="gl-evaluation-way" href={backHref}>
      {t.back}
    </a>
  );
  return (
    <Page>
      <div className="gl-evaluation">
        {table ? <Head one={table.publication} /> : <PageHead title={t.published}>{t.publishedWhy}</PageHead>}
        {back}
        {id === null ? <Empty icon="figures" title={t.noneChosen} /> : <ByChoice by={by} />}
        {asked.isError && !table ? (
          <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
        ) : null}
        {id !== null && asked.isPending ? <Loading lines={8} /> : null}
        {table ? (
          <Card title={e.table}>
            {table.rows.length === 0 ? <Empty icon="figures" title={e.none} /> : null}
            {table.rows.length === 0 ? null : (
              <FiguresTable
                table={table}
                onOpen={(row, one) => setQuery({ row: row.key, indicator: one.id, count: undefined })}
              />
            )}
            {asked.hasNextPage ? (
              <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                {e.more}
              </Button>
            ) : null}
          </Card>
        ) : null}
        {table ? <Looked table={table} by={by} caseHref={caseHref} /> : null}
        {table ? <DifferencesCard table={table} caseHref={caseHref} /> : null}
      </div>
    </Page>
  );
}
