// What a screen may be told of an event, and who listens. Only ids and codes pass: a field that is not named
// here never leaves, so that a publisher's mistake can't put a name or a phone number on a stream.
import type { PublishedEvent } from '../events/event.ts';

export type Topic = string;

/** Codes and ids that screens need to know which of their rows to ask again. */
const SHOWN = [
  'seq',
  'action',
  'fromState',
  'toState',
  'holderUnitId',
  'unitId',
  'areaPath',
  'itemCode',
] as const;

export interface LiveNotice {
  readonly topics: readonly Topic[];
  readonly message: Readonly<Record<string, unknown>>;
}

/** `district:<id>`, `case:<uuid>`, `unit:<id>`, `person:<id>`. */
export const TOPIC_PATTERN = '^(district|case|unit|person):[0-9A-Za-z-]{1,64}$';

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 64;

/** A quiet event is for other parts of the server alone: no stream tells that anything happened.
 *  Event → who hears it and what. Both the unit that held a case and the one that now does are told. */
export function describeEvent(event: PublishedEvent): LiveNotice {
  const { data } = event;
  const units = [data.unitId, data.holderUnitId, data.previousHolderUnitId].filter(isText);
  const people = [data.personId].filter(isText);
  const topics = new Set([
    `district:${event.districtId}`,
    ...(event.caseId ? [`case:${event.caseId}`] : []),
    ...units.map((id) => `unit:${id}`),
    ...people.map((id) => `person:${id}`),
  ]);
  const shown = SHOWN.flatMap((field) => {
    const value = data[field];
    return isText(value) || typeof value === 'number' ? [[field, value] as const] : [];
  });
  return {
    topics: data.isQuiet === true ? [] : [...topics],
    message: {
      kind: event.kind,
      districtId: event.districtId,
      ...(event.caseId ? { caseId: event.caseId } : {}),
      at: event.createdAt,
      data: Object.fromEntries(shown),
    },
  };
}
