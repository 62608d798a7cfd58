// The board of an area, put together from what cases counts. It sums and names; it counts nothing itself.
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Period } from '../../cases/core/figure-words.ts';
import { type Level, levelOf, LEVELS, markOfLevel, SUB_CENTRE } from '../../cases/core/levels.ts';
import { SHARE_ACTS, SHARE_STAGES } from '../../cases/core/shares.ts';
import { type BoardCounts, unitsUnder } from '../../cases/server/public.ts';
import { type Unit, type UnitDirectory, unitDirectory } from '../../people/server/public.ts';
import type { Board, Waiting } from '../core/contract.ts';
import { supervisionPolicy } from '../core/policy.ts';
import { countTogether } from './shared-counts.ts';
import { quantileOf } from './spread.ts';

type Open = BoardCounts['open'][number];
type ShareSum = BoardCounts['shares'][number];

const refOf = ({ id, name, nameEn }: Unit) => ({ id, name, nameEn });
const groupBy = <T, K>(all: readonly T[], keyOf: (one: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
};

const sumOf = (rows: readonly Open[], name: keyof Open['totals']): number =>
  rows.reduce((sum, { totals }) => sum + (totals[name] ?? 0), 0);
const waiting = (rows: readonly Open[]): Waiting => ({
  open: sumOf(rows, 'open'),
  red: sumOf(rows, 'red'),
  soon: sumOf(rows, 'soon'),
});

function matrixOf(open: readonly Open[], directory: UnitDirectory): Board['matrix'] {
  return [...groupBy(open, (row) => row.holder_unit_id)]
    .flatMap(([id, rows]) => {
      const unit = directory.unit(id ?? '');
      const all = waiting(rows);
      if (!unit || all.red + all.soon === 0) return [];
      const byStage = groupBy(rows, (row) => row.stage ?? '');
      const stages = SHARE_STAGES.flatMap((stage) => {
        const of = byStage.get(stage);
        return of ? [{ stage, ...waiting(of) }] : [];
      });
      return [{ unit: refOf(unit), level: levelOf(unit), ...all, stages }];
    })
    .sort((a, b) => b.red - a.red || b.soon - a.soon || (a.unit.id < b.unit.id ? -1 : 1));
}

type LevelBy = (row: Open) => Level;

function areasOf(open: readonly Open[], areaPath: string, levelBy: LevelBy): Board['areas'] {
  return [
    ...groupBy(
      open.filter(({ area }) => area !== areaPath),
      (row) => row.area,
    ),
  ]
    .map(([path, rows]) => {
      const byLevel = groupBy(rows, levelBy);
      const levels = LEVELS.flatMap((level) => {
        const of = byLevel.get(level);
        return of ? [{ level, ...waiting(of) }] : [];
      });
      return { areaPath: path, ...waiting(rows), levels };
    })
    .sort((a, b) => (a.areaPath < b.areaPath ? -1 : 1));
}

/** Every branch centre of the district, also one that holds nothing. */
function subCentresOf(
  open: readonly Open[],
  areaPath: string,
  directory: UnitDirectory,
): Board['subCentres'] {
  const centres = directory
    .units()
    .filter((unit) => unit.specialty === SUB_CENTRE && unit.districtId === areaPath)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return centres.map((unit) => {
    const under = unitsUnder(directory, unit.id);
    return { unit: refOf(unit), ...waiting(open.filter((row) => under.has(row.holder_unit_id ?? ''))) };
  });
}

function levelsOf({ open, shares, spread }: BoardCounts, levelBy: LevelBy): Board['levels'] {
  const byLevel = groupBy(open, levelBy);
  return LEVELS.map((level) => {
    const own = shares.filter(({ unit_id }) => unit_id === markOfLevel(level));
    const stages = SHARE_STAGES.flatMap((stage) => {
      const sum = own.find(({ kind }) => kind === stage);
      if (!sum) return [];
      const steps = spread.filter((row) => row.level === level && row.kind === stage);
      return [
        {
          stage,
          cases: sum.cases,
          late: sum.late,
          medianMs: quantileOf(steps, 0.5),
          p90Ms: quantileOf(steps, 0.9),
        },
      ];
    });
    return { level, ...waiting(byLevel.get(level) ?? []), stages };
  }).filter(({ open: total, stages }) => total > 0 || stages.length > 0);
}

type UnitShares = readonly (readonly [Unit, readonly ShareSum[]])[];

const sharesByUnit = (shares: readonly ShareSum[], directory: UnitDirectory): UnitShares =>
  [...groupBy(shares, ({ unit_id }) => unit_id)]
    .flatMap(([id, sums]) => {
      const unit = directory.unit(id);
      return unit ? [[unit, sums] as const] : [];
    })
    .sort(([a], [b]) => (a.code < b.code ? -1 : 1));

function actsOf(units: UnitShares): Board['acts'] {
  return units.map(([unit, sums]) => {
    const countOf = (kind: string): number => sums.find((sum) => sum.kind === kind)?.cases ?? 0;
    const acts = Object.fromEntries(SHARE_ACTS.map((act) => [act, countOf(act)])) as Record<
      (typeof SHARE_ACTS)[number],
      number
    >;
    const late = sums.find((sum) => sum.kind === 'any')?.late ?? 0;
    return { unit: refOf(unit), level: levelOf(unit), had: countOf('any'), late, ...acts };
  });
}

function timesOf(units: UnitShares): Board['times'] {
  return units.flatMap(([unit, sums]) => {
    const stages = SHARE_STAGES.flatMap((stage) => {
      const sum = sums.find(({ kind }) => kind === stage);
      return sum
        ? [{ stage, cases: sum.cases, late: sum.late, usedMs: sum.used_ms, limitMs: sum.limit_ms }]
        : [];
    });
    if (stages.length === 0) return [];
    const total = (name: 'usedMs' | 'limitMs'): number => stages.reduce((sum, one) => sum + one[name], 0);
    return [
      { unit: refOf(unit), level: levelOf(unit), usedMs: total('usedMs'), limitMs: total('limitMs'), stages },
    ];
  });
}

function pushesOf(counts: BoardCounts, directory: UnitDirectory): Board['pushes'] {
  return counts.pushes
    .map((row) => {
      const unit = directory.unit(row.to_unit_id ?? '');
      return {
        unit: unit ? refOf(unit) : null,
        sent: row.sent,
        inTime: row.in_time,
        answeredLate: row.answered_late,
        late: row.late,
        waiting: row.waiting,
        lifted: row.lifted,
        ended: row.ended,
      };
    })
    .sort((a, b) => b.late - a.late || b.sent - a.sent || ((a.unit?.id ?? '') < (b.unit?.id ?? '') ? -1 : 1));
}

function appealsOf({ appeals }: BoardCounts, directory: UnitDirectory): Board['appeals'] {
  return appeals
    .flatMap(({ unit_id, ...row }) => {
      const unit = directory.unit(unit_id);
      return unit ? [{ unit: refOf(unit), ...row }] : [];
    })
    .sort((a, b) => b.waiting - a.waiting || b.asked - a.asked || (a.unit.id < b.unit.id ? -1 : 1));
}

const worstOf = (counts: BoardCounts, directory: UnitDirectory): Board['worst'] =>
  counts.worst.map((one) => {
    const unit = directory.unit(one.unit_id);
    return {
      caseId: one.case_id,
      number: one.number,
      description: one.description,
      itemName: one.item_name,
      itemNameEn: one.item_name_en,
      unit: unit ? refOf(unit) : null,
      stage: one.stage,
      usedMs: one.used_ms,
      limitMs: one.limit_ms,
      at: toIso(one.last_at),
    };
  });

export async function readBoard(tx: Tx, actor: Actor, areaPath: string, period: Period): Promise<Board> {
  requireRight(supervisionPolicy, actor, 'supervision.board', { areaPath });
  const counts = await countTogether(tx, areaPath, period);
  const directory = await unitDirectory(tx);
  const { open } = counts;
  const levelBy: LevelBy = (row) => levelOf(directory.unit(row.holder_unit_id ?? ''));
  const units = sharesByUnit(counts.shares, directory);
  return {
    areaPath,
    period,
    asOf: toIso(counts.at),
    fromDay: counts.fromDay,
    toDay: counts.toDay,
    now: { ...waiting(open), overdue: sumOf(open, 'overdue') },
    matrix: matrixOf(open, directory),
    areas: areasOf(open, areaPath, levelBy),
    subCentres: subCentresOf(open, areaPath, directory),
    levels: levelsOf(counts, levelBy),
    pushes: pushesOf(counts, directory),
    appeals: appealsOf(counts, directory),
    acts: actsOf(units),
    times: timesOf(units),
    worst: worstOf(counts, directory),
  };
}
