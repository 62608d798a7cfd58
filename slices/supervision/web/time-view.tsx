// Who loses time: per unit and stage the time used against the limit and how many were late, how long each
// level had its cases, and the cases that lost most. Units only, never persons.
import type { ReactNode } from 'react';
import { Card } from '../../../ui/card/card.tsx';
import { Empty } from '../../../ui/states/states.tsx';
import { shareWords } from '../../../ui/words/format.ts';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { LEVEL_WORDS } from '../../cases/core/levels.ts';
import { capital, nameIn, stageWords } from '../../cases/web/public.ts';
import { heldOn, levelShareOf, shareOf } from '../core/board-lists.ts';
import { BoardTable, type BarRow, Bars, ChartCard, CountLink, limitTime } from './board-parts.tsx';
import { casesHref } from './board-hrefs.ts';
import type { ViewProps } from './now-view.tsx';
import { boardTexts } from './supervision-texts.ts';
import { type Board, useSteadyRows } from './use-board.ts';

type UnitTimes = Board['times'][number];

/** Cases in which the unit was late in some stage, of those in which it had a part: each counts once, as in
 *  the list behind it. */
function lateOf(board: Board, unitId: string): { readonly late: number; readonly had: number } {
  return board.acts.find(({ unit }) => unit.id === unitId) ?? { late: 0, had: 0 };
}

function lateShare(board: Board, { unit }: UnitTimes): number {
  const { late, had } = lateOf(board, unit.id);
  return late / Math.max(1, had);
}

interface Used {
  readonly usedMs: number;
  readonly limitMs: number;
}

const shareUsed = ({ usedMs, limitMs }: Used): string => `${((usedMs / limitMs) * 100).toFixed(0)} %`;

/** `（3.1 小时 / 6.5 小时）` behind what is said of them. */
function usedBase({ usedMs, limitMs }: Used, language: Language): string {
  const base = `${limitTime(usedMs, language)} / ${limitTime(limitMs, language)}`;
  return language === 'zh' ? `（${base}）` : ` (${base})`;
}

function usedCell(of: Used, language: Language): string {
  if (of.limitMs > 0) return `${shareUsed(of)}${usedBase(of, language)}`;
  const used = limitTime(of.usedMs, language);
  const { noLimit } = textIn(boardTexts, language);
  return language === 'zh' ? `${used}（${noLimit}）` : `${used} (${noLimit})`;
}

/** Beside a bar, where no column says of what the share is. */
function usedWords(of: Used, language: Language): string {
  if (of.limitMs === 0) return usedCell(of, language);
  return `${textIn(boardTexts, language).usedShare(shareUsed(of))}${usedBase(of, language)}`;
}

/** The full width is twice the limit: beyond that the number says it. */
const FULL = 2;

function barOf(row: UnitTimes, name: string, told: ReactNode, href: string): BarRow {
  const used = row.limitMs === 0 ? 0 : row.usedMs / row.limitMs;
  const parts = [
    { id: 'in', tone: 'accent' as const, share: Math.min(1, used) / FULL },
    { id: 'over', tone: 'danger' as const, share: Math.min(FULL - 1, Math.max(0, used - 1)) / FULL },
  ];
  return { id: row.unit.id, name, parts, told, mark: 1 / FULL, href };
}

/** Further ones are in the table: nobody reads a chart of a hundred bars. */
const MOST_BARS = 20;

function UnitTable({ rows, board, places }: ViewProps & { rows: readonly UnitTimes[] }) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const columns = [
    { id: 'unit', name: t.unit },
    { id: 'stage', name: t.stage },
    { id: 'cases', name: t.cases, isEnd: true },
    { id: 'late', name: t.wasLate, isEnd: true },
    { id: 'share', name: t.lateShare, isEnd: true },
    { id: 'used', name: t.usedOfLimit, isEnd: true },
  ];
  return (
    <BoardTable
      label={t.timeChart}
      columns={columns}
      rows={rows.flatMap((row) =>
        row.stages.map((one) => {
          const who = nameIn(row.unit, language);
          const stage = stageWords(one.stage, language);
          const link = (figure: 'took' | 'late') =>
            casesHref(places, shareOf(board, `${figure}_${one.stage}`, row.unit.id));
          return {
            id: `${row.unit.id} ${one.stage}`,
            cells: [
              who,
              capital(stage),
              <CountLink key="cases" total={one.cases} what={`${who} ${stage}`} href={link('took')} />,
              <CountLink
                key="late"
                total={one.late}
                what={`${who} ${stage} ${t.wasLate}`}
                href={link('late')}
              />,
              shareWords(one.late, one.cases, language),
              usedCell(one, language),
            ],
          };
        }),
      )}
    />
  );
}

