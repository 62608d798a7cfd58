// Who changed something, as the row itself keeps it.
import type { Actor } from '../../../kernel/rights.ts';

export const byName = (actor: Actor): string =>
  actor.kind === 'person' ? actor.name : actor.kind === 'system' ? `system:${actor.name}` : actor.kind;
