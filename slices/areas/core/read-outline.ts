// The outline of a district from a file, laid over the grids of a draft: where both run within 9 cm of each
// other they are one border. In WGS 84. A faulty file is refused with every fault.
import type { MultiPolygonRings } from '../../../kernel/geo.ts';
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Edit } from './contract-workshop.ts';
import type { Draft } from './draft.ts';
import { convert } from './plan-import.ts';
import { readFeatures } from './read-features.ts';
import { shareCorners } from './share-corners.ts';

export function readOutline(
  { areas }: Draft,
  { crs, district }: Edit & { kind: 'outline' },
): MultiPolygonRings | Refusal<'areas.import_invalid'> {
  const read = readFeatures(district, 'district', crs);
  const parts = read.areas.flatMap((area) => area.parts);
  const empty = { kind: 'no_boundary', level: 'district', feature: -1, data: {} } as const;
  const faults = read.faults.length === 0 && parts.length === 0 ? [empty] : read.faults;
  if (faults.length > 0) return refuse('areas.import_invalid', { count: faults.length, faults });
  const grids = [...areas.values()].filter(({ level }) => level === 'grid').map(({ boundary }) => boundary);
  return shareCorners([convert(parts, crs), ...grids])[0] ?? [];
}
