// The reporter's own door: who knows the public code may follow the case, and do what the flow lets a
// reporter do.
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Receipt } from '../../../platform/server/http/receipt.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { areaName } from '../../areas/server/public.ts';
import { listReasons } from '../../wording/server/public.ts';
import type { Acted, TrackView } from '../core/contract.ts';
import { parsePublicCode } from '../core/public-code.ts';
import { actOnCase } from './act-on-case.ts';
import { trackView } from './case-view.ts';
import { type CaseHistory, findByCode, findByJoinedCode, findCase } from './queries-reading.ts';
import { contextOfReading } from './read-world.ts';

/** The fields whose codes a city may call by its own words. */
const CODED: ReadonlySet<string> = new Set(['reasonCode', 'closingCode']);

const readCode = (text: string): string => parsePublicCode(text) ?? throwRefusal('cases.code_unknown');

/** Merges may follow one another; each main case was open and unmerged when it took another in, so no
 *  ring. */
async function mainOf(tx: Tx, own: CaseHistory): Promise<CaseHistory | undefined> {
  let main: CaseHistory | undefined;
  for (let next = own.file.mergedIntoId; next; next = main?.file.mergedIntoId ?? null) main =
    await findCase(tx, next);
  return main;
}

/** Another reporter's pictures may show their home, and their rating is theirs; what the unit photographed
 *  is for everyone who follows. */
const withoutWhatIsOthers = (view: TrackView): TrackView => ({
  ...view,
  rating: null,
  steps: view.steps.map((step) => (step.action === 'report' ? { ...step, body: {} } : step)),
});

type Steps = Pick<TrackView, 'steps'>;

/** The city's own words for what these steps carry, and no other; none is read where they carry no code. */
async function ownWordsFor(tx: Tx, districtId: string, { steps }: Steps): Promise<TrackView['ownWords']> {
  const carried = steps.flatMap(({ action, body }) =>
    Object.entries(body).flatMap(([field, code]) =>
      (CODED.has(field) && typeof code === 'string' ? [`${action} ${field} ${code}`] : [])));
  if (carried.length === 0) return [];
  const own = await listReasons(tx, districtId);
  return own.filter(({ action, field, code }) => carried.includes(`${action} ${field} ${code}`));
}

export async function trackCase(tx: Tx, code: string): Promise<TrackView> {
  const plain = readCode(code);
  const own = await findByCode(tx, plain);
  const found = own ?? (await findByJoinedCode(tx, plain)) ?? throwRefusal('cases.code_unknown');
  // Whoever only joined may look: its actor is the public, which no edge but joining lets in.
  const actor = own ? ({ kind: 'reporter', caseId: found.file.id } as const) : ({ kind: 'public' } as const);
  const context = await contextOfReading(tx, actor, found.file.districtId);
  const main = await mainOf(tx, found);
  const shown = trackView(found, main, context, await areaName(tx, found.file.place.areaPath));
  const { districtId } = (main ?? found).file;
  const view = { ...shown, ownWords: await ownWordsFor(tx, districtId, shown) };
  if (own && !view.isFollowingAnother) return view;
  return withoutWhatIsOthers({ ...view, abilities: [] });
}

export async function actByCode(
  tx: Tx, code: string, action: string, body: Readonly<Record<string, unknown>>, receipt?: Receipt,
): Promise<Acted> {
  const found = (await findByCode(tx, readCode(code))) ?? throwRefusal('cases.code_unknown');
  const caseId = found.file.id;
  return actOnCase(tx, { kind: 'reporter', caseId }, { caseId, action, body }, receipt);
}
