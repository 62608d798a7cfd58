// The addresses of the survey that are asked in several places: by the desk, the phone and its offline pack.
import { urlOf } from '../../../platform/web/api/api.ts';

export const roundsUrl = (areaPath: string): string => urlOf('/api/components/rounds', { areaPath });

const PAGE = 20;

/** What I found, the newest first; `after` is the last of the page before. */
export const mineUrl = (after?: string): string =>
  urlOf('/api/components/findings/mine', { limit: PAGE, after });
