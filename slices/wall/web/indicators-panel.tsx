// Thirty days beside the same days of last year: each value with its base, the difference in words and by
// an arrow, and coloured only where one way is the better one.
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { WallIndicators } from '../core/contract.ts';
import { figureHref } from './lists.ts';
import { useIndicators } from './use-wall.ts';
import { wallTexts } from './wall-texts.ts';

type Item = WallIndicators['items'][number];
type Counted = Item['now'];

const PER_CENT = 100;
const shareOf = ({ total, outOf }: Counted): number | undefined =>
  outOf === null || outOf === 0 ? undefined : (total / outOf) * PER_CENT;
const isShare = ({ now }: Item): boolean => now.outOf !== null;

/** In points for shares, in per cent for counts; undefined where there is nothing to compare with. */
export function differenceOf(item: Item): number | undefined {
  const { now, lastYear } = item;
  if (!isShare(item)) {
    return lastYear.total === 0 ? undefined : ((now.total - lastYear.total) / lastYear.total) * PER_CENT;
  }
  const [current, before] = [shareOf(now), shareOf(lastYear)];
  return current === undefined || before === undefined ? undefined : current - before;
}

function toneOf(difference: number, isMoreBetter: boolean | null): string {
  if (isMoreBetter === null || Math.abs(difference) < 0.05) return 'is-even';
  return difference > 0 === isMoreBetter ? 'is-better' : 'is-worse';
}

function Difference({ item }: { item: Item }) {
  const t = useText(wallTexts);
  const difference = differenceOf(item);
  if (difference === undefined) return <span className="gl-wall-difference is-even">–</span>;
  const size = Math.abs(difference).toFixed(1);
  const isSame = size === '0.0';
  const arrow = isSame ? '＝' : difference > 0 ? '▲' : '▼';
  const words = isSame ? t.same : difference > 0 ? t.more : t.less;
  return (
    <span className={`gl-wall-difference ${toneOf(difference, item.isMoreBetter)}`}>
      <span aria-hidden="true">{arrow}</span> <span className="gl-unseen">{words}</span>
      {isShare(item) ? t.points(size) : `${size}%`}
    </span>
  );
}

function Value({ item, counted, areaPath }: { item: Item; counted: Counted; areaPath: string }) {
  const t = useText(wallTexts);
  const share = shareOf(counted);
  const { outOf } = counted;
  return (
    <a className="gl-wall-value" href={figureHref(counted.figure, areaPath)}>
      <strong>
        {isShare(item) ? (share === undefined ? '–' : `${share.toFixed(1)}%`) : count(counted.total)}
      </strong>
      {outOf === null ? null : (
        <span className="gl-wall-base">
          {outOf === 0 ? t.noBase : t.share(count(counted.total), count(outOf))}
        </span>
      )}
    </a>
  );
}

export function IndicatorsPanel({ areaPath }: { areaPath: string }) {
  const t = useText(wallTexts);
  const language = useSpoken();
  const { data } = useIndicators(areaPath);
  if (!data) return <p className="gl-wall-none">{t.loading}</p>;
  return (
    <div className="gl-wall-indicators">
      <p className="gl-wall-days">
        {t.days(data.from, data.until)} · {t.lastYear} {t.days(data.lastYearFrom, data.lastYearUntil)}
      </p>
      <ul>
        {data.items.map((item) => (
          <li key={item.id} title={language === 'zh' ? item.whatZh : item.whatEn}>
            <div className="gl-wall-indicator">
              <span className="gl-wall-indicator-name">{language === 'zh' ? item.zh : item.en}</span>
              <Difference item={item} />
              <Value item={item} counted={item.now} areaPath={areaPath} />
              <span className="gl-wall-before">
                {t.lastYear} <Value item={item} counted={item.lastYear} areaPath={areaPath} />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
