// The cases that a filed one likely repeats, best first, for whoever triages it.
import { useQuery } from '@tanstack/react-query';
import type { Static } from '@sinclair/typebox';
import { api } from '../../../platform/web/api/api.ts';
import type { CompareReply } from '../core/contract.ts';

export type SameCases = Static<typeof CompareReply>['cases'];

/** One and the same, so that nothing is drawn anew for it. */
const NONE: SameCases = [];

/** Empty for a case without a point, and where the reader may not compare. */
export function useSameCases(caseId: string | undefined): SameCases {
  const asked = useQuery({
    queryKey: ['case', caseId ?? '', 'same'],
    enabled: caseId !== undefined,
    queryFn: ({ signal }) =>
      api.get<Static<typeof CompareReply>>(`/api/intake/cases/${caseId}/likely-same`, { signal }),
  });
  return asked.data?.cases ?? NONE;
}
