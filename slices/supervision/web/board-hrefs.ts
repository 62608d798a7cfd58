// From the list that a number opens (core/board-lists.ts) to its address in the shell. Pure.
import type { CasesOf } from '../core/board-lists.ts';

/** The addresses of the shell that the board leads to. */
export interface Places {
  readonly listHref: (query: string) => string;
  readonly caseHref: (caseId: string) => string;
  /** The board itself, with another question. */
  readonly boardHref: (query: string) => string;
  /** Where a circular is drafted; undefined for whoever drafts none. */
  readonly circularsHref?: ((query: string) => string) | undefined;
}

/** A list of values stands under its name once for each. */
export function queryWords(query: Readonly<Record<string, unknown>>): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) words.append(name, String(one));
    }
  }
  return words.toString();
}

/** Drafting a circular about a unit: from what is late, or from what it did not answer. */
export const circularHref = (
  { circularsHref }: Places,
  areaPath: string,
  unitId: string | undefined,
  from: 'overdue' | 'unanswered',
): string | undefined => circularsHref?.(queryWords({ areaPath, from, unitId }));

export const casesHref = (places: Places, query: CasesOf): string => places.listHref(queryWords(query));
