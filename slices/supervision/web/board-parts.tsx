// The small parts of the board: a number that opens its list, lamps beside counts, a table that scrolls in
// its own frame, bars with a table behind them.
import { type ReactNode, useState } from 'react';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { Card } from '../../../ui/card/card.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { LampShape } from '../../../ui/lamp/lamp.tsx';
import { count } from '../../../ui/words/format.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { boardTexts } from './supervision-texts.ts';

/** Time as a limit counts it: hours, never days, since a working day is no day of 24 hours. */
export function limitTime(ms: number, language: Language): string {
  if (ms < HOUR)
    return language === 'zh' ? `${Math.round(ms / MINUTE)} 分钟` : `${Math.round(ms / MINUTE)} min`;
  const hours = (ms / HOUR).toFixed(ms < 100 * HOUR ? 1 : 0);
  return language === 'zh' ? `${hours} 小时` : `${hours} h`;
}

export interface NumberProps {
  readonly total: number;
  /** What is counted, for whoever does not see where it stands. */
  readonly what: string;
  readonly href: string;
  readonly lamp?: 'red' | 'orange';
  /** Beside the number, where the column does not say it. */
  readonly word?: string;
}

/** Nothing opens no list: an empty one would only be looked at in vain. */
export function CountLink({ total, what, href, lamp, word }: NumberProps) {
  const t = useText(boardTexts);
  if (total === 0) return <span className="gl-board-zero gl-figures">0</span>;
  return (
    <a
      className={`gl-board-count gl-figures${lamp ? ` is-${lamp}` : ''}`}
      href={href}
      aria-label={t.openCases(what, count(total))}
    >
      {lamp ? <LampShape lamp={lamp} /> : null}
      {word === undefined ? null : <span className="gl-board-word">{word}</span>}
      {count(total)}
    </a>
  );
}

/** Red, and soon red, in one cell; nothing of either is a dash. */
export function LampPair({ red, soon }: { red: NumberProps; soon: NumberProps }) {
  const t = useText(boardTexts);
  if (red.total + soon.total === 0)
    return (
      <span className="gl-board-zero">
        <span aria-hidden="true">–</span>
        <span className="gl-unseen">{t.none}</span>
      </span>
    );
  return (
    <span className="gl-board-pair">
      {red.total > 0 ? <CountLink {...red} lamp="red" word={t.red} /> : null}
      {soon.total > 0 ? <CountLink {...soon} lamp="orange" word={t.soonShort} /> : null}
    </span>
  );
}

/** The way to a draft; nothing for whoever drafts none. */
export function Circular({
  href,
  label,
  children,
}: {
  href: string | undefined;
  label?: string;
  children: string;
}) {
  if (href === undefined) return null;
  return (
    <a className="gl-board-circular" href={href} aria-label={label}>
      {children}
    </a>
  );
}

export interface BoardColumn {
  readonly id: string;
  readonly name: string;
  readonly isEnd?: boolean;
}

export interface BoardRow {
  readonly id: string;
  /** The first is the row's own name. */
  readonly cells: readonly ReactNode[];
}

/** A plain table in a frame that scrolls sideways by itself, also by keys. */
export function BoardTable({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: readonly BoardColumn[];
  rows: readonly BoardRow[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-board-scroll" aria-label={label} tabIndex={0}>
      <table className="gl-board-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.isEnd ? 'is-end' : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {row.cells.map((cell, index) => {
                const column = columns[index];
                if (index === 0)
                  return (
                    <th key={column?.id} scope="row">
                      {cell}
                    </th>
                  );
                return (
                  <td key={column?.id} className={column?.isEnd ? 'is-end' : undefined}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export interface BarPart {
  readonly id: string;
  readonly tone: 'ok' | 'warn' | 'danger' | 'plain' | 'accent';
  /** 0 to 1 of the bar's full width. */
  readonly share: number;
}

export interface BarRow {
  readonly id: string;
  readonly name: string;
  readonly parts: readonly BarPart[];
  /** The numbers in words, at the end of the bar. */
  readonly told: ReactNode;
  /** Where a line crosses the bar: the limit. */
  readonly mark?: number | undefined;
  readonly href?: string | undefined;
}

export function Bars({
  label,
  rows,
  legend = [],
}: {
  label: string;
  rows: readonly BarRow[];
  legend?: readonly { tone: BarPart['tone']; name: string }[];
}) {
  return (
    <figure className="gl-bars" aria-label={label}>
      {legend.length === 0 ? null : (
        <figcaption className="gl-bars-legend">
          {legend.map(({ tone, name }) => (
            <span key={name}>
              <i className={`gl-bar-part is-${tone}`} aria-hidden="true" />
              {name}
            </span>
          ))}
        </figcaption>
      )}
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            {row.href === undefined ? <span>{row.name}</span> : <a href={row.href}>{row.name}</a>}
            <span className="gl-bar" aria-hidden="true">
              {row.parts.map((part) => (
                <i
                  key={part.id}
                  className={`gl-bar-part is-${part.tone}`}
                  style={{ width: `${Math.min(1, part.share) * 100}%` }}
                />
              ))}
              {row.mark === undefined ? null : (
                <i className="gl-bar-mark" style={{ insetInlineStart: `${row.mark * 100}%` }} />
              )}
            </span>
            <span className="gl-figures gl-bar-told">{row.told}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** A chart and the table behind it: the same numbers, one press apart. */
export function ChartCard({
  title,
  why,
  chart,
  table,
  first = 'chart',
}: {
  title: string;
  why?: string;
  chart: ReactNode;
  table: ReactNode;
  first?: 'chart' | 'table';
}) {
  const t = useText(boardTexts);
  const [form, setForm] = useState<'chart' | 'table'>(first);
  return (
    <Card
      title={title}
      aside={
        <Segments
          label={`${title}: ${t.form}`}
          isLabelHidden
          chosen={form}
          onChoose={setForm}
          choices={[
            { id: 'chart', label: t.showChart },
            { id: 'table', label: t.showTable },
          ]}
        />
      }
    >
      {why === undefined ? null : <p className="gl-board-why">{why}</p>}
      {form === 'chart' ? chart : table}
    </Card>
  );
}
