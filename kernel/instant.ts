// A moment in time, in milliseconds since 1970-01-01T00:00:00Z. Reading the clock is not done here:
// `now` is always an argument, so that tests and phones offline decide the same thing.

export type Instant = number;

/** ISO 8601 in UTC, as every reply and every SQL parameter carries it. */
export const toIso = (instant: Instant): string => new Date(instant).toISOString();

/** Reads ISO 8601 with an offset. Returns undefined for anything else (no guessing of a zone). */
export function fromIso(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** China keeps one zone without summer time: UTC+8 all year (since 1991-09-15). */
export const CHINA_OFFSET_MINUTES = 480;

/** The calendar day `YYYY-MM-DD` in a fixed-offset zone. */
export const localDate = (instant: Instant, offsetMinutes = CHINA_OFFSET_MINUTES): string =>
  new Date(instant + offsetMinutes * 60_000).toISOString().slice(0, 10);
