// Who changed a calendar, as one word beside the change.
import type { Actor } from '../../../kernel/rights.ts';

export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.personId;
    case 'system':
      return `system:${actor.name}`;
    case 'reporter':
      return `reporter:${actor.caseId}`;
    case 'device':
      return `device:${actor.deviceId}`;
    case 'public':
      return 'public';
  }
}
