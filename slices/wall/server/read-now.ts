// What a wall shows now: figures of the day, lamps by street, the running list, dots of the map. All from
// the functions of cases that also make the lists. It drops what a wall may not show before anything
// leaves.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import { type Pace, SharedReadings } from '../../../platform/server/db/shared-readings.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AreaNode, findArea } from '../../areas/server/public.ts';
import type { Lamp } from '../../calendar/core/lamp.ts';
import { DAY_FIGURE_IDS } from '../../cases/core/figures.ts';
import { figuresOfArea, listOpenCases, type OpenCase } from '../../cases/server/public.ts';
import { dotsOf, rounded } from '../core/cells.ts';
import type { WallNow } from '../core/contract.ts';
import { wallPolicy } from '../core/policy.ts';

const MOST_RUNNING = 40;
const MOST_DOTS = 1_500;
/** More would be a cloud; each is drawn apart. */
const MOST_FRESH = 20;
const FRESH_FOR = 10 * MINUTE;

/** Less than a screen waits after it has heard of a change (web/wall-feed.ts): no answer misses it. */
export const WALL_PACE: Pace = { restMs: 250, freshMs: 250 };
const sharedOf = perStore(() => new SharedReadings<WallNow>(WALL_PACE));

/** How often the store was really counted: viewers do not multiply it. */
export const countingsOf = (tx: Tx): number => sharedOf(tx).readings;

interface Place {
  readonly zh: string;
  readonly en: string;
}

/** Street and community, never the grid: that much tells which stairway. */
function placesIn(area: AreaNode): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const walk = (node: AreaNode, above: readonly AreaNode[]) => {
    const shown = [...above, node].filter((one) => one.level === 'street' || one.level === 'community');
    const told = shown.length > 0 ? shown : [node];
    places.set(node.path, {
      zh: told.map((one) => one.name).join(' · '),
      en: told.map((one) => one.nameEn ?? one.name).join(' · '),
    });
    for (const child of node.children) walk(child, [...above, node]);
  };
  walk(area, []);
  return places;
}

type Totals = WallNow['lamps'];
const noLamps = (): Totals => ({ red: 0, orange: 0, yellow: 0, green: 0, paused: 0 });

const count = (cases: readonly OpenCase[]): Totals => {
  const totals = noLamps();
  for (const { lamp } of cases) totals[lamp] += 1;
  return totals;
};

function streetsOf(area: AreaNode, cases: readonly OpenCase[]): WallNow['streets'] {
  const nodes = area.children.length > 0 ? area.children : [area];
  const rows = nodes.map((node) => {
    const there = cases.filter((one) => isWithin(one.areaPath, node.path));
    return {
      areaPath: node.path,
      name: node.name,
      nameEn: node.nameEn ?? node.name,
      open: there.length,
      lamps: count(there),
    };
  });
  return rows.sort(
    (a, b) => b.lamps.red - a.lamps.red || b.open - a.open || (a.areaPath < b.areaPath ? -1 : 1),
  );
}

function runningOf(area: AreaNode, cases: readonly OpenCase[]): WallNow['running'] {
  const places = placesIn(area);
  const whole = { zh: area.name, en: area.nameEn ?? area.name };
  return [...cases]
    .sort((a, b) => b.updatedAt - a.updatedAt || (a.id < b.id ? 1 : -1))
    .slice(0, MOST_RUNNING)
    .map((one) => {
      const place = places.get(one.areaPath) ?? whole;
      return {
        id: one.id,
        number: one.number,
        itemName: one.itemName,
        itemNameEn: one.itemNameEn,
        place: place.zh,
        placeEn: place.en,
        stateZh: one.stateZh,
        stateEn: one.stateEn,
        lamp: one.lamp,
        remainingMs: one.remainingMs,
        isWorkingTime: one.isWorkingTime,
        severity: one.severity,
        createdAt: toIso(one.createdAt),
        updatedAt: toIso(one.updatedAt),
      };
    });
}

function freshOf(cases: readonly OpenCase[], now: Instant): WallNow['fresh'] {
  return cases
    .filter((one) => one.createdAt > now - FRESH_FOR && one.lon !== null && one.lat !== null)
    .sort((a, b) => b.createdAt - a.createdAt)
    .slice(0, MOST_FRESH)
    .map(({ id, lon, lat, lamp }) => ({
      id,
      lamp: lamp as Lamp,
      lon: rounded(lon ?? 0),
      lat: rounded(lat ?? 0),
    }));
}

async function read(tx: Tx, area: AreaNode): Promise<WallNow> {
  const [counted, open] = await Promise.all([figuresOfArea(tx, area.path), listOpenCases(tx, area.path)]);
  const { cases, isMore } = open;
  return {
    areaPath: area.path,
    name: area.name,
    nameEn: area.nameEn ?? area.name,
    asOf: toIso(tx.now),
    day: counted.day,
    figures: DAY_FIGURE_IDS.flatMap((id) => counted.figures.filter((figure) => figure.id === id)).map(
      ({ id, zh, en, whatZh, whatEn, total, of, outOf }) => ({
        id,
        zh,
        en,
        whatZh,
        whatEn,
        total,
        of,
        outOf,
      }),
    ),
    lamps: count(cases),
    isMore,
    streets: streetsOf(area, cases),
    running: runningOf(area, cases),
    dots: [...dotsOf(cases, MOST_DOTS)],
    fresh: freshOf(cases, tx.now),
  };
}

export async function readNow(tx: Tx, actor: Actor, areaPath: string): Promise<WallNow> {
  requireRight(wallPolicy, actor, 'wall.watch', { areaPath });
  const area = (await findArea(tx, areaPath)) ?? throwRefusal('wall.no_area', { areaPath });
  if (tx.isTransaction) return read(tx, area);
  return sharedOf(tx).read(areaPath, () => read(tx, area));
}
