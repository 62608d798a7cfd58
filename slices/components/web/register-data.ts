// What the register's screens ask and send, and for which areas and units.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { HOUR } from '../../../kernel/duration.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import type { Choice } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { type AreaNode, areaNames, nodeAt, useAreaTree } from '../../areas/web/public.ts';
import type { ComponentFilter, ListedComponent, Rate } from '../core/contract-register.ts';
import { type Operation, postsFor } from './posts-for.ts';

const PAGE = 50;
const MOST_UNITS = 2_000;

/** What the shell brings: names that other slices know, and where their screens are. */
export interface Places {
  /** The name of a class as the list in force has it; its number where there is none. */
  readonly useClassName: (districtId: string) => (classCode: string) => string;
  readonly casesHref: (componentId: string) => string;
  readonly caseHref: (caseId: string) => string;
}

export const BASE = '/command/components';
export const cardHref = (id: string): string => `${BASE}/card/${id}`;

/** The area in the address where it is the reader's; else the widest of their own. */
export function useRegisterArea(operation: Operation = 'component.list'): string {
  const { session } = useSession();
  const { query } = useRoute();
  const own = postsFor(session, operation).map(({ areaPath }) => areaPath);
  const asked = query.get('area') ?? '';
  if (own.some((path) => isWithin(asked, path))) return asked;
  return [...own].sort((a, b) => a.length - b.length)[0] ?? '';
}

const below = (node: AreaNode): readonly AreaNode[] => [node, ...node.children.flatMap(below)];

/** An area of the reader's and all that lies in it, each with its way down. */
export function useAreaChoices(areaPath: string): readonly Choice[] {
  const language = useSpoken();
  const { session } = useSession();
  const { data: tree } = useAreaTree(areaPath.slice(0, 6) || undefined);
  const own = postsFor(session, 'component.list').map((post) => post.areaPath);
  const all = tree ? below(tree) : [];
  return all
    .filter(({ path }) => own.some((one) => isWithin(path, one)))
    .map(({ path }) => ({ value: path, label: areaNames(tree, path, language, 2) ?? path }));
}

export function useAreaName(areaPath: string): (path: string | null) => string | undefined {
  const language = useSpoken();
  const { data: tree } = useAreaTree(areaPath.slice(0, 6) || undefined);
  return (path) => {
    if (path === null || path === '') return undefined;
    const node = nodeAt(tree, path);
    return node ? (areaNames(tree, path, language, 2) ?? node.name) : path;
  };
}

export interface UnitName {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: string;
}

export function useUnits(areaPath: string) {
  const districtId = areaPath.slice(0, 6);
  return useQuery({
    queryKey: ['units', 'tree', districtId],
    enabled: districtId !== '',
    staleTime: HOUR,
    queryFn: ({ signal }) =>
      api.get<{ units: readonly UnitName[] }>('/api/units', {
        signal,
        query: { areaPath: districtId, limit: MOST_UNITS },
      }),
  });
}

export function useUnitName(areaPath: string): (id: string | null) => string | undefined {
  const language = useSpoken();
  const { data } = useUnits(areaPath);
  return (id) => {
    const unit = data?.units.find((one) => one.id === id);
    return language === 'zh' ? unit?.name : unit?.nameEn || unit?.name;
  };
}

/** The filter that an address says, so that a figure can open its list and a list can be sent on. */
export function filterIn(areaPath: string, query: URLSearchParams): ComponentFilter {
  const [classCode, unitId, condition, right] = ['class', 'unit', 'condition', 'right'].map(
    (name) => query.get(name) || undefined,
  );
  return {
    areaPath,
    ...(classCode ? { classCode } : {}),
    ...(unitId ? { unitId } : {}),
    ...(condition ? { condition: condition as NonNullable<ComponentFilter['condition']> } : {}),
    ...(right ? { right: right as NonNullable<ComponentFilter['right']> } : {}),
    ...(query.get('outside') === '1' ? { isOutside: true } : {}),
  };
}

/** The list that a filter is. */
export function listHref({
  areaPath,
  classCode,
  unitId,
  condition,
  right,
  isOutside,
}: ComponentFilter): string {
  const said = Object.entries({ area: areaPath, class: classCode, unit: unitId, condition, right }).flatMap(
    ([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]),
  );
  if (isOutside) said.push(['outside', '1']);
  return `${BASE}?${new URLSearchParams(said).toString()}`;
}

interface ListPage {
  readonly components: readonly ListedComponent[];
  readonly next: string | null;
}

export const useRegister = (filter: ComponentFilter, isGone = false, text?: string) =>
  useInfiniteQuery({
    queryKey: ['components', 'list', filter, isGone, text],
    enabled: filter.areaPath !== '',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      api.get<ListPage>('/api/components', {
        signal,
        query: { ...filter, ...(isGone ? { isGone } : {}), text, after: pageParam, limit: PAGE },
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });

export interface Rates {
  readonly rates: readonly Rate[];
  readonly sum: Rate;
}

export type Axis = 'class' | 'unit' | 'area';

export const useRates = (areaPath: string, axis: Axis) =>
  useQuery({
    queryKey: ['components', 'rates', areaPath, axis],
    enabled: areaPath !== '',
    queryFn: ({ signal }) =>
      api.get<Rates>('/api/components/rates', { signal, query: { areaPath, axis, limit: 3_000 } }),
  });
