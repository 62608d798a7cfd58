// brief.issue: the time of a planned brief has come. It is written, and the next one waits, in the
// transaction in which the timer ends: once however many servers run, and after a stop of any length one
// after the other, each of its own period. Where somebody has issued it by hand, nothing is written.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { scheduleTimers, type Timer, type TimerHandler } from '../../../platform/server/jobs/timer.ts';
import { findArea } from '../../areas/server/public.ts';
import { nextIssueAt, periodTold } from '../core/plan.ts';
import { offsetOf } from './gather-figures.ts';
import { keepBrief } from './issue-brief.ts';
import { ISSUE_TIMER } from './plan-briefs.ts';
import { listPlans, lockPeriod } from './queries.ts';

async function issuePlanned(tx: Tx, { key, dueAt }: Timer): Promise<void> {
  const [areaPath = '', kindOf = ''] = key.split(':');
  const plan = (await listPlans(tx, areaPath)).find(({ kind }) => kind === kindOf);
  const area = await findArea(tx, areaPath);
  // Taken away meanwhile, or an area that is no more.
  if (!plan || !area) return;
  const { kind } = plan;
  const offset = await offsetOf(tx, areaPath);
  await scheduleTimers(tx, [{ kind: ISSUE_TIMER, key, dueAt: nextIssueAt(plan, dueAt, offset) }]);
  const period = periodTold(kind, dueAt, offset);
  if ((await lockPeriod(tx, areaPath, kind, period.from)) > 0) return;
  await keepBrief(tx, { area, kind, period, revision: 1, why: null, by: null });
}

export const briefsJobs: readonly TimerHandler[] = [{ kind: ISSUE_TIMER, handle: issuePlanned }];
