// The lamp of a case from the data of its clock. The server says the lamp and how much of the limit is
// left; between two answers the time runs down here, and what has passed its due time is red at once.
import { toIso, fromIso, type Instant } from '../../../kernel/instant.ts';
import { Lamp, LAMPS, type LampColour } from '../../../ui/lamp/lamp.tsx';
import { exactTime, whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';

export interface LampSource {
  readonly lamp: string | null;
  readonly dueAt: string | null;
  /** Given by a clock, where nights and pauses do not count. */
  readonly remainingMs?: number | null;
  /** Outside working time: when the limit goes on. */
  readonly restsUntil?: string | null;
  /** `remainingMs` leaves out nights and days off. */
  readonly isWorkingTime?: boolean;
}

interface LampNow {
  readonly lamp: LampColour;
  readonly remainingMs?: number;
  readonly isWorkingTime?: boolean;
  readonly restsUntil?: Instant;
}

/** What the clock itself counts, as the wall tells it too: where nights and days off are left out the server
 *  says so, and what has passed its due time since its answer is late by plain time. */
export function lampNow(source: LampSource, now: Instant): LampNow | undefined {
  const lamp = LAMPS.find((one) => one === source.lamp);
  if (lamp === undefined) return undefined;
  const dueAt = source.dueAt === null ? undefined : fromIso(source.dueAt);
  if (dueAt === undefined) return { lamp };
  const plain = dueAt - now;
  const counted = source.remainingMs ?? plain;
  const working = source.isWorkingTime === true ? { isWorkingTime: true } : {};
  if (plain < 0) {
    const isCounted = source.isWorkingTime === true && counted <= 0;
    return isCounted
      ? { lamp: 'red', remainingMs: counted, ...working }
      : { lamp: 'red', remainingMs: plain };
  }
  const remainingMs = Math.min(plain, counted);
  const restsUntil = source.restsUntil == null ? undefined : fromIso(source.restsUntil);
  if (restsUntil !== undefined && restsUntil > now) {
    return { lamp, remainingMs, isWorkingTime: true, restsUntil };
  }
  return { lamp, remainingMs, ...working };
}

export interface LampForProps {
  readonly of: LampSource;
  readonly now: Instant;
  readonly isShort?: boolean;
}

export function LampFor({ of, now, isShort = false }: LampForProps) {
  const language = useSpoken();
  const shown = lampNow(of, now);
  if (!shown) return null;
  const dueAt = of.dueAt === null ? undefined : fromIso(of.dueAt);
  const { restsUntil, ...rest } = shown;
  const resting = restsUntil === undefined ? {} : { restsUntil: whenWords(restsUntil, now, language) };
  const lamp = <Lamp {...rest} {...resting} isShort={isShort} />;
  return dueAt === undefined ? (
    lamp
  ) : (
    <time dateTime={toIso(dueAt)} title={exactTime(dueAt)}>
      {lamp}
    </time>
  );
}
