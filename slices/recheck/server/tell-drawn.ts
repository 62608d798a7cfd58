// recheck.drawn: a sample is there, told to whoever has something of it to look at. Where in it, and of whom,
// they see in their list. It is a quiet event: no stream tells anybody else that anything was drawn.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import { type Period, periodWords } from '../../evaluation/core/period.ts';
import { findActors, listPeopleWith } from '../../people/server/public.ts';
import { RECHECK_DRAWN, type RecheckDrawn } from '../core/contract.ts';
import { type DrawnWork, mayLook } from '../core/may-look.ts';

const MOST_INSPECTORS = 2_000;

/** Inspectors of the district who may look at one of them at least. */
async function lookersAt(tx: Tx, districtId: string, drawn: readonly DrawnWork[]): Promise<readonly Id[]> {
  const inspectors = await listPeopleWith(tx, {
    role: 'inspector',
    areaPath: districtId,
    limit: MOST_INSPECTORS,
  });
  const actors = await findActors(
    tx,
    inspectors.map(({ personId }) => personId),
  );
  return [...actors.values()].flatMap((actor) =>
    actor.kind === 'person' && drawn.some((work) => mayLook(actor, work)) ? [actor.personId] : [],
  );
}

interface Told {
  readonly drawId: Id;
  readonly areaPath: string;
  readonly period: Period;
  readonly drawn: readonly DrawnWork[];
}

export async function tellDrawn(tx: Tx, { drawId, areaPath, period, drawn }: Told): Promise<void> {
  const districtId = areaPath.slice(0, 6);
  const data: RecheckDrawn = {
    isQuiet: true,
    drawId,
    areaPath,
    personIds: await lookersAt(tx, districtId, drawn),
    titleZh: `${periodWords(period, 'zh')}抽查`,
    titleEn: `Sample of ${periodWords(period, 'en')}`,
  };
  if (data.personIds.length > 0) await publishEvents(tx, [{ kind: RECHECK_DRAWN, districtId, data }]);
}
