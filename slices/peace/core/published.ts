// An index that was published: what is kept of it, whether what would be said today is the same, and what two
// revisions say otherwise. What an area is called is no part of it. Pure.
import type { Contribution, Judgement } from './judge.ts';

/** What is frozen of one area. */
export interface Told extends Judgement {
  /** The index of the period before, and of the same a year ago, by the scheme of this one. */
  readonly before: string | null;
  readonly yearAgo: string | null;
}

/** The same for the same content: a store keeps the names of fields in an order of its own. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

const keptOf = ({ index, colour, judged, contributions, before, yearAgo }: Told): Told => ({
  index,
  colour,
  judged,
  contributions,
  before,
  yearAgo,
});

/** Whatever else stands beside it, a name for instance, is not looked at. */
export const isSameTold = (a: Told, b: Told): boolean => inOrder(keptOf(a)) === inOrder(keptOf(b));

export interface PartChange {
  readonly indicator: string;
  readonly wasValue: string | null;
  readonly isValue: string | null;
  readonly wasPoints: string | null;
  readonly isPoints: string | null;
}

const partsOf = (one: Told | null): ReadonlyMap<string, Contribution> =>
  new Map((one?.contributions ?? []).map((part) => [part.indicator, part]));

/** The contributions that differ, also by what they were held against alone. */
export function partsOtherwise(was: Told | null, is: Told | null): readonly PartChange[] {
  const [then, now] = [partsOf(was), partsOf(is)];
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((indicator) => {
    const [before, after] = [then.get(indicator), now.get(indicator)];
    if (inOrder(before) === inOrder(after)) return [];
    return [
      {
        indicator,
        wasValue: before?.value ?? null,
        isValue: after?.value ?? null,
        wasPoints: before?.points ?? null,
        isPoints: after?.points ?? null,
      },
    ];
  });
}
