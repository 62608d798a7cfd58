// An action whose key was pressed where the case does not allow it: said, with the reason where this screen
// can know it. Going up is the one that people look for where nothing lies above them.
import { useQueryClient } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { actionWords } from '../core/case-words.ts';
import { nameIn } from './case-timeline.tsx';
import type { Shown } from './use-desk.ts';
import { tellOnce } from './use-endings.ts';

export function useNotNow({ of, language, t }: Pick<Shown, 'of' | 'language' | 't'>) {
  const queries = useQueryClient();
  const plainly = (action: string) => tellOnce(t.notNow(actionWords(action, language)));
  return (action: string) => {
    const centre = of?.endedAt === null ? of.centre : undefined;
    if (action !== 'escalate' || !of || !centre) return plainly(action);
    const asked = queries.fetchQuery({
      queryKey: ['units', 'above', centre.id],
      staleTime: 5 * MINUTE,
      queryFn: ({ signal }) =>
        api.get<{ units: readonly unknown[] }>('/api/units', {
          signal,
          query: { limit: 1, aboveCentreId: centre.id, areaPath: of.areaPath },
        }),
    });
    asked.then(
      ({ units }) => (units.length === 0 ? tellOnce(t.noneAbove(nameIn(centre, language))) : plainly(action)),
      () => plainly(action),
    );
    return undefined;
  };
}
