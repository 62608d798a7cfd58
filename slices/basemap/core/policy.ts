// Who may see and bring in the ground under the maps. A tile shows boundaries (area.read), components
// (component.search) and streets: each public by itself, and never anything else.
import type { PolicyRow } from '../../../kernel/rights.ts';

export const basemapPolicy: readonly PolicyRow[] = [
  {
    operation: 'basemap.read',
    who: ['public'],
    scope: 'anywhere',
    why: 'streets, boundaries and components are public; a citizen who reports looks at the same map',
  },
  {
    operation: 'basemap.import',
    who: ['administrator'],
    scope: 'own_area',
    why: 'whoever draws the ground decides what everybody in the district finds their way by',
  },
  {
    operation: 'basemap.read_sources',
    who: ['anyone_signed_in'],
    scope: 'anywhere',
    why: 'it shows streets and no case; but its server counts what is asked, so it is not for everyone',
  },
  {
    operation: 'basemap.manage_sources',
    who: ['administrator'],
    scope: 'own_area',
    why: 'the address may hold a key of the district’s, and every screen then shows what that server sends',
  },
];
