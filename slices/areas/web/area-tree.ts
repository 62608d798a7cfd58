// The areas of a district as names and boundaries for screens. They change when a version is published, so
// an answer of this hour is good enough.
import { useQuery } from '@tanstack/react-query';
import { HOUR } from '../../../kernel/duration.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import type { Language } from '../../../ui/words/language.tsx';

export interface AreaNode {
  readonly path: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: 'district' | 'street' | 'community' | 'grid';
  readonly areaM2: number;
  readonly children: readonly AreaNode[];
}

export const useAreaTree = (districtId: string | undefined) =>
  useQuery({
    queryKey: ['areas', 'tree', districtId],
    enabled: districtId !== undefined && districtId !== '',
    staleTime: HOUR,
    queryFn: ({ signal }) => api.get<AreaNode>('/api/areas/tree', { signal, query: { districtId } }),
  });

/** The boundaries of one level; the caller keeps those it shows. */
export const useBoundaries = (districtId: string, level: AreaNode['level'], isAsked = true) =>
  useQuery({
    queryKey: ['areas', 'boundaries', districtId, level],
    enabled: isAsked,
    staleTime: HOUR,
    queryFn: ({ signal }) =>
      api.get<Areas>('/api/areas/boundaries', { signal, query: { districtId, level } }),
  });

/** The chain of nodes from the district down to the path; shorter where the tree does not know it. */
function chainTo(tree: AreaNode | undefined, path: string): readonly AreaNode[] {
  const chain: AreaNode[] = [];
  for (let node = tree; node && isWithin(path, node.path); ) {
    chain.push(node);
    node = node.children.find((child) => isWithin(path, child.path));
  }
  return chain;
}

export function nodeAt(tree: AreaNode | undefined, path: string): AreaNode | undefined {
  const last = chainTo(tree, path).at(-1);
  return last?.path === path ? last : undefined;
}

/** A grid is often named after its community: what the last name says already is not said twice. */
export const withoutEcho = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => !names[index + 1]?.startsWith(name));

/** The last names of the chain, e.g. `汐桥街道 桐荫社区`; undefined while the tree is not here. */
export function areaNames(
  tree: AreaNode | undefined,
  path: string,
  language: Language,
  most = 2,
): string | undefined {
  const chain = chainTo(tree, path).slice(-most);
  const names = chain.map((node) => (language === 'zh' ? node.name : (node.nameEn ?? node.name)));
  return names.length === 0 ? undefined : withoutEcho(names).join(' ');
}
