// Somebody stands before a thing and says what they found. That all is as before is taken as it comes; what
// changes the register waits for the registrar.
import type { Point } from '../../../kernel/geo.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { uploaders } from '../../../platform/server/files/uploaders.ts';
import type { Claimed } from '../../../platform/server/http/claimed.ts';
import { receiptActor } from '../../../platform/server/http/receipt.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { locate } from '../../areas/server/public.ts';
import type { Component } from '../core/component.ts';
import type { FindingBody } from '../core/contract-survey.ts';
import { componentsPolicy } from '../core/policy.ts';
import { judgeFinding } from '../core/survey.ts';
import { getComponent } from './public.ts';
import { insertFinding, lockThing, touchSeen, writeSurveyed } from './queries-survey.ts';

/** Photos are ids of pictures that this person has sent. Throws Refused `files.not_found`. */
async function checkPhotos(tx: Tx, actor: Actor, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const by = await uploaders.get(tx, ids);
  if (ids.some((id) => by.get(id) !== receiptActor(actor))) throwRefusal('files.not_found');
}

interface Place {
  readonly districtId: string;
  readonly areaPath: string | null;
}

/** Where it was found; what is new must lie in a grid. Throws Refused as `locate` does. */
async function placeOf(tx: Tx, point: Point | undefined, known: Component | undefined): Promise<Place> {
  if (point === undefined)
    return { districtId: known?.districtId ?? '', areaPath: known?.areaPath ?? null };
  const located = await locate(tx, point);
  if (known && (isRefusal(located) || located.districtId !== known.districtId)) {
    return { districtId: known.districtId, areaPath: null };
  }
  const { districtId, areaPath } = orRefuse(located);
  return { districtId, areaPath };
}

/** Throws Refused `component.finding_unfit`, `component.not_found`, `files.not_found`, `auth.not_allowed`. */
export async function tellFinding(tx: Tx, actor: Actor, body: FindingBody, claimed: Claimed | undefined) {
  orRefuse(judgeFinding(body));
  const personId = actor.kind === 'person' ? actor.personId : throwRefusal('auth.not_allowed');
  const known = body.componentId === undefined ? undefined : await getComponent(tx, body.componentId);
  // Locked: the registrar may be taking it out of the register at this moment.
  if (known && (await lockThing(tx, known.id))?.isGone !== false) throwRefusal('component.not_found');
  const { districtId, areaPath } = await placeOf(tx, body.point, known);
  const target = known?.areaPath ?? areaPath ?? districtId;
  requireRight(componentsPolicy, actor, 'component.survey', { areaPath: target });
  const photoIds = body.photoIds ?? [];
  await checkPhotos(tx, actor, photoIds);
  const id = tx.ids.next();
  const isSeen = body.kind === 'seen';
  const foundAt = claimed?.madeAt ?? tx.now;
  await insertFinding(
    tx,
    {
      id,
      districtId,
      areaPath,
      photoIds,
      personId,
      foundAt,
      kind: body.kind,
      componentId: known?.id ?? null,
      classCode: known?.classCode ?? body.classCode ?? null,
      name: body.name?.trim() ?? null,
      lon: body.point?.lon ?? null,
      lat: body.point?.lat ?? null,
      condition: body.condition ?? null,
      words: body.words?.trim() || null,
    },
    isSeen,
  );
  if (isSeen && known) {
    await writeSurveyed(tx, {
      id: known.id,
      kind: 'surveyed',
      seenAt: foundAt,
      isGone: null,
      name: null,
      condition: null,
      place: null,
      source: '普查',
      by: personId,
      data: { seen: true },
    });
  }
  // Whoever tells of a change stood before it: it is seen, whatever the registrar makes of the rest.
  if (!isSeen && known) await touchSeen(tx, known.id, foundAt);
  return { id, state: isSeen ? ('accepted' as const) : ('waiting' as const) };
}
