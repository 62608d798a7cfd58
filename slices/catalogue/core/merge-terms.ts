// Joins what rule, problem, item and catalogue say about one case into complete terms; the nearest wins,
// field by field and stage by stage. Never invents a value that none of them states.
import type { DefaultTerms, PartialTerms, Terms } from './catalogue.ts';
import { URGENT_LIMITS } from './default-terms.ts';
import { totalOf } from './stage-limits.ts';
import type { StageLimits } from './stage-limits.ts';

function firstSaid<T>(values: readonly (T | undefined)[], last: T): T {
  for (const value of values) if (value !== undefined) return value;
  return last;
}

const thingConditionSaid = (levels: readonly PartialTerms[]): Pick<Terms, 'thingCondition'> => {
  const said = levels.find(({ thingCondition }) => thingCondition !== undefined)?.thingCondition;
  return said === undefined ? {} : { thingCondition: said };
};

const extensionsSaid = (levels: readonly PartialTerms[]): Pick<Terms, 'extensions'> => {
  const said = levels.find(({ extensions }) => extensions !== undefined)?.extensions;
  return said === undefined ? {} : { extensions: said };
};

/** `nearest` first. */
export function mergeTerms(defaults: DefaultTerms, nearest: readonly PartialTerms[]): Terms {
  const said: Partial<StageLimits> = {};
  for (const terms of [...nearest].reverse()) Object.assign(said, terms.limits);
  const isUrgent = (said.handle ?? defaults.limits.handle).kind === 'urgent_hours';
  const limits = { ...defaults.limits, ...(isUrgent ? URGENT_LIMITS : {}), ...said };
  return {
    limits: { ...limits, total: said.total ?? totalOf(limits) },
    verification: firstSaid(
      nearest.map((terms) => terms.verification),
      defaults.verification,
    ),
    photoRule: firstSaid(
      nearest.map((terms) => terms.photoRule),
      defaults.photoRule,
    ),
    solvedOnSpot: firstSaid(
      nearest.map((terms) => terms.solvedOnSpot),
      defaults.solvedOnSpot,
    ),
    legalBasis: firstSaid(
      nearest.map((terms) => terms.legalBasis),
      defaults.legalBasis,
    ),
    straightThroughFrom: firstSaid(
      nearest.map((terms) => terms.straightThroughFrom),
      defaults.straightThroughFrom,
    ),
    ...extensionsSaid([...nearest, defaults]),
    ...thingConditionSaid([...nearest, defaults]),
  };
}
