// Where the subject of a change is looked at: a screen of its own, else all that is on record about it.
import type { Subject } from '../../changes/core/change.ts';

const ADMIN = '/command/admin';

export function subjectHref({ kind, id, name }: Subject): string {
  switch (kind) {
    case 'person':
      return `${ADMIN}?person=${encodeURIComponent(id)}`;
    case 'unit':
      return `${ADMIN}/units?unit=${encodeURIComponent(name)}`;
    case 'calendar':
      return `${ADMIN}/calendar?year=${encodeURIComponent(name.slice(0, 4))}`;
    case 'reason':
    case 'phrase':
      return `${ADMIN}/words`;
    case 'geodata':
      return `${ADMIN}/opendata`;
    case 'areas':
      return `${ADMIN}/grids?version=${encodeURIComponent(id)}`;
    case 'evaluation_rule':
      return `/command/evaluation/rules?areaPath=${encodeURIComponent(id.split(' ')[0] ?? '')}`;
    case 'basemap':
      return `${ADMIN}/basemap`;
    default:
      return `${ADMIN}/changes?subjectId=${encodeURIComponent(id)}`;
  }
}
