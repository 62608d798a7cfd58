// A component that was found gone stands there after all: the registrar brings it back with a reason,
// under its own code, with its history and its rights as they were. Its condition is what its history
// says.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { SAME_PLACE_METRES } from '../core/plan-import.ts';
import { componentsPolicy } from '../core/policy.ts';
import { getComponent, nearestComponents } from './public.ts';
import { lockThing, writeSurveyed } from './queries-survey.ts';
import { lockRegister } from './queries-write.ts';
import { REGISTER_VERSION } from './register-version.ts';

/** Throws Refused `component.not_found`, `.not_gone`, `.place_taken`, `auth.not_allowed`. */
export async function restoreComponent(tx: Tx, actor: Actor, id: Id, words: string) {
  const { districtId, classCode, point, areaPath, code } = await getComponent(tx, id);
  requireRight(componentsPolicy, actor, 'component.review', { areaPath: areaPath ?? districtId });
  // An import or a finding may be giving the spot to another at this moment.
  await lockRegister(tx, districtId);
  const thing = await lockThing(tx, id);
  if (!thing?.isGone) throwRefusal('component.not_gone');
  const around = { districtId, classCode, point, radiusMetres: SAME_PLACE_METRES, limit: 1 };
  const [other] = await nearestComponents(tx, around);
  if (other) throwRefusal('component.place_taken', { code: other.code });
  await writeSurveyed(tx, {
    id,
    kind: 'restored',
    seenAt: null,
    isGone: false,
    name: null,
    condition: null,
    place: null,
    source: '恢复在册',
    by: actor.kind === 'person' ? actor.personId : throwRefusal('auth.not_allowed'),
    data: { words: words.trim(), restored: true },
  });
  await tx.snapshots.bump(tx, REGISTER_VERSION);
  return { id, code };
}
