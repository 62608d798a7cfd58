// The addresses of a view of cases: as a list and as a map it is one query. Apart from paths.ts, because
// only the screens of cases need to know how a view is written.
import type { View } from '../../slices/cases/web/use-cases.ts';
import { queryOf } from '../../slices/cases/web/view-query.ts';
import { BASE } from './paths.ts';

export const listHref = (view: View): string => {
  const query = queryOf(view);
  return `${BASE}/cases${query === '' ? '' : `?${query}`}`;
};

/** Without any word the map begins with what is open; every case, in the usual order, is a view of its
 * own. */
export const mapHref = (view: View): string => `${BASE}/map?${queryOf(view) || 'sort=newest'}`;

interface Reported {
  readonly code: string;
  readonly lon: number;
  readonly lat: number;
}

/** The report of somebody else, with this thing and its place already on it. */
export const reportHref = ({ code, lon, lat }: Reported): string =>
  `${BASE}/report?${new URLSearchParams({ component: code, at: `${lon},${lat}` }).toString()}`;
