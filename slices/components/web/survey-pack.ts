// What the survey needs on the phone before the network goes: the rounds of the areas where its person
// surveys. What stands in the grids comes with the pack of the report.
import type { Session } from '../../../platform/web/session/session.tsx';
import { postsFor } from './posts-for.ts';
import { roundsUrl } from './rounds-url.ts';

export const surveyNeeds = (session: Session): readonly string[] =>
  [...new Set(postsFor(session, 'component.survey').map(({ areaPath }) => areaPath))].map(roundsUrl);
