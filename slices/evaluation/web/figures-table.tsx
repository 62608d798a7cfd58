// The figures of many: rows of areas, units or items, columns of indicators, each value with its band; or one
// indicator as bars. Rows stand in the order of their keys: a table of bands, never a list of ranks.
import { useSpoken } from '../../../ui/words/language.tsx';
import type { IndicatorView, Row, Table } from '../core/contract.ts';
import { percentText } from '../core/evaluate.ts';
import { BandBadge, cellOf, useFigureWords, wordsOf } from './figure-parts.tsx';

export interface TableProps {
  readonly table: Pick<Table, 'indicators' | 'rows'>;
  readonly onOpen: (row: Row, indicator: IndicatorView) => void;
}

/** A street's path begins with its district's: the shown name is the language's. */
export const nameOf = ({ name, nameEn }: Row, language: 'zh' | 'en'): string =>
  language === 'zh' ? name : nameEn;

function FigureCell({
  row,
  indicator,
  onOpen,
}: Pick<TableProps, 'onOpen'> & { row: Row; indicator: IndicatorView }) {
  const { t, told } = useFigureWords();
  const language = useSpoken();
  const cell = cellOf(row.cells, indicator.id);
  if (!cell || cell.value === null)
    return (
      <td className="is-end">
        <span aria-hidden="true">–</span>
        <span className="gl-unseen">{t.noneHere}</span>
      </td>
    );
  const words = told(cell, indicator);
  return (
    <td className="is-end">
      <button
        type="button"
        className="gl-evaluation-value gl-figures"
        aria-label={t.open(nameOf(row, language), wordsOf(indicator, language), words)}
        onClick={() => onOpen(row, indicator)}
      >
        {words} <BandBadge band={cell.band} />
      </button>
    </td>
  );
}

function ScoreCell({ row }: { row: Row }) {
  const { t } = useFigureWords();
  if (row.score === null)
    return (
      <td>
        <span aria-hidden="true">–</span>
      </td>
    );
  const { points, judged, band } = row.score;
  return (
    <td className="is-score">
      <BandBadge band={band} />{' '}
      <span className="gl-quiet">{t.scoreOf(points.toFixed(1), percentText(judged))}</span>
    </td>
  );
}

export function FiguresTable({ table, onOpen }: TableProps) {
  const { t } = useFigureWords();
  const language = useSpoken();
  const { indicators, rows } = table;
  const hasScores = rows.some(({ score }) => score !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-evaluation-scroll" aria-label={t.table} tabIndex={0}>
      <table className="gl-evaluation-table">
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            {hasScores ? <th scope="col">{t.score}</th> : null}
            {indicators.map((indicator) => (
              <th key={indicator.id} scope="col" className="is-end">
                {wordsOf(indicator, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{nameOf(row, language)}</th>
              {hasScores ? <ScoreCell row={row} /> : null}
              {indicators.map((indicator) => (
                <FigureCell key={indicator.id} row={row} indicator={indicator} onOpen={onOpen} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Of one indicator: as long as its share of the longest, or of the whole where it is a rate. */
export function FigureBars({ table, indicator, onOpen }: TableProps & { indicator: IndicatorView }) {
  const { t, told } = useFigureWords();
  const language = useSpoken();
  const values = table.rows.map(({ cells }) => cellOf(cells, indicator.id)?.value ?? 0);
  const whole = Math.max(indicator.shownAs === 'rate' ? 1 : 0, ...values);
  return (
    <figure className="gl-evaluation-bars" aria-label={`${t.chart} ${wordsOf(indicator, language)}`}>
      <ul>
        {table.rows.map((row) => {
          const cell = cellOf(row.cells, indicator.id);
          const words = told(cell, indicator);
          const name = nameOf(row, language);
          return (
            <li key={row.key}>
              <button
                type="button"
                aria-label={t.open(name, wordsOf(indicator, language), words)}
                onClick={() => onOpen(row, indicator)}
              >
                {name}
              </button>
              <span className="gl-evaluation-bar" aria-hidden="true">
                <i style={{ inlineSize: `${whole === 0 ? 0 : ((cell?.value ?? 0) / whole) * 100}%` }} />
              </span>
              <span className="gl-figures">
                {words} <BandBadge band={cell?.band ?? null} />
              </span>
            </li>
          );
        })}
      </ul>
    </figure>
  );
}
