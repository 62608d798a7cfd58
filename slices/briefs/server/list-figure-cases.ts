// The cases behind one number of a brief, page by page: as they are counted now.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { listPushedCases } from '../../cases/server/public.ts';
import type { CountedCases } from '../../evaluation/core/contract.ts';
import { pageOf, pageOfTogether, periodAsked, sumsIn } from '../../evaluation/server/public.ts';
import type { FigureQuery } from '../core/contract.ts';
import { FIGURES } from '../core/figures.ts';
import { briefsPolicy } from '../core/policy.ts';
import { offsetOf, pushedIn } from './gather-figures.ts';

export async function listFigureCases(tx: Tx, actor: Actor, asked: FigureQuery): Promise<CountedCases> {
  const { areaPath, by, key, figure } = asked;
  const within = by === 'area' ? key : areaPath;
  requireRight(briefsPolicy, actor, 'brief.read', { areaPath });
  requireRight(briefsPolicy, actor, 'brief.read', { areaPath: within });
  const period = periodAsked(asked.period, asked.day);
  const { source, zh } = FIGURES[figure];
  if (source.of === 'push') {
    if (by === 'item') throwRefusal('briefs.no_such_list', { figure: zh });
    const offset = await offsetOf(tx, areaPath);
    return pageOf(tx, asked, async (after, limit) => {
      const found = await listPushedCases(tx, pushedIn(within, period, offset), offset, after, limit);
      return found.map((one) => ({ ...one, usedMs: 0, isExempt: false }));
    });
  }
  const { of, count, without } = source;
  const units = of === 'unit' ? await sumsIn(tx, within, 'unit', period) : [];
  return pageOfTogether(
    tx,
    {
      districtId: areaPath.slice(0, 6),
      kind: of,
      subjects: of === 'area' ? [''] : units.filter(({ name }) => name === count).map((row) => row.key),
      name: count,
      without,
      areaPath: within,
      itemCode: by === 'item' ? key : null,
      period,
    },
    asked,
  );
}
