// What deciding needs to know of the world: place, rule, calendar, units, the person named. All of it comes
// from snapshots in this process, so that a report costs the database one statement.
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { findArea, locate } from '../../areas/server/public.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { resolve } from '../../catalogue/server/public.ts';
import { findActor, unitDirectory } from '../../people/server/public.ts';
import type { CaseFile, Place } from '../core/case-file.ts';
import type { Context } from '../core/moment.ts';

type Body = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | undefined =>
  (typeof value === 'string' && value ? value : undefined);

function pointOf(value: unknown) {
  if (typeof value !== 'object' || value === null) return undefined;
  const { lon, lat } = value as Record<string, unknown>;
  return typeof lon === 'number' && typeof lat === 'number' ? { lon, lat } : undefined;
}

/** The grid of the point; else the area that was named; else nothing. Throws Refused `areas.outside`. */
export async function placeOf(tx: Tx, body: Body): Promise<Place | undefined> {
  const address = textOf(body.address) ?? null;
  const point = pointOf(body.point);
  if (point) {
    const { areaPath, gridCode, areaVersionId } = orRefuse(await locate(tx, point));
    return { point, areaPath, gridCode, address, areaVersionId };
  }
  const named = textOf(body.areaPath);
  if (!named) return undefined;
  const area = (await findArea(tx, named)) ?? throwRefusal('cases.place_missing');
  return { point: null, areaPath: area.path, gridCode: area.code, address, areaVersionId: null };
}

interface Asked {
  readonly itemCode: string | null;
  readonly componentId: string | null;
  readonly place: Place;
  readonly districtId: string;
  readonly at: number;
  readonly confidence?: number;
}

/** The rule's word, or why there is none. A district without a catalogue still takes in every report. */
async function resolutionOf(tx: Tx, asked: Asked): Promise<Pick<Context, 'resolution' | 'unresolved'>> {
  if (!asked.itemCode) return {};
  const found = await resolve(tx, {
    districtId: asked.districtId, itemCode: asked.itemCode, areaPath: asked.place.areaPath, at: asked.at,
    ...(asked.componentId ? { componentId: asked.componentId } : {}),
    ...(asked.confidence === undefined ? {} : { confidence: asked.confidence }),
  });
  return isRefusal(found) ? { unresolved: found } : { resolution: found };
}

export interface Reported {
  readonly body: Body;
  /** How sure the item is (0–1), where a machine proposed it. */
  readonly confidence?: number;
}

export async function contextOfReport(tx: Tx, actor: Actor,
  { body, confidence }: Reported): Promise<Context> {
  const place = (await placeOf(tx, body)) ?? throwRefusal('cases.place_missing');
  const districtId = place.areaPath.slice(0, 6);
  const resolved = await resolutionOf(tx, {
    itemCode: textOf(body.itemCode) ?? null, componentId: textOf(body.componentId) ?? null, place,
      districtId,
    at: tx.now, ...(confidence === undefined ? {} : { confidence }),
  });
  return {
    actor, now: tx.now, place, ...resolved, calendar: await calendarFor(tx, districtId),
    directory: await unitDirectory(tx),
  };
}

/** A part lies where its main case lies; without an item of its own it has the main case's. */
export async function contextOfPart(
  tx: Tx, actor: Actor, main: CaseFile, itemCode: string | undefined,
): Promise<Context> {
  const { place, districtId } = main;
  const isSame = itemCode === undefined || itemCode === main.itemCode;
  const resolved = await resolutionOf(tx, {
    itemCode: itemCode ?? main.itemCode, componentId: isSame ? main.componentId : null, place, districtId,
    at: main.createdAt,
  });
  return {
    actor, now: tx.now, place, whole: main, ...resolved, calendar: await calendarFor(tx, districtId),
    directory: await unitDirectory(tx),
  };
}

async function namedIn(tx: Tx, actor: Actor, body: Body): Promise<Pick<Context, 'named'>> {
  const personId = textOf(body.personId);
  if (!personId || (actor.kind === 'person' && actor.personId === personId)) return {};
  const named = await findActor(tx, personId);
  return named ? { named } : {};
}

/** For an action on a case. Item and place are asked of the rules again only where the command may change
 *  them. */
export async function contextOfAction(tx: Tx, actor: Actor, file: CaseFile, body: Body): Promise<Context> {
  const changesPlace = body.point !== undefined || body.areaPath !== undefined;
  const place = changesPlace ? await placeOf(tx, body) : undefined;
  const itemCode = textOf(body.itemCode) ?? file.itemCode;
  const isAskedAnew = place !== undefined || itemCode !== file.itemCode || file.rule === null;
  const resolved = isAskedAnew
    ? await resolutionOf(tx, {
      itemCode, componentId: file.componentId, place: place ?? file.place, districtId: file.districtId,
      at: file.createdAt,
    }) : {};
  return {
    actor, now: tx.now, ...(place ? { place } : {}), ...resolved, ...(await namedIn(tx, actor, body)),
    calendar: await calendarFor(tx, file.districtId), directory: await unitDirectory(tx),
  };
}

/** The context in which buttons are asked for: no body yet, so nothing of it is read. */
export async function contextOfReading(tx: Tx, actor: Actor, districtId: string): Promise<Context> {
  return {
    actor, now: tx.now, calendar: await calendarFor(tx, districtId), directory: await unitDirectory(tx),
  };
}

