// A scheme is tried on past periods, proposed, and put in force by a second person: from the first of a
// coming month on, so that nothing that was judged is judged anew. Trying writes nothing.
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Consent } from '../../changes/core/change.ts';
import {
  type ChangeExecutor,
  pendingBodies,
  proposeChange,
  recordChanges,
  requireReason,
} from '../../changes/server/public.ts';
import type { ProposeBody, Schemes, Simulation, SimulationBody } from '../core/contract-index.ts';
import { SCHEME_TEMPLATES } from '../core/default-schemes.ts';
import { peacePolicy } from '../core/policy.ts';
import { checkScheme, type SchemeBody } from '../core/scheme.ts';
import { isDay, spanBefore, spanOf, spansUpTo } from '../core/span.ts';
import { copyOf, headOf, openBench, rulingOn, sideOf } from './judge-areas.ts';
import { todayOf } from './load-figures.ts';
import { insertScheme, listSchemes } from './queries.ts';
import { spanAsked, spanView } from './read-series.ts';
import { seriesOfDistrict } from './series-list.ts';
import { tellScheme } from './tell-scheme.ts';

const OPERATION = 'peace.put_in_force';

export async function readSchemes(tx: Tx, actor: Actor, districtId: string): Promise<Schemes> {
  requireRight(peacePolicy, actor, 'peace.simulate', { areaPath: districtId });
  const schemes = await listSchemes(tx, districtId);
  return {
    inForce: headOf(rulingOn(schemes, todayOf(tx))),
    templates: Object.values(SCHEME_TEMPLATES).map(copyOf),
    editions: schemes.map(({ at, body, ...one }) => ({ ...one, body: copyOf(body), at: toIso(at) })),
  };
}

/** Throws Refused `peace.scheme_unfit`. */
async function checked(tx: Tx, districtId: string, body: SchemeBody): Promise<SchemeBody> {
  const known = new Set((await seriesOfDistrict(tx, districtId)).keys());
  return orRefuse(checkScheme(body, known));
}

async function trial(tx: Tx, { districtId, body, day, spans: count }: SimulationBody): Promise<Simulation> {
  const last = spanAsked(body.span, day);
  const spans = spansUpTo(last, count);
  const schemes = await listSchemes(tx, districtId);
  const ruled = spans.map((span) => ({ span, now: rulingOn(schemes, span.from).body }));
  const bodies = [body, ...ruled.map(({ now }) => now)];
  const { area, judgeIn } = await openBench(tx, districtId, bodies, { first: spans[0] ?? last, last });
  const rows = [area, ...area.children].flatMap(({ path, name, nameEn }) =>
    ruled.map(({ span, now }) => ({
      areaPath: path,
      name,
      nameEn: nameEn ?? name,
      span: spanView(span),
      before: sideOf(judgeIn(now, path, span)),
      after: sideOf(judgeIn(body, path, span)),
    })),
  );
  const both = rows.filter(({ before, after }) => before.index !== null && after.index !== null);
  return {
    spans: spans.map(spanView),
    rows,
    otherColour: both.filter(({ before, after }) => before.colour !== after.colour).length,
    oneSided: rows.filter(({ before, after }) => (before.index === null) !== (after.index === null)).length,
  };
}

export async function simulate(tx: Tx, actor: Actor, asked: SimulationBody): Promise<Simulation> {
  requireRight(peacePolicy, actor, 'peace.simulate', { areaPath: asked.districtId });
  return trial(tx, { ...asked, body: copyOf(await checked(tx, asked.districtId, asked.body)) });
}

/** Throws Refused `peace.no_day`, `peace.scheme_not_first`, `peace.scheme_in_past`. */
function checkDay(tx: Tx, day: string): void {
  if (!isDay(day)) throwRefusal('peace.no_day', { day });
  if (!day.endsWith('-01')) throwRefusal('peace.scheme_not_first', { day });
  if (day <= todayOf(tx)) throwRefusal('peace.scheme_in_past', { day });
}

/** So many periods that are over the second person is told of. */
const TRIED = 6;

export async function proposeScheme(
  tx: Tx,
  actor: Actor,
  asked: ProposeBody,
): Promise<{ proposalId: string }> {
  const { districtId, validFrom } = asked;
  requireRight(peacePolicy, actor, OPERATION, { areaPath: districtId });
  if (actor.kind !== 'person') throwRefusal('auth.not_allowed', { operation: OPERATION });
  const why = requireReason(asked.why);
  checkDay(tx, validFrom);
  const body = copyOf(await checked(tx, districtId, asked.body));
  if ((await pendingBodies(tx, OPERATION, districtId)).length > 0) throwRefusal('peace.scheme_waits');
  const { from: day } = spanBefore(spanOf(body.span, todayOf(tx)));
  const tried = await trial(tx, { districtId, body, day, spans: TRIED });
  const inForce = rulingOn(await listSchemes(tx, districtId), todayOf(tx));
  const told = tellScheme(
    districtId,
    inForce.body,
    { body, validFrom },
    await seriesOfDistrict(tx, districtId),
    tried,
  );
  const proposalId = await proposeChange(tx, actor, {
    ...told,
    why,
    reach: [districtId],
    body: { districtId, validFrom, body },
  });
  return { proposalId };
}

async function putInForce(
  tx: Tx,
  actor: Actor,
  asked: Omit<ProposeBody, 'why'>,
  consent: Consent,
): Promise<void> {
  const { districtId, validFrom } = asked;
  requireRight(peacePolicy, actor, OPERATION, { areaPath: districtId });
  checkDay(tx, validFrom);
  const body = await checked(tx, districtId, asked.body);
  const inForce = rulingOn(await listSchemes(tx, districtId), todayOf(tx));
  const byName = actor.kind === 'person' ? actor.name : actor.kind;
  const secondName = consent.second.name;
  await insertScheme(tx, { districtId, validFrom, body, why: consent.why, byName, secondName });
  const told = tellScheme(
    districtId,
    inForce.body,
    { body, validFrom },
    await seriesOfDistrict(tx, districtId),
  );
  await recordChanges(tx, actor, [{ ...told, areaPath: districtId }], consent);
}

export const peaceExecutors: readonly ChangeExecutor[] = [
  {
    operation: OPERATION,
    refusals: ['peace.no_day', 'peace.scheme_not_first', 'peace.scheme_in_past', 'peace.scheme_unfit'],
    apply: (tx, actor, body, consent) => putInForce(tx, actor, body as unknown as ProposeBody, consent),
  },
];
