// Indicators of thirty whole days against the same days a year before, each with its base. They move
// slowly: one count of an area serves everybody for some minutes, or until the day changes.
import { MINUTE } from '../../../kernel/duration.ts';
import { localDate, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import { SharedReadings } from '../../../platform/server/db/shared-readings.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { findArea } from '../../areas/server/public.ts';
import { type YearFigures, yearFiguresOfArea } from '../../cases/server/public.ts';
import type { WallIndicators } from '../core/contract.ts';
import { INDICATORS, lastYearOf } from '../core/indicators.ts';
import { wallPolicy } from '../core/policy.ts';
import { WALL_PACE } from './read-now.ts';

const GOOD_FOR = 5 * MINUTE;
const sharedOf = perStore(() => new SharedReadings<YearFigures>(WALL_PACE));
const knownOf = perStore(() => new Map<string, YearFigures>());

async function figuresOf(tx: Tx, areaPath: string): Promise<YearFigures> {
  const ofStore = knownOf(tx);
  const held = ofStore.get(areaPath);
  const isGood = held !== undefined && tx.now >= held.at && tx.now - held.at < GOOD_FOR;
  if (isGood && localDate(held.at) === localDate(tx.now)) return held;
  const counted = await sharedOf(tx).read(areaPath, () => yearFiguresOfArea(tx, areaPath));
  ofStore.set(areaPath, counted);
  return counted;
}

export async function readIndicators(tx: Tx, actor: Actor, areaPath: string): Promise<WallIndicators> {
  requireRight(wallPolicy, actor, 'wall.watch', { areaPath });
  if (!(await findArea(tx, areaPath))) throwRefusal('wall.no_area', { areaPath });
  const { at, days, lastYear, figures } = await figuresOf(tx, areaPath);
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  const totalOf = (id: string | null) => (id === null ? null : (byId.get(id)?.total ?? 0));
  const counted = (figure: string, isShare: boolean) => {
    const of = isShare ? (byId.get(figure)?.of ?? null) : null;
    return { figure, total: totalOf(figure) ?? 0, of, outOf: totalOf(of) };
  };
  return {
    areaPath,
    asOf: toIso(at),
    from: days.from,
    until: days.to,
    lastYearFrom: lastYear.from,
    lastYearUntil: lastYear.to,
    items: INDICATORS.map(({ id, zh, en, figure, isShare, isMoreBetter }) => ({
      id,
      zh,
      en,
      isMoreBetter,
      whatZh: byId.get(figure)?.whatZh ?? zh,
      whatEn: byId.get(figure)?.whatEn ?? en,
      now: counted(figure, isShare),
      lastYear: counted(lastYearOf(figure), isShare),
    })),
  };
}
