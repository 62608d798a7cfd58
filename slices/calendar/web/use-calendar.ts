// The working calendar of a district on a screen: of this year and those beside it.
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { HOUR } from '../../../kernel/duration.ts';
import { localDate } from '../../../kernel/instant.ts';
import { api, urlOf } from '../../../platform/web/api/api.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import type { Calendar } from '../core/calendar.ts';
import { calendarFromYears, type CalendarYear, yearsAbout } from '../core/from-reply.ts';

/** What a phone asks for ahead to have the calendar without a network. */
export const calendarUrls = (districtId: string): readonly string[] =>
  yearsAbout(localDate(now())).map((year) => urlOf(`/api/districts/${districtId}/calendar`, { year }));

/** Undefined while it is not here. */
export function useCalendar(districtId: string | undefined): Calendar | undefined {
  const asked = useQueries({
    queries: (districtId === undefined ? [] : calendarUrls(districtId)).map((url) => ({
      queryKey: ['calendar', url],
      staleTime: HOUR,
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<CalendarYear>(url, { signal }),
    })),
  });
  const years = asked.flatMap((one) => one.data ?? []);
  const isWhole = years.length === asked.length && asked.length > 0;
  const version = asked.map((one) => one.dataUpdatedAt).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment of the answers stands for them
  return useMemo(() => (isWhole ? calendarFromYears(years) : undefined), [isWhole, version]);
}
