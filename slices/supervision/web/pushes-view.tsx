// Pushes of the period: by unit, how many were answered in time; and the list of them with state and
// answer. A number of the table shows its pushes in the list below it, by the address.
import { fromIso } from '../../../kernel/instant.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge, type BadgeProps } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { count, shareWords, whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { capital, itemName, nameIn, type PushItem, pushWords, usePushes } from '../../cases/web/public.ts';
import { PUSH_FIGURES, type PushFigure, pushesOf } from '../core/board-lists.ts';
import { type BarRow, Bars, BoardTable, ChartCard, Circular, CountLink } from './board-parts.tsx';
import { circularHref, queryWords } from './board-hrefs.ts';
import type { ViewProps } from './now-view.tsx';
import { boardTexts } from './supervision-texts.ts';
import { type Board, useSteadyRows } from './use-board.ts';

type Row = Board['pushes'][number];
const TONES: Readonly<Record<string, NonNullable<BadgeProps['tone']>>> = {
  waiting: 'warn',
  late: 'danger',
  answered: 'ok',
  lifted: 'plain',
  ended: 'plain',
};
const BARS = [
  { figure: 'inTime', tone: 'ok' },
  { figure: 'answeredLate', tone: 'warn' },
  { figure: 'late', tone: 'danger' },
  { figure: 'waiting', tone: 'accent' },
  { figure: 'lifted', tone: 'plain' },
  { figure: 'ended', tone: 'plain' },
] as const;

function useAskedPushes(): { figure: PushFigure; toUnitId: string | undefined } {
  const { query } = useRoute();
  const figure = PUSH_FIGURES.find((one) => one === query.get('pushes')) ?? 'sent';
  return { figure, toUnitId: query.get('toUnit') ?? undefined };
}

interface PushNumberProps extends ViewProps {
  readonly row: Row;
  readonly figure: PushFigure;
  readonly who: string;
}

function PushNumber({ row, figure, who, board, places }: PushNumberProps) {
  const t = useText(boardTexts);
  const total = row[figure];
  if (total === 0) return <span className="gl-board-zero gl-figures">0</span>;
  if (row.unit === null) return <span className="gl-figures">{count(total)}</span>;
  const { areaPath, period } = board;
  const query = queryWords({ areaPath, period, view: 'pushes', pushes: figure, toUnit: row.unit.id });
  return <CountLink total={total} what={`${who} ${t[figure]}`} href={places.boardHref(query)} />;
}

function Units({ board, places }: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const rows = useSteadyRows(board.pushes, ({ unit }) => unit?.id ?? '', `${board.areaPath} ${board.period}`);
  const most = Math.max(1, ...rows.map(({ sent }) => sent));
  const nameOf = (row: Row): string => (row.unit ? nameIn(row.unit, language) : t.nobody);
  const bars = rows.map(
    (row): BarRow => ({
      id: row.unit?.id ?? 'nobody',
      name: nameOf(row),
      parts: BARS.map(({ figure, tone }) => ({ id: figure, tone, share: row[figure] / most })),
      told: `${t.inTimeShare} ${shareWords(row.inTime, row.sent, language)}`,
    }),
  );
  const columns = [
    { id: 'unit', name: t.unit },
    ...PUSH_FIGURES.map((id) => ({ id, name: t[id], isEnd: true })),
    { id: 'share', name: t.inTimeShare, isEnd: true },
  ];
  const table = (
    <BoardTable
      label={t.pushesChart}
      columns={columns}
      rows={rows.map((row) => ({
        id: row.unit?.id ?? 'nobody',
        cells: [
          nameOf(row),
          ...PUSH_FIGURES.map((figure) => (
            <PushNumber
              key={figure}
              row={row}
              figure={figure}
              who={nameOf(row)}
              board={board}
              places={places}
            />
          )),
          shareWords(row.inTime, row.sent, language),
        ],
      }))}
    />
  );
  const legend = BARS.slice(0, 4).map(({ figure, tone }) => ({ tone, name: t[figure] }));
  return (
    <ChartCard
      title={t.pushesChart}
      why={t.pushesWhy}
      first="table"
      table={table}
      chart={<Bars label={t.pushesChart} rows={bars} legend={legend} />}
    />
  );
}

