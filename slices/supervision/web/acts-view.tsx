// What came back, went up or took longer, by unit: each share with its base, the cases in which the unit
// had a part. Units only.
import { Empty } from '../../../ui/states/states.tsx';
import { shareWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { SHARE_ACTS } from '../../cases/core/shares.ts';
import { nameIn } from '../../cases/web/public.ts';
import { shareOf } from '../core/board-lists.ts';
import { AppealsCard } from './appeals-card.tsx';
import { type BarRow, Bars, BoardTable, ChartCard, CountLink } from './board-parts.tsx';
import { casesHref } from './board-hrefs.ts';
import type { ViewProps } from './now-view.tsx';
import { boardTexts } from './supervision-texts.ts';
import { type Board, useSteadyRows } from './use-board.ts';

type Row = Board['acts'][number];

/** The three that are a unit's own doing; a case may be in several. */
const OWN = [
  { act: 'returned', tone: 'warn' },
  { act: 'reworked', tone: 'danger' },
  { act: 'reopened', tone: 'accent' },
] as const;
const ownSum = (row: Row): number => OWN.reduce((sum, { act }) => sum + row[act], 0);

function ActsTable({ rows, board, places }: ViewProps & { rows: readonly Row[] }) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const names = ['had', 'late', ...SHARE_ACTS] as const;
  const headOf = (name: (typeof names)[number]): string => (name === 'late' ? t.wasLate : t[name]);
  const columns = [
    { id: 'unit', name: t.unit },
    ...names.map((id) => ({ id, name: headOf(id), isEnd: true })),
  ];
  return (
    <BoardTable
      label={t.actsChart}
      columns={columns}
      rows={rows.map((row) => {
        const who = nameIn(row.unit, language);
        return {
          id: row.unit.id,
          cells: [
            who,
            ...names.map((name) => (
              <span key={name} className="gl-board-held">
                <CountLink
                  total={row[name]}
                  what={`${who} ${headOf(name)}`}
                  href={casesHref(places, shareOf(board, name, row.unit.id))}
                />
                {name === 'had' || row[name] === 0 ? null : (
                  <span className="gl-quiet">{shareWords(row[name], row.had, language)}</span>
                )}
              </span>
            )),
          ],
        };
      })}
    />
  );
}

function Acts({ board, places }: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const sorted = [...board.acts].sort((a, b) => ownSum(b) - ownSum(a) || b.had - a.had);
  const rows = useSteadyRows(sorted, ({ unit }) => unit.id, `${board.areaPath} ${board.period}`);
  if (rows.length === 0)
    return (
      <Empty icon="figures" title={t.actsNone}>
        {t.timeNoneWhy}
      </Empty>
    );
  const bars = rows.map(
    (row): BarRow => ({
      id: row.unit.id,
      name: nameIn(row.unit, language),
      href: casesHref(places, shareOf(board, 'had', row.unit.id)),
      parts: OWN.map(({ act, tone }) => ({
        id: act,
        tone,
        share: row[act] / Math.max(1, row.had) / OWN.length,
      })),
      told: OWN.map(({ act }) => `${t[act]} ${shareWords(row[act], row.had, language)}`).join(' · '),
    }),
  );
  return (
    <ChartCard
      title={t.actsChart}
      why={t.actsWhy}
      first="table"
      chart={
        <Bars label={t.actsChart} rows={bars} legend={OWN.map(({ act, tone }) => ({ tone, name: t[act] }))} />
      }
      table={<ActsTable rows={rows} board={board} places={places} />}
    />
  );
}

export const ActsView = (props: ViewProps) => (
  <>
    <Acts {...props} />
    <AppealsCard {...props} />
  </>
);
