// The registrar takes a finding into the register, or says why not. Both are told to whoever found it, and
// both stay on record.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { locate } from '../../areas/server/public.ts';
import { namesOf } from '../../people/server/public.ts';
import { CODE_SCHEMES, declaredOf, isClassCode } from '../core/code-scheme.ts';
import { FileCodes } from '../core/file-memory.ts';
import { SAME_PLACE_METRES } from '../core/plan-import.ts';
import { componentsPolicy } from '../core/policy.ts';
import { type RowFault, tellFault } from '../core/row-fault.ts';
import type { DeclaredClasses } from './declared-classes.ts';
import { findByCode, getComponent } from './public.ts';
import {
  type FindingRow,
  isPoint,
  listFound,
  listWaiting,
  lockFinding,
  updateReviewed,
  writeSurveyed,
} from './queries-survey.ts';
import { lockRegister } from './queries-write.ts';
import { REGISTER_VERSION } from './register-version.ts';
import { writeRows } from './write-rows.ts';

interface Taken {
  readonly componentId: Id;
  readonly code: string | null;
}

/** The edition that has classes of so many digits. */
const schemeOf = (classCode: string) =>
  isClassCode(CODE_SCHEMES.draft, classCode) ? CODE_SCHEMES.draft : CODE_SCHEMES.classic;

const unfit = (fault: RowFault): never =>
  throwRefusal('component.finding_unfit', { zh: tellFault(fault, 'zh'), en: tellFault(fault, 'en') });

/** It waits until the lists name its class. Throws Refused `component.finding_unfit`. */
async function mustBeDeclared(tx: Tx, finding: FindingRow, declared: DeclaredClasses): Promise<void> {
  const classCode = finding.classCode ?? '';
  const known = declaredOf(schemeOf(classCode), await declared(tx, finding.districtId));
  if (!known || known.has(classCode)) return;
  unfit({ row: 1, kind: 'class_unknown', field: 'classCode', data: { found: classCode } });
}

/** Throws Refused `component.finding_unfit` where it is there already, or its class is full. */
async function addFound(tx: Tx, finding: FindingRow, by: Id): Promise<Taken> {
  const { districtId, classCode, name, lon, lat } = finding;
  if (classCode === null || name === null || lon === null || lat === null)
    throw new Error('a new thing is whole');
  const scheme = schemeOf(classCode);
  const codes = new FileCodes(scheme);
  await lockRegister(tx, districtId);
  const terms = {
    districtId,
    scheme,
    samePlaceMetres: SAME_PLACE_METRES,
    source: '普查',
    by,
    codes,
    isTrial: false,
  };
  const draft = {
    row: 1,
    code: null,
    classCode,
    name,
    condition: finding.condition ?? ('intact' as const),
    rightsConfirmed: false,
    externalCode: null,
    monitorPoint: null,
    competentUnitId: null,
    ownerUnitId: null,
    maintenanceUnitId: null,
    point: { lon, lat },
    geometry: { type: 'Point' as const, coordinates: [lon, lat] as const },
  };
  const written = await writeRows(tx, terms, { drafts: [draft], faults: [] });
  const [fault] = written.refused;
  if (fault) unfit(fault);
  const [code = ''] = written.codes;
  const made = await findByCode(tx, districtId, code);
  if (!made || written.added === 0) {
    const is = { zh: `同一位置已登记为 ${code}`, en: `it is registered there already as ${code}` };
    return throwRefusal('component.finding_unfit', is);
  }
  await writeSurveyed(tx, {
    id: made.id,
    kind: 'surveyed',
    seenAt: finding.foundAt,
    isGone: false,
    name: null,
    condition: null,
    place: null,
    source: '普查',
    by,
    data: { findingId: finding.id },
  });
  return { componentId: made.id, code };
}

