// The cases that moved last: number, item, place to the community, state, lamp. No words of a reporter, no
// name. A new line lights up, where the viewer has not asked for rest.
import { Lamp } from '../../../ui/lamp/lamp.tsx';
import { timeOfDay } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { WallNow } from '../core/contract.ts';
import { caseHref } from './lists.ts';
import { wallTexts } from './wall-texts.ts';

type Row = WallNow['running'][number];

/** The last digits tell cases of a day apart; the whole number is read aloud and stands in the list. */
const TAIL = 6;

function RunningRow({ row }: { row: Row }) {
  const t = useText(wallTexts);
  const language = useSpoken();
  const isZh = language === 'zh';
  const item = (isZh ? row.itemName : (row.itemNameEn ?? row.itemName)) ?? t.noItem;
  return (
    <li className="gl-wall-case">
      <a href={caseHref(row.id)}>
        <span className="gl-wall-case-item">{item}</span>
        <span className="gl-wall-case-lamp">
          {row.remainingMs === null ? (
            <Lamp lamp={row.lamp} isShort />
          ) : (
            <Lamp
              lamp={row.lamp}
              remainingMs={row.remainingMs}
              isWorkingTime={row.isWorkingTime}
              isShort
            />
          )}
        </span>
        <span className="gl-wall-case-place">{isZh ? row.place : row.placeEn}</span>
        <span className="gl-wall-case-state">{isZh ? row.stateZh : row.stateEn}</span>
        <span className="gl-wall-case-number" title={row.number}>
          <span className="gl-unseen">
            {t.number} {row.number}
          </span>
          <span aria-hidden="true">…{row.number.slice(-TAIL)}</span>
        </span>
        <time className="gl-wall-case-time" dateTime={row.updatedAt}>
          {timeOfDay(Date.parse(row.updatedAt))}
        </time>
      </a>
    </li>
  );
}

export function RunningPanel({ now }: { now: WallNow }) {
  const t = useText(wallTexts);
  if (now.running.length === 0) return <p className="gl-wall-none">{t.none}</p>;
  return (
    <ol className="gl-wall-running">
      {now.running.map((row) => (
        <RunningRow key={`${row.id} ${row.updatedAt}`} row={row} />
      ))}
    </ol>
  );
}
