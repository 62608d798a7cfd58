// Now: what is open and late, the matrix of unit and stage, and where cases wait: the areas below by the
// level that has them, and the branch centres. Every number opens its list; a unit's red cases are pushed
// from its row.
import { Card } from '../../../ui/card/card.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { LampShape } from '../../../ui/lamp/lamp.tsx';
import { Empty } from '../../../ui/states/states.tsx';
import { count, shareWords } from '../../../ui/words/format.ts';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { LEVEL_WORDS, LEVELS } from '../../cases/core/levels.ts';
import { SHARE_STAGES } from '../../cases/core/shares.ts';
import { capital, nameIn, stageWords } from '../../cases/web/public.ts';
import {
  type CasesOf,
  heldBy,
  heldOn,
  heldUnder,
  type WaitingFigure,
  waitingOf,
} from '../core/board-lists.ts';
import type { Waiting } from '../core/contract.ts';
import { BoardTable, Circular, CountLink, LampPair } from './board-parts.tsx';
import { casesHref, circularHref, type Places } from './board-hrefs.ts';
import { boardTexts } from './supervision-texts.ts';
import { type Board, useSteadyRows } from './use-board.ts';

export interface ViewProps {
  readonly board: Board;
  readonly places: Places;
}

type UnitRef = Board['matrix'][number]['unit'];
export type OnPush = (unit: UnitRef) => void;

function Tile({ figure, board, places }: ViewProps & { figure: WaitingFigure | 'overdue' }) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const total = board.now[figure];
  const lamp = figure === 'red' ? 'red' : figure === 'soon' ? 'orange' : undefined;
  return (
    <li>
      <a
        className={`gl-board-tile is-${figure}`}
        href={casesHref(places, waitingOf(board.areaPath, figure))}
        aria-label={t.openCases(t[figure], count(total))}
      >
        <span>
          {lamp ? <LampShape lamp={lamp} /> : null}
          {t[figure]}
        </span>
        <strong className="gl-figures">{count(total)}</strong>
        {figure === 'open' ? null : (
          <span className="gl-figures gl-quiet">{shareWords(total, board.now.open, language)}</span>
        )}
      </a>
    </li>
  );
}

const NOTHING: Waiting = { open: 0, red: 0, soon: 0 };

interface PairProps {
  readonly of: Waiting;
  readonly who: string;
  readonly places: Places;
  readonly queryOf: (figure: WaitingFigure) => CasesOf;
}

function Pair({ of, who, places, queryOf }: PairProps) {
  const t = useText(boardTexts);
  return (
    <LampPair
      red={{ total: of.red, what: `${who} ${t.red}`, href: casesHref(places, queryOf('red')) }}
      soon={{ total: of.soon, what: `${who} ${t.soon}`, href: casesHref(places, queryOf('soon')) }}
    />
  );
}

function OpenCell({ of, who, places, queryOf }: PairProps) {
  const t = useText(boardTexts);
  return <CountLink total={of.open} what={`${who} ${t.open}`} href={casesHref(places, queryOf('open'))} />;
}

type MatrixRow = Board['matrix'][number];
type Stages = readonly (typeof SHARE_STAGES)[number][];

interface MatrixCells extends ViewProps {
  readonly stages: Stages;
  readonly onPush: OnPush;
  readonly language: Language;
  readonly pushWord: string;
  readonly pushOf: (unit: string) => string;
  readonly circularWord: string;
  readonly circularOf: (unit: string) => string;
}

function cellsOf(row: MatrixRow, { board, places, stages, onPush, language, ...words }: MatrixCells) {
  const { areaPath } = board;
  const who = nameIn(row.unit, language);
  const byUnit = (figure: WaitingFigure) => heldBy(areaPath, figure, row.unit.id);
  return [
    who,
    <Pair key="total" of={row} who={who} places={places} queryOf={byUnit} />,
    ...stages.map((stage) => (
      <Pair
        key={stage}
        of={row.stages.find((one) => one.stage === stage) ?? NOTHING}
        who={`${who} ${stageWords(stage, language)}`}
        places={places}
        queryOf={(figure) => heldBy(areaPath, figure, row.unit.id, stage)}
      />
    )),
    <OpenCell key="open" of={row} who={who} places={places} queryOf={byUnit} />,
    row.red === 0 ? null : (
      <span key="push" className="gl-board-acts">
        <Button size="small" icon="push" label={words.pushOf(who)} onClick={() => onPush(row.unit)}>
          {words.pushWord}
        </Button>
        <Circular href={circularHref(places, areaPath, row.unit.id, 'overdue')} label={words.circularOf(who)}>
          {words.circularWord}
        </Circular>
      </span>
    ),
  ];
}

