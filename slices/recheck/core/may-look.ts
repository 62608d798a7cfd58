// Who may look at a drawn case again: an inspector of the area, but nobody who had to do with the work, nor
// anybody of a unit that had. Pure.
import type { Id } from '../../../kernel/id.ts';
import { type Actor, rightTo } from '../../../kernel/rights.ts';
import { recheckPolicy } from './policy.ts';

export interface DrawnWork {
  readonly areaPath: string;
  readonly workerUnitIds: readonly Id[];
  readonly workerPersonIds: readonly Id[];
}

export function mayLook(actor: Actor & { kind: 'person' }, work: DrawnWork): boolean {
  const isOwn =
    work.workerPersonIds.includes(actor.personId) ||
    actor.posts.some(({ unitId }) => work.workerUnitIds.includes(unitId));
  return !isOwn && rightTo(recheckPolicy, actor, 'recheck.do', { areaPath: work.areaPath }) !== undefined;
}
