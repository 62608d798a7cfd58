// A place in the line of events as a screen keeps it: `<transaction id>-<event id>`. Screens compare nothing;
// they only give it back.
import type { Position } from '../events/queries.ts';

export const writeCursor = (position: Position): string => `${position.transactionId}-${position.eventId}`;

/** Undefined for anything that this server can't have written. */
export function readCursor(text: string): Position | undefined {
  const match = /^(\d{1,20})-(\d{1,15})$/.exec(text);
  return match?.[1] && match[2] ? { transactionId: match[1], eventId: Number(match[2]) } : undefined;
}

/** Negative when `a` lies before `b`. */
export function comparePositions(a: Position, b: Position): number {
  const [first, second] = [BigInt(a.transactionId), BigInt(b.transactionId)];
  if (first !== second) return first < second ? -1 : 1;
  return a.eventId - b.eventId;
}
