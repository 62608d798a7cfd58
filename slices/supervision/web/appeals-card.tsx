// Overdue appeals of the period by unit, and all of them: made, undecided, granted, refused; every number
// opens its cases. Nothing where none was made.
import { Card } from '../../../ui/card/card.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { nameIn } from '../../cases/web/public.ts';
import { APPEAL_FIGURES, type AppealFigure, appealsOf, sumOfAppeals } from '../core/board-lists.ts';
import { casesHref } from './board-hrefs.ts';
import { BoardTable, CountLink } from './board-parts.tsx';
import type { ViewProps } from './now-view.tsx';
import { boardTexts } from './supervision-texts.ts';
import { useSteadyRows } from './use-board.ts';

export function AppealsCard({ board, places }: ViewProps) {
  const t = useText(boardTexts);
  const language = useSpoken();
  const rows = useSteadyRows(board.appeals, ({ unit }) => unit.id, `${board.areaPath} ${board.period}`);
  if (rows.length === 0) return null;
  const words: Readonly<Record<AppealFigure, string>> = {
    asked: t.appealAsked,
    waiting: t.appealWaiting,
    granted: t.appealGranted,
    refused: t.appealRefused,
  };
  const lineOf = (name: string, totalOf: (figure: AppealFigure) => number, unitId?: string) => ({
    id: unitId ?? 'all',
    cells: [
      name,
      ...APPEAL_FIGURES.map((figure) => (
        <CountLink
          key={figure}
          total={totalOf(figure)}
          what={`${name} ${words[figure]}`}
          href={casesHref(places, appealsOf(board, figure, unitId))}
        />
      )),
    ],
  });
  return (
    <Card title={t.appeals}>
      <p className="gl-quiet">{t.appealsWhy}</p>
      <BoardTable
        label={t.appeals}
        columns={[
          { id: 'unit', name: t.unit },
          ...APPEAL_FIGURES.map((id) => ({ id, name: words[id], isEnd: true })),
        ]}
        rows={[
          ...rows.map((row) => lineOf(nameIn(row.unit, language), (figure) => row[figure], row.unit.id)),
          lineOf(t.total, (figure) => sumOfAppeals(board, figure)),
        ]}
      />
    </Card>
  );
}
