// By what an area judges on a day: the defaults, with what its district, its street and itself have put in
// their place. What is published keeps the rules that it was published by.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { DEFAULT_INDICATORS } from '../core/default-indicators.ts';
import { DEFAULT_SCHEMES } from '../core/default-schemes.ts';
import { type Rules, withEditions } from '../core/edition.ts';
import { inForce } from '../core/indicator.ts';
import { listEditionsOn } from './queries-editions.ts';

/** `500151.003` → `500151`, `500151.003`. */
export const areasAround = (areaPath: string): readonly string[] =>
  areaPath.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'));

export async function rulesOf(tx: Tx, areaPath: string, day: string): Promise<Rules> {
  const defaults: Rules = {
    indicators: inForce(DEFAULT_INDICATORS, day),
    schemes: inForce(DEFAULT_SCHEMES, day),
  };
  return withEditions(defaults, await listEditionsOn(tx, areasAround(areaPath), day));
}
