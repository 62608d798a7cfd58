// Names for ids that were chosen in a picker on this screen: its answers are still here, so nothing is asked
// for again. Undefined where they are not.
import { useQueryClient } from '@tanstack/react-query';
import { useSpoken } from '../../../ui/words/language.tsx';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
}

interface Answer {
  readonly units?: readonly Named[];
  readonly people?: readonly { readonly personId: string; readonly name: string }[];
  readonly items?: readonly { readonly id: string; readonly number: string }[];
}

/** Under which terms units were asked for: the last part of the question's key. */
const isAbove = (key: readonly unknown[], centreId: string): boolean =>
  (key.at(-1) as { readonly aboveCentreId?: unknown } | undefined)?.aboveCentreId === centreId;

export function usePickedNames() {
  const queries = useQueryClient();
  const language = useSpoken();
  const answers = (...queryKey: string[]) => queries.getQueriesData<Answer>({ queryKey });
  const nameOf = (unit: Named | undefined) =>
    unit && (language === 'zh' ? unit.name : unit.nameEn || unit.name);
  return {
    unit: (id: string): string | undefined =>
      nameOf(answers('units').flatMap(([, data]) => data?.units ?? []).find((one) => one.id === id)),
    person: (id: string): string | undefined =>
      answers('people').flatMap(([, data]) => data?.people ?? []).find((one) => one.personId === id)?.name,
    caseNumber: (id: string): string | undefined =>
      answers('cases', 'options').flatMap(([, data]) => data?.items ?? [])
        .find((one) => one.id === id)?.number,
    /** The next centre up. */
    centreAbove: (centreId: string): string | undefined =>
      nameOf(answers('units').find(([key]) => isAbove(key, centreId))?.[1]?.units?.[0]),
  };
}
