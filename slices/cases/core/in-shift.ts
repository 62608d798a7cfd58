// Whether the officers of a place were at work when a report came in, noted with the report: who missed what
// is judged by how the calendar stood that day, not by how it stands when it is counted
// (docs/decisions/0027-response-and-missed-reports.md). Pure.
import { workingTimeBetween } from '../../calendar/core/working-time.ts';
import type { Moment } from './moment.ts';

/** Nothing where the calendar does not know the year. */
export function shiftNoted({ edge, context }: Moment): { isInShift?: boolean } {
  if (!edge.notesShift) return {};
  const { calendar, now } = context;
  const { ms, missingYears } = workingTimeBetween(calendar, now, now + 1);
  return missingYears.length > 0 ? {} : { isInShift: ms > 0 };
}
