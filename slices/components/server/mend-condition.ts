// A matter about a thing has ended as solved: what was broken is whole again. Told by an event, since the
// register knows no cases; what a word of another kind means for a thing is for the survey to say.
import { isUuid } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PublishedEvent } from '../../../platform/server/events/event.ts';
import { findComponent } from './public.ts';
import { writeSurveyed } from './queries-survey.ts';
import { REGISTER_VERSION } from './register-version.ts';

const SOLVED: readonly unknown[] = ['solved', 'solved_on_spot'];

export async function mendConditions(tx: Tx, events: readonly PublishedEvent[]): Promise<void> {
  for (const { data } of events) {
    const { componentId, closingCode, number } = data;
    if (typeof componentId !== 'string' || !isUuid(componentId) || !SOLVED.includes(closingCode)) continue;
    const component = await findComponent(tx, componentId);
    if (!component || component.isGone || component.condition === 'intact') continue;
    await writeSurveyed(tx, {
      id: component.id,
      kind: 'condition',
      seenAt: null,
      isGone: false,
      name: null,
      condition: 'intact',
      place: null,
      source: `案件 ${String(number)}`,
      by: 'system:components',
      data: { condition: 'intact', number },
    });
    await tx.snapshots.bump(tx, REGISTER_VERSION);
  }
}
