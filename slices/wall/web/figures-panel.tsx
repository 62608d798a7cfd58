// The figures of the day as large numbers; each opens the list that sums to it.
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { WallNow } from '../core/contract.ts';
import { figureHref } from './lists.ts';
import { wallTexts } from './wall-texts.ts';

type Figure = WallNow['figures'][number];

/** In this order; the rest are parts of these and stand on the desk. */
const SHOWN = [
  'open',
  'red',
  'soon',
  'overdue',
  'to_claim',
  'reported_today',
  'closed_today',
  'on_time_today',
] as const;
const PRESSING: Readonly<Record<string, string>> = { red: 'is-red', overdue: 'is-red', soon: 'is-orange' };

const inPercent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)}%`;

function FigureTile({
  figure,
  areaPath,
  base,
}: {
  figure: Figure;
  areaPath: string;
  base: string | undefined;
}) {
  const t = useText(wallTexts);
  const language = useSpoken();
  const name = language === 'zh' ? figure.zh : figure.en;
  const isShare = figure.id === 'on_time_today';
  const { total, outOf } = figure;
  const value = isShare && outOf !== null ? inPercent(total, outOf) : count(total);
  const under =
    outOf === null
      ? undefined
      : isShare
        ? t.share(count(total), count(outOf))
        : base === undefined
          ? undefined
          : t.of(base, count(outOf));
  return (
    <li>
      <a
        className={`gl-wall-figure ${total > 0 ? (PRESSING[figure.id] ?? '') : ''}`}
        href={figureHref(figure.id, areaPath)}
        aria-label={t.figureOf(name, total)}
        title={language === 'zh' ? figure.whatZh : figure.whatEn}
      >
        <span className="gl-wall-figure-name">{name}</span>
        <strong className="gl-wall-figure-value">{value}</strong>
        <span className="gl-wall-figure-base">{under ?? '\u00a0'}</span>
      </a>
    </li>
  );
}

export function FiguresPanel({ now }: { now: WallNow }) {
  const language = useSpoken();
  const byId = new Map(now.figures.map((figure) => [figure.id, figure]));
  return (
    <ul className="gl-wall-figures">
      {SHOWN.flatMap((id) => {
        const figure = byId.get(id);
        const of = figure?.of ? byId.get(figure.of) : undefined;
        const base = of && (language === 'zh' ? of.zh : of.en);
        return figure ? [<FigureTile key={id} figure={figure} areaPath={now.areaPath} base={base} />] : [];
      })}
    </ul>
  );
}