function Units({ board, places }: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const sorted = [...board.times].sort(
    (a, b) => lateShare(board, b) - lateShare(board, a) || b.usedMs - a.usedMs,
  );
  const rows = useSteadyRows(sorted, ({ unit }) => unit.id, `${board.areaPath} ${board.period}`);
  if (rows.length === 0)
    return (
      <Empty icon="figures" title={t.timeNone}>
        {t.timeNoneWhy}
      </Empty>
    );
  const bars = rows.slice(0, MOST_BARS).map((row) => {
    const { late, had } = lateOf(board, row.unit.id);
    const share = shareWords(late, had, language);
    const words = (
      <>
        <span>{usedWords(row, language)}</span> · <span>{`${t.lateShare} ${share}`}</span>
      </>
    );
    return barOf(
      row,
      nameIn(row.unit, language),
      words,
      casesHref(places, shareOf(board, 'late', row.unit.id)),
    );
  });
  return (
    <ChartCard
      title={t.timeChart}
      why={t.timeWhy}
      chart={
        <>
          <Bars label={t.timeChart} rows={bars} />
          {rows.length > MOST_BARS ? (
            <p className="gl-board-why">{t.restInTable(rows.length - MOST_BARS)}</p>
          ) : null}
        </>
      }
      table={<UnitTable rows={rows} board={board} places={places} />}
    />
  );
}

function LevelTable({ board, places }: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const columns = [
    { id: 'level', name: t.level },
    { id: 'now', name: t.nowHeld, isEnd: true },
    { id: 'stage', name: t.stage },
    { id: 'cases', name: t.cases, isEnd: true },
    { id: 'late', name: t.wasLate, isEnd: true },
    { id: 'median', name: t.median, isEnd: true },
    { id: 'p90', name: t.p90, isEnd: true },
  ];
  const rows = board.levels.flatMap((row) => {
    const who = LEVEL_WORDS[row.level][language];
    const now = (
      <CountLink
        total={row.open}
        what={`${who} ${t.open}`}
        href={casesHref(places, heldOn(board.areaPath, 'open', row.level))}
      />
    );
    if (row.stages.length === 0) {
      return [{ id: row.level, cells: [capital(who), now, t.none, '', '', '', ''] }];
    }
    return row.stages.map((one, index) => {
      const stage = stageWords(one.stage, language);
      const link = (figure: 'took' | 'late') =>
        casesHref(places, levelShareOf(board, `${figure}_${one.stage}`, row.level));
      return {
        id: `${row.level} ${one.stage}`,
        cells: [
          capital(who),
          index === 0 ? now : '',
          capital(stage),
          <CountLink key="cases" total={one.cases} what={`${who} ${stage}`} href={link('took')} />,
          <CountLink key="late" total={one.late} what={`${who} ${stage} ${t.wasLate}`} href={link('late')} />,
          t.about(limitTime(one.medianMs, language)),
          t.within(limitTime(one.p90Ms, language)),
        ],
      };
    });
  });
  return <BoardTable label={t.levels} columns={columns} rows={rows} />;
}

function Levels(props: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const { board, places } = props;
  const longest = Math.max(1, ...board.levels.flatMap(({ stages }) => stages.map(({ p90Ms }) => p90Ms)));
  const bars = board.levels.flatMap((row) =>
    row.stages.map(
      (one): BarRow => ({
        id: `${row.level} ${one.stage}`,
        name: `${capital(LEVEL_WORDS[row.level][language])} · ${stageWords(one.stage, language)}`,
        parts: [
          { id: 'median', tone: 'accent', share: one.medianMs / longest },
          { id: 'p90', tone: 'plain', share: Math.max(0, one.p90Ms - one.medianMs) / longest },
        ],
        told: `${t.median}${t.about(limitTime(one.medianMs, language))} · ${t.p90}${t.within(
          limitTime(one.p90Ms, language),
        )} · ${shareWords(one.late, one.cases, language)}`,
        href: casesHref(places, levelShareOf(board, `took_${one.stage}`, row.level)),
      }),
    ),
  );
  const legend = [
    { tone: 'accent', name: t.median },
    { tone: 'plain', name: t.p90 },
  ] as const;
  return (
    <ChartCard
      title={t.levels}
      why={t.levelsWhy}
      chart={<Bars label={t.levels} rows={bars} legend={legend} />}
      table={<LevelTable {...props} />}
      first="table"
    />
  );
}

function Worst({ board, places }: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  if (board.worst.length === 0) return null;
  return (
    <Card title={t.worst}>
      <ol className="gl-board-worst">
        {board.worst.map((one) => (
          <li key={`${one.caseId} ${one.unit?.id} ${one.stage}`}>
            <a href={places.caseHref(one.caseId)}>
              {(language === 'zh' ? one.itemName : one.itemNameEn) ?? one.description}
            </a>
            <span>
              {[one.unit ? nameIn(one.unit, language) : '', stageWords(one.stage, language)].join(' · ')}
            </span>
            <span className="gl-figures">
              {one.limitMs > 0 && one.usedMs > one.limitMs
                ? t.worstOver(limitTime(one.usedMs - one.limitMs, language))
                : limitTime(one.usedMs, language)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

export function TimeView(props: ViewProps) {
  return (
    <>
      <Units {...props} />
      <Worst {...props} />
      <Levels {...props} />
    </>
  );
}