function PushLine({ push, board, places }: { push: PushItem } & ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const by = push.answerBy === null ? undefined : fromIso(push.answerBy);
  const { answer } = push;
  const from = push.isAutomatic
    ? t.automatic
    : [push.name, push.unit ? nameIn(push.unit, language) : ''].filter(Boolean).join(' · ');
  const stateWords = {
    waiting: t.waiting,
    late: t.late,
    answered: t.inTime,
    lifted: t.lifted,
    ended: t.ended,
  };
  const isLate = answer !== null && by !== undefined && (fromIso(answer.at) ?? 0) > by;
  const state =
    push.state === 'answered' && isLate
      ? t.answeredLate
      : (stateWords[push.state as keyof typeof stateWords] ?? push.state);
  return (
    <li className="gl-board-push">
      <p>
        <Badge tone={isLate ? 'warn' : (TONES[push.state] ?? 'plain')}>{state}</Badge>
        <strong>{capital(pushWords(push.kind, language))}</strong>
        <a href={places.caseHref(push.of.id)}>{itemName(push.of, language) ?? push.of.description}</a>
        {push.kind === 'circulate' && push.state === 'late' ? (
          <Circular href={circularHref(places, board.areaPath, push.of.unit?.id, 'unanswered')}>
            {t.circularShort}
          </Circular>
        ) : null}
      </p>
      <p className="gl-quiet">
        {[push.to ? nameIn(push.to, language) : t.nobody, from].join(' ← ')}{' '}
        <When at={fromIso(push.at) ?? at} now={at} />
        {by === undefined ? null : ` · ${t.answerWanted(whenWords(by, at, language))}`}
      </p>
      {push.words === '' ? null : <p>{push.words}</p>}
      {answer ? (
        <p className="gl-board-answer">
          <strong>{t.answer}</strong> {answer.name ?? ''} <When at={fromIso(answer.at) ?? at} now={at} />
          {`：${answer.words}`}
        </p>
      ) : null}
    </li>
  );
}

function List({ board, places }: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const { figure, toUnitId } = useAskedPushes();
  const asked = usePushes(pushesOf(board, figure, toUnitId));
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  return (
    <Card title={t.pushList}>
      <div className="gl-board-push-filters">
        <Chips
          label={t.pushList}
          isLabelHidden
          chosen={figure}
          onChoose={(id) => setQuery({ pushes: id })}
          choices={PUSH_FIGURES.map((id) => ({
            id,
            label: id === 'sent' ? t.allStates : t[id],
            total: board.pushes
              .filter(({ unit }) => toUnitId === undefined || unit?.id === toUnitId)
              .reduce((sum, row) => sum + row[id], 0),
          }))}
        />
        {toUnitId === undefined ? null : (
          <Button size="small" icon="close" onClick={() => setQuery({ toUnit: undefined })}>
            {t.clearUnit}
          </Button>
        )}
      </div>
      {asked.isPending ? <Loading lines={5} /> : null}
      {asked.isError && items.length === 0 ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.isSuccess && items.length === 0 ? (
        <Empty icon="push" title={t.pushesNone}>
          {t.pushesNoneWhy}
        </Empty>
      ) : null}
      <ul className="gl-board-pushes">
        {items.map((push) => (
          <PushLine key={`${push.of.id} ${push.seq}`} push={push} board={board} places={places} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </Card>
  );
}

export function PushesView(props: ViewProps) {
  return (
    <>
      {props.board.pushes.length === 0 ? null : <Units {...props} />}
      <List {...props} />
    </>
  );
}
