// Looking at another person's figures: where the reader may, whom there is, and the look itself, which stands
// on record before anything is shown.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Role, rightTo } from '../../../kernel/rights.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { type Session, useSession } from '../../../platform/web/session/session.tsx';
import type { Option } from '../../../ui/picker/picker.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import type { PersonFigures } from '../core/contract.ts';
import { evaluationPolicy } from '../core/policy.ts';
import type { Asked } from './use-evaluation.ts';

const MOST = 50;

/** An area, or a unit of which one is the head. */
export type Reach = { readonly areaPath: string } | { readonly unitId: string };

function reachesOf({ personId, name, posts }: Session): readonly Reach[] {
  return posts.flatMap((post): Reach[] => {
    const actor = { kind: 'person', personId, name, posts: [post] } as const;
    const may = (target: object) => rightTo(evaluationPolicy, actor, 'evaluation.look', target) !== undefined;
    if (may({ areaPath: post.areaPath })) return [{ areaPath: post.areaPath }];
    return may({ unitId: post.unitId }) ? [{ unitId: post.unitId }] : [];
  });
}

interface PeopleReply {
  readonly people: readonly { readonly personId: string; readonly name: string; readonly role: Role }[];
}

/** Colleagues by a part of their name, each once, in all that the reader may look at. */
export function usePeopleOptions(words: string): { options: readonly Option[]; isBusy: boolean } {
  const { session } = useSession();
  const language = useSpoken();
  const reaches = session ? reachesOf(session) : [];
  const found = useQuery({
    queryKey: ['evaluation', 'people', reaches, words],
    enabled: reaches.length > 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = { limit: MOST, ...(words === '' ? {} : { words }) };
      const asked = reaches.map((reach) =>
        api.get<PeopleReply>('/api/people', { signal, query: { ...reach, ...query } }),
      );
      return (await Promise.all(asked)).flatMap(({ people }) => people);
    },
  });
  const people = new Map((found.data ?? []).map((one) => [one.personId, one]));
  people.delete(session?.personId ?? '');
  return {
    isBusy: found.isFetching,
    options: [...people.values()].map(({ personId, name, role }) => ({
      id: personId,
      label: name,
      hint: ROLE_WORDS[role][language],
    })),
  };
}

interface Looking extends Asked {
  readonly personId: string;
  readonly why: string;
}

export const useLook = () =>
  useSend((body: Looking, intent) => api.post<PersonFigures>('/api/evaluation/looks', body, { intent }));
