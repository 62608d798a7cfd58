// The parts of a brief on the page: sentences whose numbers are buttons, tables with bars, columns over the
// days. Every picture is drawn from the table beside it, and says nothing that the table does not.
import { useText } from '../../../ui/words/texts.ts';
import { barsOf, type BriefTable, type Cell, type Opens, type Piece } from '../core/brief-text.ts';
import { briefsTexts } from './briefs-texts.ts';

export type OnOpen = (opens: Opens, what: string) => void;

/** The number with the words before it tells a screen reader what it opens. */
function Opener({
  text,
  what,
  opens,
  onOpen,
}: {
  text: string;
  what: string;
  opens: Opens;
  onOpen: OnOpen;
}) {
  const t = useText(briefsTexts);
  return (
    <button
      type="button"
      className="gl-brief-number gl-figures"
      aria-label={t.open(what)}
      onClick={() => onOpen(opens, what)}
    >
      {text}
    </button>
  );
}

/** Names of pieces by where they stand: a sentence never changes. */
const placed = <T,>(all: readonly T[]) => all.map((one, index) => ({ one, key: String(index) }));
const lastWords = (text: string): string =>
  text
    .split(/[，。；（、]/)
    .at(-1)
    ?.trim() ?? '';

export function Paragraph({ pieces, onOpen }: { pieces: readonly Piece[]; onOpen: OnOpen }) {
  return (
    <p>
      {placed(pieces).map(({ one: { text, opens }, key }, index) =>
        opens ? (
          <Opener
            key={key}
            text={text}
            what={`${lastWords(pieces[index - 1]?.text ?? '')} ${text}`.trim()}
            opens={opens}
            onOpen={onOpen}
          />
        ) : (
          <span key={key}>{text}</span>
        ),
      )}
    </p>
  );
}

function CellOf({ cell, what, onOpen }: { cell: Cell; what: string; onOpen: OnOpen }) {
  const { text, opens } = cell;
  return (
    <td className="gl-figures">
      {opens ? <Opener text={text} what={`${what} ${text}`} opens={opens} onOpen={onOpen} /> : text}
    </td>
  );
}

function Bar({ share }: { share: number }) {
  return (
    <td className="gl-brief-bar" aria-hidden="true">
      <i style={{ inlineSize: `${share * 100}%` }} />
    </td>
  );
}

function Columns({ table, shares }: { table: BriefTable; shares: readonly number[] }) {
  const t = useText(briefsTexts);
  const column = table.drawn?.column ?? 0;
  return (
    <figure className="gl-brief-columns" role="img" aria-label={t.drawn(table.title)}>
      {placed(table.rows).map(({ one: row, key }, index) => (
        <div key={key}>
          <span className="gl-figures">{row[column]?.text}</span>
          <i style={{ blockSize: `${(shares[index] ?? 0) * 100}%` }} />
          <span>{row[0]?.text}</span>
        </div>
      ))}
    </figure>
  );
}

export function TableOf({ table, onOpen }: { table: BriefTable; onOpen: OnOpen }) {
  const shares = barsOf(table);
  const hasBars = table.drawn?.as === 'bars';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-brief-scroll" aria-label={table.title} tabIndex={0}>
      {shares && table.drawn?.as === 'columns' ? <Columns table={table} shares={shares} /> : null}
      <table className="gl-brief-table">
        <caption>{table.title}</caption>
        <thead>
          <tr>
            {table.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {hasBars ? <td aria-hidden="true" /> : null}
          </tr>
        </thead>
        <tbody>
          {placed(table.rows).map(({ one: row, key }, index) => (
            <tr key={key}>
              <th scope="row">{row[0]?.text}</th>
              {placed(row.slice(1)).map(({ one: cell, key: column }, at) => (
                <CellOf
                  key={column}
                  cell={cell}
                  what={`${row[0]?.text ?? ''} ${table.head[at + 1] ?? ''}`}
                  onOpen={onOpen}
                />
              ))}
              {hasBars ? <Bar share={shares?.[index] ?? 0} /> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
