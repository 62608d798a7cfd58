// What is open near by and of another kind, while a citizen's report is being written: told beside the words,
// in nobody's way. What is of the same kind is asked about at the last press instead.
import { useQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { isSameMatter, likelySame, type LikelySame } from './report-api.ts';
import type { Draft } from './report-draft.ts';

const ASK_AFTER_MS = 600;
const LEAST_CHARACTERS = 2;
const NONE: readonly LikelySame[] = [];

/** Best first; empty until there is a point and something to compare, and where no answer comes. */
export function useNear(draft: Draft): readonly LikelySame[] {
  const description = useRested(draft.description.trim(), ASK_AFTER_MS);
  const { place, item } = draft;
  const itemCode = item === null || item === 'unsure' ? undefined : item.code;
  const isAsked = place?.point !== undefined && description.length >= LEAST_CHARACTERS;
  const { data } = useQuery<readonly LikelySame[]>({
    queryKey: ['likely-same', place?.point, itemCode, description],
    enabled: isAsked,
    staleTime: MINUTE,
    placeholderData: (before) => before,
    queryFn: async ({ signal }) =>
      (await likelySame({ ...draft, description }, signal)).filter((one) => !isSameMatter(one)),
  });
  return isAsked && data ? data : NONE;
}
