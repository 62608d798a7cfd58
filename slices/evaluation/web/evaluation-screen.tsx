// Evaluation at the desk: of an area and a period, both in the address; a table or a chart of indicators, and
// the one figure that is looked at with its formula and its cases.
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import type { IndicatorView, Row, Table } from '../core/contract.ts';
import { ContestsCard } from './contests-card.tsx';
import { CountingNote, NoRows } from './counting-note.tsx';
import { Choices, NOTHING_OPENED } from './evaluation-choices.tsx';
import { evaluationTexts } from './evaluation-texts.ts';
import { FigureDetails } from './figure-details.tsx';
import { cellOf, wordsOf } from './figure-parts.tsx';
import { FigureBars, FiguresTable, nameOf } from './figures-table.tsx';
import { PublicationsCard } from './publications-card.tsx';
import { type Choice, openedCell, useChoice, useTable } from './use-evaluation.ts';
import './evaluation.css';

export interface Places {
  readonly caseHref: (caseId: string) => string;
  readonly publishedHref: (publicationId: string) => string;
  readonly personHref: string;
  readonly rulesHref: string;
}

function Shown({ table, choice }: { table: Table; choice: Choice }) {
  const t = useText(evaluationTexts);
  const language = useSpoken();
  const { query } = useRoute();
  const form = query.get('form') === 'chart' ? 'chart' : 'table';
  const indicator = table.indicators.find(({ id }) => id === choice.indicator) ?? table.indicators[0];
  const open = (row: Row, { id }: IndicatorView) =>
    setQuery({ row: row.key, indicator: id, count: undefined });
  return (
    <Card
      title={form === 'chart' ? t.chart : t.table}
      aside={
        <Segments
          label={t.form}
          isLabelHidden
          chosen={form}
          onChoose={(id) => setQuery({ form: id })}
          choices={[
            { id: 'table', label: t.showTable },
            { id: 'chart', label: t.showChart },
          ]}
        />
      }
    >
      {form === 'chart' && indicator ? (
        <>
          <NativeSelect
            label={t.chosen}
            value={indicator.id}
            choices={table.indicators.map((one) => ({ value: one.id, label: wordsOf(one, language) }))}
            onChange={(id) => setQuery({ indicator: id, ...NOTHING_OPENED, row: choice.row ?? undefined })}
          />
          <FigureBars table={table} indicator={indicator} onOpen={open} />
        </>
      ) : (
        <FiguresTable table={table} onOpen={open} />
      )}
    </Card>
  );
}

function Looked({ table, choice, places }: { table: Table; choice: Choice; places: Places }) {
  const language = useSpoken();
  const row = table.rows.find(({ key }) => key === choice.row);
  const indicator = table.indicators.find(({ id }) => id === choice.indicator);
  const cell = row && indicator ? cellOf(row.cells, indicator.id) : undefined;
  if (!row || !indicator || !cell) return null;
  return (
    <FigureDetails
      key={`${row.key} ${indicator.id}`}
      subject={{ ...row, name: nameOf(row, language) }}
      indicator={indicator}
      cell={cell}
      count={choice.count}
      onCount={(count) => setQuery({ count })}
      openedFor={(count) => openedCell(choice, row.key, count)}
      caseHref={places.caseHref}
      onClose={() => setQuery({ row: undefined, count: undefined })}
    />
  );
}

function Ways({ places }: { places: Places }) {
  const t = useText(evaluationTexts);
  const { can } = useSession();
  return (
    <div className="gl-evaluation-choices">
      <a className="gl-evaluation-way" href={places.rulesHref}>
        {t.rules}
      </a>
      {can('evaluation.look') ? (
        <a className="gl-evaluation-way" href={places.personHref}>
          {t.lookAtPerson}
        </a>
      ) : null}
    </div>
  );
}

export function EvaluationScreen({ places }: { places: Places }) {
  const t = useText(evaluationTexts);
  const language = useSpoken();
  const choice = useChoice();
  const { areaPath = '' } = choice;
  const { data: tree } = useAreaTree(areaPath.slice(0, 6));
  const { asked, table } = useTable(choice);
  const head = [areaNames(tree, areaPath, language, 2), table ? wordsOf(table.period, language) : ''];
  return (
    <Page>
      <div className="gl-evaluation">
        <PageHead title={t.title}>{head.filter(Boolean).join(' · ')}</PageHead>
        <p className="gl-quiet">{t.why}</p>
        <Ways places={places} />
        <Choices choice={choice} />
        {asked.isError && !table ? (
          <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
        ) : null}
        {asked.isPending && areaPath !== '' ? <Loading lines={10} /> : null}
        {table?.rows.length === 0 ? (
          <NoRows counting={table.counting} title={t.none}>
            {t.noneWhy}
          </NoRows>
        ) : null}
        {table && table.rows.length > 0 ? (
          <>
            <CountingNote counting={table.counting} />
            <Shown table={table} choice={choice} />
            {asked.hasNextPage ? (
              <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                {t.more}
              </Button>
            ) : null}
            <Looked table={table} choice={choice} places={places} />
          </>
        ) : null}
        {table ? (
          <PublicationsCard
            choice={choice}
            counting={table.counting}
            publishedHref={places.publishedHref}
          />
        ) : null}
        <ContestsCard areaPath={areaPath} caseHref={places.caseHref} />
      </div>
    </Page>
  );
}
