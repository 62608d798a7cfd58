// The doors of a shift: which cases a phone should hold, and those it lacks.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { ShiftCases, ShiftCasesQuery, ShiftQuery, ShiftReply } from '../core/contract-shift.ts';
import { readShift, readShiftCases } from './read-shift.ts';

export const shiftRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET', url: '/api/cases/shift', operation: 'case.shift',
    summary: 'Which cases the reader’s phone should hold, at which version; null where nothing has moved',
    query: ShiftQuery, reply: ShiftReply, isReplyExact: true,
    handle: ({ tx, actor, query }) => readShift(tx, actor, query.cursor),
  }),
  route({
    method: 'GET', url: '/api/cases/shift/cases', operation: 'case.shift',
    summary: 'Some cases of the shift as a screen shows them and as the core decides by them; no buttons',
    query: ShiftCasesQuery, reply: ShiftCases, isReplyExact: true,
    handle: ({ tx, actor, query }) => readShiftCases(tx, actor, query.id),
  }),
];
