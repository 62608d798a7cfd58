// duty.set_quiet: when pushes are told no sooner than the morning, for a unit or for all of a district. What
// is taken back stays in the store, with who did it.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { textFact, factOf, factsOf } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { dutyPolicy } from '../core/policy.ts';
import { quietWords } from '../core/tell-duty.ts';
import { byName } from './by-name.ts';
import { insertQuiet, lockQuiet, markQuietRemoved, type NewQuiet } from './queries.ts';
import { realDay } from './read-rota.ts';

interface Scope {
  readonly areaPath: string;
  readonly name: string;
  readonly id: string;
}

/** Where it holds, for whoever may say so there. */
async function scopeFor(tx: Tx, actor: Actor, of: Pick<NewQuiet, 'unitId' | 'districtId'>): Promise<Scope> {
  const { unitId, districtId } = of;
  if (unitId === null) {
    requireRight(dutyPolicy, actor, 'duty.set_quiet', { areaPath: districtId });
    return { areaPath: districtId, name: districtId, id: districtId };
  }
  const unit = (await unitDirectory(tx)).unit(unitId);
  if (!unit || unit.districtId !== districtId) return throwRefusal('duty.unit_unknown');
  requireRight(dutyPolicy, actor, 'duty.set_quiet', { areaPath: unit.areaPath, unitId });
  return { areaPath: unit.areaPath, name: unit.name, id: unit.id };
}

const nameFact = { zh: '安静时段', en: 'quiet hours' };
const sourceFact = { zh: '依据', en: 'source' };

const entryOf = ({ areaPath, id, name }: Scope, unitId: Id | null) => ({
  operation: 'duty.set_quiet',
  areaPath,
  subject: { kind: unitId === null ? 'calendar' : 'unit', id, name },
});

export async function addQuiet(tx: Tx, actor: Actor, quiet: NewQuiet): Promise<{ id: Id }> {
  const scope = await scopeFor(tx, actor, quiet);
  const { since, until, fromMinute, toMinute } = quiet;
  realDay(since);
  if (until !== null && realDay(until) <= since) throwRefusal('duty.bad_day', { day: until });
  // Around the clock there would be no morning.
  if (fromMinute === toMinute) throwRefusal('duty.quiet_all_day');
  const id = tx.ids.next();
  await insertQuiet(tx, id, quiet, byName(actor));
  const title = { zh: '设置安静时段', en: 'Quiet hours set' };
  const facts = factsOf(
    factOf(nameFact, null, quietWords(quiet)),
    textFact(sourceFact, null, quiet.source),
  );
  await recordChanges(tx, actor, [{ ...entryOf(scope, quiet.unitId), title, facts }]);
  return { id };
}

export async function removeQuiet(tx: Tx, actor: Actor, quietId: Id): Promise<void> {
  const quiet = (await lockQuiet(tx, quietId)) ?? throwRefusal('duty.quiet_unknown');
  const scope = await scopeFor(tx, actor, quiet);
  await markQuietRemoved(tx, quietId, byName(actor));
  const title = { zh: '撤销安静时段', en: 'Quiet hours taken back' };
  const facts = factsOf(
    factOf(nameFact, quietWords(quiet), null),
    textFact(sourceFact, quiet.source, null),
  );
  await recordChanges(tx, actor, [{ ...entryOf(scope, quiet.unitId), title, facts }]);
}
