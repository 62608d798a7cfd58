// Notices by the day on which they came, newest first; days of the district (UTC+8). Pure.
import { fromIso, type Instant, localDate } from '../../../kernel/instant.ts';
import type { NoticeView } from './use-notices.ts';

export interface DayGroup {
  /** `2026-08-05` */
  readonly day: string;
  readonly at: Instant;
  readonly notices: readonly NoticeView[];
}

/** @param notices newest first, as they come */
export function dayGroups(notices: readonly NoticeView[]): readonly DayGroup[] {
  const groups = new Map<string, { at: Instant; notices: NoticeView[] }>();
  for (const notice of notices) {
    const at = fromIso(notice.createdAt) ?? 0;
    const day = localDate(at);
    const group = groups.get(day) ?? { at, notices: [] };
    group.notices.push(notice);
    groups.set(day, group);
  }
  return [...groups].map(([day, group]) => ({ day, ...group }));
}
