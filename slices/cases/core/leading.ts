// Which actions of leading a reader may take on a case that is only a line of a list. It asks the same edges
// and parties as opening the case does; what only the whole case can tell is asked when it is opened.
import type { Actor } from '../../../kernel/rights.ts';
import type { CaseFile, Push } from './case-file.ts';
import { type Edge, type Flow, leavesFrom } from './flow.ts';
import type { Directory } from './moment.ts';
import { type PartyFile, standingOn } from './parties.ts';

export const LEADING: readonly string[] = ['push', 'lift_push'];

export interface LedFile extends PartyFile, Pick<CaseFile, 'state'> {}

/** Nobody has answered it, and it holds. */
export const isOpenPush = (push: Push): boolean => push.answeredSeq === null && push.liftedSeq === null;

const known = new WeakMap<Flow, Map<string, readonly Edge[]>>();

/** Of the hundred edges of a flow; a list asks it for fifty cases at once. */
function leadingFrom(flow: Flow, state: string): readonly Edge[] {
  const byState = known.get(flow) ?? new Map<string, readonly Edge[]>();
  known.set(flow, byState);
  const found = byState.get(state)
    ?? flow.edges.filter((edge) => LEADING.includes(edge.action) && leavesFrom(flow, edge, state));
  byState.set(state, found);
  return found;
}

export const leadingOn = (flow: Flow, file: LedFile, actor: Actor, directory: Directory): string[] =>
  leadingFrom(flow, file.state)
    .filter((edge) => edge.action !== 'lift_push' || file.pushes.some(isOpenPush))
    .filter((edge) => standingOn(file, actor, edge.who, directory) !== undefined)
    .map(({ action }) => action);
