// What hangs on a unit, put together from the slices that know: the app hands it to people, which knows none
// of them.
import { countRulesOn } from '../../slices/catalogue/server/public.ts';
import { countOpenOf } from '../../slices/cases/server/public.ts';
import type { UnitTies } from '../../slices/people/server/public.ts';

export const unitTies: UnitTies = {
  countOpenCases: (tx, { before, after, left }) =>
    countOpenOf(tx, before.id, left, after?.serves ?? []),
  countRules: (tx, leaving) => countRulesOn(tx, leaving),
};
