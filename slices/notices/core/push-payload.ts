// What travels to a phone inside a push, sealed for that phone alone (RFC 8291). Ids, kinds and the name of
// the matter; never a person's name, a number, an address or words that somebody wrote.
import { ESCALATED, wordsFor } from './rules.ts';

export interface PushPayload {
  /** Of this shape; a phone that does not know it shows a plain line. */
  readonly v: 1;
  readonly noticeId: string;
  readonly caseId: string;
  /** The step that it tells of. Unsaid by a server of before. */
  readonly seq?: number;
  /** The event's kind, or ESCALATED. */
  readonly kind: string;
  /** What was not acknowledged, for ESCALATED. */
  readonly of: string | null;
  readonly waitedMinutes: number | null;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly isUrgent: boolean;
  readonly lang: 'zh' | 'en';
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

/** What another version sent, or anybody else, is undefined. */
export function readPayload(value: unknown): PushPayload | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const one = value as Partial<Record<keyof PushPayload, unknown>>;
  const fits =
    one.v === 1 &&
    isText(one.noticeId) &&
    isText(one.caseId) &&
    (one.seq === undefined || Number.isSafeInteger(one.seq)) &&
    isText(one.kind) &&
    isTextOrNull(one.of) &&
    (one.waitedMinutes === null || typeof one.waitedMinutes === 'number') &&
    isTextOrNull(one.itemName) &&
    isTextOrNull(one.itemNameEn) &&
    typeof one.isUrgent === 'boolean' &&
    (one.lang === 'zh' || one.lang === 'en');
  return fits ? (value as PushPayload) : undefined;
}

/** What happened, in one line of one language; `of` and the minutes are for an escalation. */
export function tellKind(
  lang: 'zh' | 'en',
  kind: string,
  of: string | null = null,
  waitedMinutes: number | null = null,
): string {
  if (kind !== ESCALATED) return wordsFor(kind)?.[lang] ?? '';
  const what = wordsFor(of ?? '')?.[lang] ?? '';
  const minutes = waitedMinutes ?? 0;
  return lang === 'zh'
    ? `${minutes} 分钟无人确认：${what}`
    : `Nobody has acknowledged for ${minutes} min: ${what}`;
}
