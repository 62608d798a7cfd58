// Options for pickers: units that serve a place, people of a unit or an area, items of the list, cases.
// Each asks the door of its own slice; what comes back is shown as it is.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { fitting } from '../../../ui/palette/match.ts';
import type { Option } from '../../../ui/picker/picker.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { isTooShort } from '../core/case-grams.ts';
import type { CaseList, CaseView } from '../core/contract.ts';

const MOST = 30;
const inWords = (zh: string, en: string, language: Language): string => (language === 'zh' ? zh : en || zh);

interface Found {
  readonly options: readonly Option[];
  readonly isBusy: boolean;
}

interface UnitLine {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: string;
  readonly areaPath: string;
}

export interface UnitTerms {
  /** Without words: the units that serve this place. */
  readonly areaPath?: string;
  /** With words, too: a unit that does not serve the place would be refused. */
  readonly isServingOnly?: boolean;
  readonly kind?: string;
  /** Only the centres directly below this one that serve the place, whatever the words. */
  readonly belowCentreId?: string;
  /** Only the centres above this one that cover the place, whatever the words. */
  readonly aboveCentreId?: string;
  /** Only the units below this one that serve the place, whatever the words. */
  readonly belowUnitId?: string;
}

const isBound = ({ isServingOnly = false, belowCentreId, aboveCentreId, belowUnitId }: UnitTerms): boolean =>
  isServingOnly || [belowCentreId, aboveCentreId, belowUnitId].some((id) => id !== undefined);

export function useUnitOptions(words: string, terms: UnitTerms = {}): Found {
  const language = useSpoken();
  const asked = useQuery({
    queryKey: ['units', words, terms],
    staleTime: 5 * MINUTE,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<{ units: readonly UnitLine[] }>('/api/units', {
        signal,
        query: {
          limit: MOST,
          kind: terms.kind,
          belowCentreId: terms.belowCentreId,
          aboveCentreId: terms.aboveCentreId,
          belowUnitId: terms.belowUnitId,
          areaPath: words === '' || isBound(terms) ? terms.areaPath : undefined,
          words: words === '' ? undefined : words,
        },
      }),
  });
  const options = (asked.data?.units ?? []).map((unit) => ({
    id: unit.id,
    label: inWords(unit.name, unit.nameEn, language),
    ...(language === 'zh' || !unit.nameEn ? {} : { hint: unit.name }),
  }));
  return { options, isBusy: asked.isFetching };
}

interface PostLine {
  readonly personId: string;
  readonly name: string;
  readonly role: string;
  readonly areaPath: string;
}

export interface PeopleTerms {
  readonly unitId?: string;
  readonly areaPath?: string;
  readonly role?: string;
  /** Only those whose post covers this place. */
  readonly covers?: string;
}

const isCovering = (place: string, post: PostLine): boolean => `${place}.`.startsWith(`${post.areaPath}.`);

export function usePeopleOptions(words: string, { covers, ...terms }: PeopleTerms): Found {
  const asked = useQuery({
    queryKey: ['people', terms],
    staleTime: 5 * MINUTE,
    queryFn: ({ signal }) =>
      api.get<{ people: readonly PostLine[] }>('/api/people', { signal, query: { ...terms, limit: 500 } }),
  });
  const covering = (asked.data?.people ?? [])
    .filter((one) => covers === undefined || isCovering(covers, one))
    .sort((a, b) => b.areaPath.length - a.areaPath.length);
  const people = fitting(words, covering.map((one) => ({ ...one, names: [one.name] })));
  const unique = new Map(people.map((one) => [one.personId, { id: one.personId, label: one.name }]));
  return { options: [...unique.values()].slice(0, MOST), isBusy: asked.isFetching };
}

interface ItemLine {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** Items that the words may mean, likeliest first; without words the beginning of the list. */
export function useItemOptions(districtId: string, words: string, isEnabled = true): Found {
  const language = useSpoken();
  const asked = useQuery({
    queryKey: ['items', districtId, words],
    staleTime: 5 * MINUTE,
    placeholderData: keepPreviousData,
    enabled: isEnabled && districtId !== '',
    queryFn: ({ signal }) =>
      api.get<{ items: readonly ItemLine[] }>(`/api/catalogue/${districtId}/items`, {
        signal,
        query: { limit: MOST, text: words === '' ? undefined : words },
      }),
  });
  const options = (asked.data?.items ?? []).map((item) => ({
    id: item.code,
    label: inWords(item.name, item.nameEn, language),
    hint: item.code,
  }));
  return { options, isBusy: asked.isFetching };
}

/** `into`: only those that this case may be merged into. What is too short to be looked for is not asked. */
export function useCaseOptions(words: string, areaPath: string | undefined, into?: string): Found {
  const language = useSpoken();
  const isAsked = words.trim() !== '' && !isTooShort(words);
  const state = into === undefined ? undefined : ['open'];
  const asked = useQuery({
    queryKey: ['cases', 'options', words, areaPath, into !== undefined],
    enabled: isAsked,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<CaseList>('/api/cases', { signal, query: { text: words, limit: 10, areaPath, state } }),
  });
  const items = isAsked ? (asked.data?.items ?? []).filter(({ id }) => id !== into) : [];
  const options = items.map((one) => ({
    id: one.id,
    label: `${one.number} ${inWords(one.itemName ?? '', one.itemNameEn ?? '', language)}`,
    hint: one.description,
  }));
  return { options, isBusy: asked.isFetching };
}

/** Where a chosen case lies; asked apart from the case itself, which an act on it makes stale. */
export const useCasePlace = (caseId: string | undefined): string | undefined =>
  useQuery({
    queryKey: ['cases', 'place', caseId],
    enabled: caseId !== undefined,
    queryFn: ({ signal }) => api.get<Pick<CaseView, 'areaPath'>>(`/api/cases/${caseId ?? ''}`, { signal }),
  }).data?.areaPath;
