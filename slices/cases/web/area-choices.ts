// The areas of a district as choices of a filter, down to the community, each under its own street.
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import type { Choice } from '../../../ui/text-field/text-field.tsx';

interface AreaNode {
  readonly path: string;
  readonly level: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly children: readonly AreaNode[];
}

const DEPTHS: Readonly<Record<string, number>> = { district: 0, street: 1, community: 2, grid: 3 };

function flatten(node: AreaNode, deepest: number, language: Language): Choice[] {
  const depth = DEPTHS[node.level] ?? 0;
  if (depth > deepest) return [];
  const name = language === 'zh' ? node.name : (node.nameEn ?? node.name);
  const own = { value: node.path, label: `${'\u3000'.repeat(depth)}${name}` };
  return [own, ...node.children.flatMap((child) => flatten(child, deepest, language))];
}

/** From the district down to `deepest`, in the order of the tree. */
export function useAreaChoices(
  districtId: string,
  deepest: 'street' | 'community' | 'grid',
): readonly Choice[] {
  const language = useSpoken();
  const asked = useQuery({
    queryKey: ['areas', districtId],
    enabled: districtId !== '',
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.get<AreaNode>('/api/areas/tree', { signal, query: { districtId } }),
  });
  return asked.data ? flatten(asked.data, DEPTHS[deepest] ?? 3, language) : [];
}
