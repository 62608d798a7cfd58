// The index of an area and of those below it: as a table, on the map, over time, and what each is made of.
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { IndexRow, IndexTable } from '../core/contract-index.ts';
import { ContributionsCard } from './contributions-card.tsx';
import { IndexMap } from './index-map.tsx';
import { LineChart } from './line-chart.tsx';
import { ColourWord, nameIn, Scrolling, SpanSteps, useWords } from './peace-parts.tsx';
import { peaceTexts } from './peace-texts.ts';
import { FileWays, PublishedCard, Standing } from './published-card.tsx';
import { publishedTexts } from './published-texts.ts';
import { type Choice, useIndex, usePast } from './use-peace.ts';

/** Where what was published would be otherwise today. */
const TodayCell = ({ row: { today } }: { row: IndexRow }) => (
  <td>
    {today ? (
      <>
        <span className="gl-figures">{today.index ?? '–'}</span> <ColourWord colour={today.colour} />
      </>
    ) : null}
  </td>
);

function IndexRows({ table, onOpen }: { table: IndexTable; onOpen: (row: IndexRow) => void }) {
  const [t, p] = [useText(peaceTexts), useText(publishedTexts)];
  const language = useSpoken();
  const isMoved = table.rows.some(({ today }) => today !== null);
  const heads = [t.name, t.points, t.colour, t.toBefore, t.toYearAgo, t.judged];
  return (
    <Scrolling label={t.table}>
      <thead>
        <tr>
          {(isMoved ? [...heads, p.today] : heads).map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.areaPath}>
            <th scope="row">
              <Button
                size="small"
                tone="quiet"
                label={t.open(nameIn(row, language))}
                onClick={() => onOpen(row)}
              >
                {nameIn(row, language)}
              </Button>
            </th>
            <td className="gl-figures">{row.index ?? '–'}</td>
            <td>
              <ColourWord colour={row.colour} />
            </td>
            <td className="gl-figures">{row.before ?? '–'}</td>
            <td className="gl-figures">{row.yearAgo ?? '–'}</td>
            <td className="gl-figures">{`${row.judged}%`}</td>
            {isMoved ? <TodayCell row={row} /> : null}
          </tr>
        ))}
      </tbody>
    </Scrolling>
  );
}

function PastCard({ areaPath, name, day }: { areaPath: string; name: string; day: string }) {
  const [t, p] = [useText(peaceTexts), useText(publishedTexts)];
  const language = useSpoken();
  const wordsOf = useWords();
  const { data, error, refetch } = usePast(areaPath, day);
  const points = (data?.points ?? []).map(({ span, index }) => ({
    key: span.from,
    label: wordsOf(span),
    value: index === null ? null : Number(index),
  }));
  return (
    <Card title={t.pastOf(name)}>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={4} /> : null}
      {data ? (
        <>
          <LineChart name={t.pastOf(name)} points={points} top={100} />
          <Scrolling label={t.pastOf(name)}>
            <thead>
              <tr>
                {[t.period, t.points, t.colour, p.state].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...data.points].reverse().map(({ span, index, colour, revision }) => (
                <tr key={span.from}>
                  <th scope="row">{wordsOf(span)}</th>
                  <td className="gl-figures">{index ?? '–'}</td>
                  <td>
                    <ColourWord colour={colour} />
                  </td>
                  <td>{revision === null ? p.notPublished : p.stateOf(revision)}</td>
                </tr>
              ))}
            </tbody>
          </Scrolling>
        </>
      ) : null}
    </Card>
  );
}

function SchemeWords({ scheme }: { scheme: IndexTable['scheme'] }) {
  const t = useText(peaceTexts);
  const wordsOf = useWords();
  const { edition, validFrom, body } = scheme;
  const which = edition === null || validFrom === null ? t.template : t.edition(edition, validFrom);
  return <p className="gl-quiet">{t.byScheme(wordsOf(body), which)}</p>;
}

export function IndexPart({ choice }: { choice: Choice }) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const { data: table, error, refetch } = useIndex(choice);
  if (error && !table) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!table) return <Loading lines={8} />;
  const chosen = table.rows.find(({ areaPath }) => areaPath === choice.row) ?? table.rows[0];
  const open = (areaPath: string) => setQuery({ row: areaPath });
  return (
    <>
      <SpanSteps span={table.span} />
      {table.isOver ? null : <Notice>{t.notOver}</Notice>}
      <Card title={t.table}>
        <SchemeWords scheme={table.scheme} />
        <Standing table={table} />
        <FileWays table={table} />
        <IndexRows table={table} onOpen={({ areaPath }) => open(areaPath)} />
        <IndexMap table={table} onOpen={open} />
      </Card>
      {chosen ? <ContributionsCard table={table} row={chosen} /> : null}
      <PublishedCard key={table.areaPath} table={table} />
      {chosen ? (
        <PastCard areaPath={chosen.areaPath} name={nameIn(chosen, language)} day={table.span.from} />
      ) : null}
    </>
  );
}
