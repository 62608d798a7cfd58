// Nothing is overwritten in silence: whoever acts on a version that has moved on is told who did what and
// when, where they may read the case at all, and chooses anew.
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { namesOf, unitDirectory } from '../../people/server/public.ts';
import { edgeOf } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import { mayRead } from '../core/visibility.ts';
import type { StoredCase } from './case-row.ts';
import { findCase, listActionsAfter } from './queries-reading.ts';

async function whatHappened(tx: Tx, { file }: StoredCase) {
  const step = (await findCase(tx, file.id))?.steps.at(-1);
  if (!step) return {};
  const flow = flowNamed(file.flow);
  const edge = edgeOf(flow, step.action);
  const names = await namesOf(tx, step.person_id ? [step.person_id] : []);
  const unit = step.unit_id ? (await unitDirectory(tx)).unit(step.unit_id) : undefined;
  return {
    seq: step.seq, action: step.action, actionZh: edge?.zh ?? step.action, actionEn: edge?.en ?? step.action,
    at: toIso(step.at), personId: step.person_id, personName: names.get(step.person_id ?? '') ?? null,
    unitName: unit?.name ?? null, unitNameEn: unit?.nameEn ?? null,
    state: file.state, stateZh: flow.states[file.state]?.zh ?? file.state,
    stateEn: flow.states[file.state]?.en ?? file.state,
  };
}

/** A ladder has few rungs: behind more changes than this there is somebody's own. */
const MOST_RUNGS = 16;

/**
 * Whether only the ladder has climbed since. Each writing of a case adds a step or more, so the last steps,
 * as many as there were writings, are all of those writings where a rung is written by itself, as it is.
 */
async function isOvertakenByNobody(tx: Tx, { file, version: now }: StoredCase, version: number) {
  const writings = now - version;
  if (writings < 0 || writings > MOST_RUNGS) return false;
  const flow = flowNamed(file.flow);
  const actions = await listActionsAfter(tx, file.id, file.lastSeq - writings);
  return actions.length === writings && actions.every((action) => edgeOf(flow, action)?.overtakesNobody);
}

/** Throws Refused `cases.changed` with the last step as data. */
export async function refuseChanged(
  tx: Tx, actor: Actor, found: StoredCase, version: number | undefined,
): Promise<void> {
  if (version === undefined || version === found.version) return;
  if (await isOvertakenByNobody(tx, found, version)) return;
  const happened = actor.kind !== 'reporter' && mayRead(actor, found.file) ? await whatHappened(tx,
    found) : {};
  throwRefusal('cases.changed', { version: found.version, ...happened });
}