function Matrix({ board, places, onPush }: ViewProps & { onPush: OnPush }) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const rows = useSteadyRows(board.matrix, ({ unit }) => unit.id, board.areaPath);
  if (rows.length === 0)
    return (
      <Empty icon="check" title={t.matrixNone}>
        {t.matrixNoneWhy}
      </Empty>
    );
  const stages = SHARE_STAGES.filter((stage) =>
    board.matrix.some((row) => row.stages.some((one) => one.stage === stage && one.red + one.soon > 0)),
  );
  const columns = [
    { id: 'unit', name: t.unit },
    { id: 'total', name: t.total },
    ...stages.map((stage) => ({ id: stage, name: capital(stageWords(stage, language)) })),
    { id: 'open', name: t.open, isEnd: true },
    { id: 'push', name: t.pushUnit },
  ];
  const words = {
    pushWord: t.pushShort,
    pushOf: t.pushUnitOf,
    circularWord: t.circularShort,
    circularOf: t.circularOf,
  };
  const cells = { board, places, stages, onPush, language, ...words };
  return (
    <BoardTable
      label={t.matrix}
      columns={columns}
      rows={rows.map((row) => ({ id: row.unit.id, cells: cellsOf(row, cells) }))}
    />
  );
}

/** A number with its lamps: what is open there, and how much of it is red or soon will be. */
function Held(props: PairProps) {
  return (
    <span className="gl-board-held">
      <OpenCell {...props} />
      {props.of.red + props.of.soon === 0 ? null : <Pair {...props} />}
    </span>
  );
}

function Where({ board, places }: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const { data: tree } = useAreaTree(board.areaPath.slice(0, 6));
  const levels = LEVELS.filter((level) =>
    board.areas.some((row) => row.levels.some((one) => one.level === level)),
  );
  const depth = board.areaPath.split('.').length;
  const columns = [
    { id: 'area', name: t.areaColumn },
    { id: 'total', name: t.open },
    ...levels.map((level) => ({ id: level, name: capital(LEVEL_WORDS[level][language]) })),
  ];
  return (
    <BoardTable
      label={t.where}
      columns={columns}
      rows={board.areas.map((row) => {
        const who = areaNames(tree, row.areaPath, language, 1) ?? row.areaPath;
        return {
          id: row.areaPath,
          cells: [
            // A grid is no board of its own: its numbers open their lists.
            depth > 2 ? (
              who
            ) : (
              <Button
                key="into"
                tone="quiet"
                size="small"
                label={t.into(who)}
                onClick={() => setQuery({ areaPath: row.areaPath })}
              >
                {who}
              </Button>
            ),
            <Held
              key="all"
              of={row}
              who={who}
              places={places}
              queryOf={(figure) => waitingOf(row.areaPath, figure)}
            />,
            ...levels.map((level) => (
              <Held
                key={level}
                of={row.levels.find((one) => one.level === level) ?? NOTHING}
                who={`${who} ${LEVEL_WORDS[level][language]}`}
                places={places}
                queryOf={(figure) => heldOn(row.areaPath, figure, level)}
              />
            )),
          ],
        };
      })}
    />
  );
}

const shortName = (name: string, language: Language): string =>
  language === 'zh' ? name.replace(/^.*?区/, '') : name;

function SubCentres({ board, places }: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  if (board.subCentres.length === 0) return null;
  return (
    <Card title={t.subCentres(board.subCentres.length)}>
      <p className="gl-board-why">{t.subCentresWhy}</p>
      <ul className="gl-board-subs">
        {board.subCentres.map(({ unit, ...of }) => {
          const who = nameIn(unit, language);
          return (
            <li key={unit.id}>
              <span>{shortName(who, language)}</span>
              <Held
                of={of}
                who={who}
                places={places}
                queryOf={(figure) => heldUnder(board.areaPath, figure, unit.id)}
              />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

export function NowView({ board, places, onPush }: ViewProps & { onPush: OnPush }) {
  const t = useText(boardTexts);
  return (
    <>
      <ul className="gl-board-tiles">
        {(['open', 'red', 'soon', 'overdue'] as const).map((figure) => (
          <Tile key={figure} figure={figure} board={board} places={places} />
        ))}
      </ul>
      <Card title={t.matrix}>
        <Matrix board={board} places={places} onPush={onPush} />
      </Card>
      {board.areas.length === 0 ? null : (
        <Card title={t.where}>
          <p className="gl-board-why">{t.whereWhy}</p>
          <Where board={board} places={places} />
        </Card>
      )}
      <SubCentres board={board} places={places} />
    </>
  );
}
