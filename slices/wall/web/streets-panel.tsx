// Lamps by street: one bar each, its parts by colour, shape and number; each part opens its list.
import { LAMPS, type LampColour, LampShape } from '../../../ui/lamp/lamp.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { LAMPS as NAMES } from '../../cases/core/list-filters.ts';
import type { WallNow } from '../core/contract.ts';
import { lampHref, openHref } from './lists.ts';
import { wallTexts } from './wall-texts.ts';

type Street = WallNow['streets'][number];

/** A count of cases is called as the list that it opens calls them, and as the figure beside it does. */
function useLampName(): (lamp: LampColour) => string {
  const language = useSpoken();
  return (lamp) => NAMES[lamp][language];
}

/** A part narrower than this share of the longest bar shows no number of its own; its list still opens. */
const NARROW = 0.07;
/** More streets than this stand in two columns, so that none is left out. */
const MOST_IN_COLUMN = 12;

function Bar({ street, name, longest }: { street: Street; name: string; longest: number }) {
  const t = useText(wallTexts);
  const nameOf = useLampName();
  return (
    <span className="gl-wall-bar">
      <span style={{ width: `${longest === 0 ? 0 : ((street.open / longest) * 100).toFixed(2)}%` }}>
        {LAMPS.filter((lamp) => street.lamps[lamp] > 0).map((lamp) => {
          const total = street.lamps[lamp];
          const share = longest === 0 ? 0 : total / longest;
          return (
            <a
              key={lamp}
              className={`gl-wall-part is-${lamp}`}
              style={{ flexGrow: total }}
              href={lampHref(lamp, street.areaPath)}
              aria-label={t.lampOf(name, nameOf(lamp), total)}
            >
              {share < NARROW ? null : <span aria-hidden="true">{count(total)}</span>}
            </a>
          );
        })}
      </span>
    </span>
  );
}

type Legend = Pick<WallNow, 'areaPath' | 'lamps' | 'isMore'>;

export function LampLegend({ now: { areaPath, lamps, isMore } }: { now: Legend }) {
  const t = useText(wallTexts);
  const nameOf = useLampName();
  const counted = LAMPS.reduce((sum, lamp) => sum + lamps[lamp], 0);
  return (
    <ul className="gl-wall-legend">
      {LAMPS.map((lamp) => (
        <li key={lamp}>
          <a href={lampHref(lamp, areaPath)}>
            <LampShape lamp={lamp} />
            {nameOf(lamp)} <strong>{count(lamps[lamp])}</strong>
          </a>
        </li>
      ))}
      {isMore ? <li>{t.notAll(count(counted))}</li> : null}
    </ul>
  );
}

export function StreetsPanel({ now }: { now: WallNow }) {
  const t = useText(wallTexts);
  const language = useSpoken();
  const longest = Math.max(0, ...now.streets.map((street) => street.open));
  const columns = now.streets.length > MOST_IN_COLUMN ? 2 : 1;
  const rows = Math.ceil(now.streets.length / columns);
  return (
    <ul
      className="gl-wall-rows"
      style={{
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${rows}, minmax(0, 6.4rem))`,
      }}
    >
      {now.streets.map((street) => {
        const name = language === 'zh' ? street.name : street.nameEn;
        return (
          <li key={street.areaPath} className="gl-wall-street">
            <span className="gl-wall-street-name">{name}</span>
            <a
              className="gl-wall-total"
              href={openHref(street.areaPath)}
              aria-label={t.openOf(name, street.open)}
            >
              {count(street.open)}
            </a>
            <Bar street={street} name={name} longest={longest} />
          </li>
        );
      })}
    </ul>
  );
}
