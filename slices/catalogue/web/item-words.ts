// The district's items on the phone: searched in a person's own words, browsed by class, with their problems.
// The same index as the server's, so the same answer; it needs no network once the list is kept.
import { useQuery } from '@tanstack/react-query';
import { HOUR } from '../../../kernel/duration.ts';
import { keptFirst } from '../../../platform/web/outbox/kept-first.ts';
import type { WordsReply } from '../core/contract.ts';
import { buildSearchIndex, searchItems, type SearchIndex } from '../core/search-index.ts';

export type ListedItem = WordsReply['items'][number];
export type ListedEntry = WordsReply['entries'][number];

export interface ItemWords {
  readonly entries: readonly ListedEntry[];
  readonly items: readonly ListedItem[];
  /** Without its problem's number too: `E0110.2` finds `E0110`. */
  readonly item: (code: string) => ListedItem | undefined;
  /** The likeliest first. */
  readonly search: (words: string, most: number) => readonly ListedItem[];
}

export const itemWordsUrl = (districtId: string): string => `/api/catalogue/${districtId}/words`;

function itemWordsOf({ entries, items }: WordsReply): ItemWords {
  const byCode = new Map(items.map((item) => [item.code, item]));
  let index: SearchIndex<ListedItem> | undefined;
  return {
    entries,
    items,
    item: (code) => byCode.get(code.split('.')[0] ?? code),
    search: (words, most) => {
      index ??= buildSearchIndex(items);
      return searchItems(index, words, most).map(({ item }) => item);
    },
  };
}

/** Undefined while it is on its way, and where there is neither network nor list. */
export function useItemWords(districtId: string): ItemWords | undefined {
  const { data } = useQuery({
    queryKey: ['item-words', districtId],
    enabled: districtId !== '',
    staleTime: HOUR,
    // The index is made once for each reading of the list.
    structuralSharing: false,
    queryFn: async ({ signal }) => itemWordsOf(await keptFirst<WordsReply>(itemWordsUrl(districtId), signal)),
  });
  return data;
}