async function changeFound(tx: Tx, finding: FindingRow, by: Id): Promise<Taken> {
  const { componentId, known, name, condition, lon, lat, kind, words } = finding;
  if (componentId === null) throw new Error('a known thing has an id');
  const canMove = lon !== null && lat !== null && (await isPoint(tx, componentId));
  const located = canMove ? await locate(tx, { lon, lat }) : undefined;
  const areaPath =
    located && !isRefusal(located) && located.districtId === finding.districtId ? located.areaPath : null;
  const isGone = kind === 'gone';
  await writeSurveyed(tx, {
    id: componentId,
    kind: isGone ? 'gone' : 'surveyed',
    seenAt: finding.foundAt,
    // Whoever saw a change saw it before it went: only the registrar brings it back.
    isGone: isGone ? true : null,
    name,
    condition,
    place: canMove ? { lon, lat, areaPath } : null,
    source: '普查',
    by,
    data: {
      findingId: finding.id,
      ...(name === null ? {} : { name }),
      ...(condition === null ? {} : { condition }),
      ...(canMove ? { geometry: { type: 'Point', coordinates: [lon, lat] }, areaPath } : {}),
      ...(words === null ? {} : { words }),
    },
  });
  await tx.snapshots.bump(tx, REGISTER_VERSION);
  return { componentId, code: known?.code ?? null };
}

/** Where it is said to stand, and where it stands by the register: a move concerns both ends. */
async function areasOf(tx: Tx, { areaPath, districtId, componentId }: FindingRow): Promise<Set<string>> {
  const known = componentId === null ? undefined : await getComponent(tx, componentId);
  const said = areaPath ?? districtId;
  return new Set([said, known?.areaPath ?? said]);
}

/** Throws Refused `component.finding_moved`, `component.finding_unfit`, `component.words_missing`,
 *  `auth.not_allowed`. */
export async function reviewFinding(
  tx: Tx,
  actor: Actor,
  id: Id,
  review: { isAccepted: boolean; words?: string | undefined; declared: DeclaredClasses },
) {
  const finding = (await lockFinding(tx, id)) ?? throwRefusal('component.finding_moved');
  const by = actor.kind === 'person' ? actor.personId : throwRefusal('auth.not_allowed');
  for (const areaPath of await areasOf(tx, finding)) {
    requireRight(componentsPolicy, actor, 'component.review', { areaPath });
  }
  if (finding.state !== 'waiting') throwRefusal('component.finding_moved');
  const words = review.words?.trim() || null;
  if (!review.isAccepted) {
    if (words === null) throwRefusal('component.words_missing');
    await updateReviewed(tx, id, { state: 'refused', by, words, componentId: null });
    return { componentId: finding.componentId, code: finding.known?.code ?? null };
  }
  const isNew = finding.kind === 'new';
  if (isNew) await mustBeDeclared(tx, finding, review.declared);
  const taken = isNew ? await addFound(tx, finding, by) : await changeFound(tx, finding, by);
  await updateReviewed(tx, id, { state: 'accepted', by, words, componentId: taken.componentId });
  return taken;
}

async function withNames(tx: Tx, rows: readonly FindingRow[]) {
  const names = await namesOf(
    tx,
    rows.map(({ personId }) => personId),
  );
  return rows.map(({ personId, ...rest }) => ({ ...rest, personName: names.get(personId) ?? '' }));
}

async function pageOf(tx: Tx, found: readonly FindingRow[], limit: number) {
  const page = found.slice(0, limit);
  const next = found.length > limit ? (page.at(-1)?.id ?? null) : null;
  return { findings: await withNames(tx, page), next };
}

/** Throws Refused `auth.not_allowed`. */
export async function readWaiting(
  tx: Tx,
  actor: Actor,
  { areaPath, after, limit }: { areaPath: string; after?: string | undefined; limit: number },
) {
  requireRight(componentsPolicy, actor, 'component.review', { areaPath });
  return pageOf(tx, await listWaiting(tx, areaPath, after, limit + 1), limit);
}

/** What I found, and what became of it; the newest first. */
export async function readMine(
  tx: Tx,
  actor: Actor,
  { after, limit }: { after?: string | undefined; limit: number },
) {
  const personId = actor.kind === 'person' ? actor.personId : throwRefusal('auth.not_allowed');
  return pageOf(tx, await listFound(tx, personId, after, limit + 1), limit);
}
