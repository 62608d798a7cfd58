// What the survey needs on the phone before the network goes: the rounds of its districts. What stands in
// the grids comes with the pack of the report.
import type { Session } from '../../../platform/web/session/session.tsx';
import { roundsUrl } from './rounds-url.ts';

export const surveyNeeds = ({ posts }: Session): readonly string[] =>
  [...new Set(posts.map(({ areaPath }) => areaPath.slice(0, 6)))].map(roundsUrl);
