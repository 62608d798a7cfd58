// What the screens of components need of other slices: the names of classes, and where their cases are
// listed.
import { useClassName } from '../../slices/cases/web/component-card.tsx';
import type { Places } from '../../slices/components/web/register-data.ts';
import { BASE, caseHref } from './paths.ts';

export const componentPlaces: Places = {
  useClassName,
  caseHref,
  casesHref: (componentId) => `${BASE}/cases?componentId=${componentId}`,
};
