// The cases of one phone: which, at which version; and those it asks for, each as a screen shows it and as
// the core decides by it.
import { assert } from '../../../kernel/assert.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { namesOf, unitDirectory } from '../../people/server/public.ts';
import type { ShiftCases, ShiftReply } from '../core/contract-shift.ts';
import { phoneFile, shiftOf } from '../core/shift.ts';
import { mayRead } from '../core/visibility.ts';
import { seenCase } from './case-view.ts';
import { type CaseHistory, listHistories } from './queries-reading.ts';
import { listShift } from './queries-shift.ts';
import { peopleIn } from './read-case.ts';
import { kinOf } from './read-kin.ts';
import { contextOfReading } from './read-world.ts';
import { sha256 } from './save-decision.ts';

/** Whoever has no post has no shift. */
export async function readShift(tx: Tx, actor: Actor, cursor: string | undefined): Promise<ShiftReply> {
  const isAtWork = actor.kind === 'person' && actor.posts.length > 0;
  const { cases, isWhole } = isAtWork ? await listShift(tx, shiftOf(actor)) : { cases: [], isWhole: true };
  const inOrder = cases.map(({ id, version }) => `${id} ${version}`).sort();
  const latest = sha256(`${isWhole} ${inOrder.join(' ')}`).slice(0, 32);
  return { cursor: latest, isWhole, cases: latest === cursor ? null : cases };
}

export async function readShiftCases(tx: Tx, actor: Actor, ids: readonly string[]): Promise<ShiftCases> {
  const wanted = [...new Set(ids)];
  const found = await listHistories(tx, wanted);
  const seen = wanted.flatMap((id): CaseHistory[] => {
    const history = found.get(id);
    return history && mayRead(actor, history.file) ? [history] : [];
  });
  const names = await namesOf(tx, [...new Set(seen.flatMap(peopleIn))]);
  const kin = await kinOf(tx, seen.map(({ file }) => file), await unitDirectory(tx));
  const items: ShiftCases['items'] = [];
  for (const history of seen) {
    const context = await contextOfReading(tx, actor, history.file.districtId);
    const view = seenCase(history, context, names, kin(history.file));
    items.push({ view, file: phoneFile(history.file, actor) });
  }
  const here = new Set(seen.map(({ file }) => file.id));
  const gone = wanted.filter((id) => !here.has(id));
  assert(items.length + gone.length === wanted.length, 'each case asked for is answered');
  return { items, gone };
}
