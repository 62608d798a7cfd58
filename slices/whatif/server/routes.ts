// The doors of what-ifs: begun, looked at, cancelled, deleted; figures, and the cases behind each.
import { Type } from '@sinclair/typebox';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  CasesQuery, CasesReply, type Dimension, type Figure, RunParams, RunReply, RunsQuery, RunsReply, StartBody,
  SumsQuery, SumsReply,
} from '../core/contract.ts';
import { whatifPolicy } from '../core/policy.ts';
import { deleteRun, endRun, findRun, listRuns, lockRun, type Run } from './queries.ts';
import { readCases, readSums } from './read-result.ts';
import { startRun } from './run-what-if.ts';

const NOT_FOUND = 'whatif.not_found';
/** Each walks a district's past. */
const RUNS_PER_MINUTE = 10;

const replyOf = ({ id, asked, startedAt, endedAt, ...run }: Run): RunReply => ({
  runId: id,
  districtId: run.districtId,
  title: run.title,
  state: run.state,
  fromDay: run.fromDay,
  toDay: run.toDay,
  catalogueId: asked.catalogueId ?? null,
  areaVersionId: asked.areaVersionId ?? null,
  hasCalendar: asked.calendar !== undefined,
  total: run.total,
  done: run.done,
  walkedMs: run.walkedMs,
  startedAt: toIso(startedAt),
  startedByName: run.startedByName,
  endedAt: endedAt === null ? null : toIso(endedAt),
});

/** Of another district it is as if it were not there. */
async function runFor(tx: Tx, actor: Actor, operation: 'whatif.run' | 'whatif.read', runId: string) {
  const run = (await findRun(tx, runId)) ?? throwRefusal(NOT_FOUND);
  requireRight(whatifPolicy, actor, operation, { areaPath: run.districtId });
  return run;
}

const byOf = (actor: Actor) =>
  actor.kind === 'person'
    ? { id: actor.personId, name: actor.name }
    : { id: actor.kind, name: actor.kind };

const runRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/what-if/runs',
    operation: 'whatif.run',
    summary: 'Run past cases again under a draft of the lists, of the grids or of the calendar',
    body: StartBody,
    reply: RunReply,
    status: 202,
    perMinute: RUNS_PER_MINUTE,
    refusals: [
      'whatif.nothing_drafted', 'whatif.draft_unknown', 'whatif.period_empty', 'whatif.running',
      'calendar.not_found',
    ],
    handle: async ({ tx, actor, body }) => {
      requireRight(whatifPolicy, actor, 'whatif.run', { areaPath: body.districtId });
      return replyOf(orRefuse(await startRun(tx, body, byOf(actor))));
    },
  }),
  route({
    method: 'GET',
    url: '/api/what-if/runs',
    operation: 'whatif.read',
    summary: 'The what-ifs of a district, the newest first',
    query: RunsQuery,
    reply: RunsReply,
    handle: async ({ tx, actor, query }) => {
      requireRight(whatifPolicy, actor, 'whatif.read', { areaPath: query.districtId });
      return { runs: (await listRuns(tx, query.districtId, query.limit ?? 20)).map(replyOf) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/what-if/runs/:runId',
    operation: 'whatif.read',
    summary: 'How far a what-if has come',
    params: RunParams,
    reply: RunReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params }) => replyOf(await runFor(tx, actor, 'whatif.read', params.runId)),
  }),
  route({
    method: 'POST',
    url: '/api/what-if/runs/:runId/cancel',
    operation: 'whatif.run',
    summary: 'Stop a what-if that is under way; one that is over stays as it ended',
    params: RunParams,
    reply: RunReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params }) => {
      const run = await runFor(tx, actor, 'whatif.run', params.runId);
      await lockRun(tx, run.id);
      await endRun(tx, run.id, 'cancelled');
      return replyOf(await runFor(tx, actor, 'whatif.run', run.id));
    },
  }),
  route({
    method: 'POST',
    url: '/api/what-if/runs/:runId/discard',
    operation: 'whatif.run',
    summary: 'Delete a what-if with all it found; one under way is stopped first',
    params: RunParams,
    reply: Type.Object({ runId: Type.String() }),
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params }) => {
      const { id } = await runFor(tx, actor, 'whatif.run', params.runId);
      await lockRun(tx, id);
      await deleteRun(tx, id);
      return { runId: id };
    },
  }),
];

export const whatifRoutes: readonly AnyRoute[] = [
  ...runRoutes,
  route({
    method: 'GET',
    url: '/api/what-if/runs/:runId/sums',
    operation: 'whatif.read',
    summary: 'The figures of a what-if that is done: in all, by unit, street, grid or item; before and after',
    params: RunParams,
    query: SumsQuery,
    reply: SumsReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, query }) => {
      const run = await runFor(tx, actor, 'whatif.read', params.runId);
      const dimension = query.dimension as Dimension;
      return readSums(tx, run, { dimension, after: query.after, limit: query.limit ?? 500 });
    },
  }),
  route({
    method: 'GET',
    url: '/api/what-if/runs/:runId/cases',
    operation: 'whatif.read',
    summary: 'The cases behind one figure: where each was and would have been, late or in time',
    params: RunParams,
    query: CasesQuery,
    reply: CasesReply,
    refusals: [NOT_FOUND],
    handle: async ({ tx, actor, params, query }) => {
      const run = await runFor(tx, actor, 'whatif.read', params.runId);
      const { key, after, limit = 50 } = query;
      const [dimension, figure] = [query.dimension as Dimension, query.figure as Figure];
      return readCases(tx, run, { dimension, figure, key, after, limit });
    },
  }),
];
