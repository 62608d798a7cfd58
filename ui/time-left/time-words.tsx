// Times as people say them, the exact one on hover: `12:31，还剩 2 小时`, `3 分钟前`. `now` is an argument: a
// list ticks once (`useNow` of platform/web/clock) and hands it to every row.
import type { Instant } from '../../kernel/instant.ts';
import { toIso } from '../../kernel/instant.ts';
import { agoWords, exactTime, remainingWords, whenWords } from '../words/format.ts';
import { useSpoken } from '../words/language.tsx';

export interface WhenProps {
  readonly at: Instant;
  readonly now: Instant;
}

export function When({ at, now }: WhenProps) {
  return <time dateTime={toIso(at)} title={exactTime(at)}>{whenWords(at, now, useSpoken())}</time>;
}

export function Ago({ at, now }: WhenProps) {
  return <time dateTime={toIso(at)} title={exactTime(at)}>{agoWords(at, now, useSpoken())}</time>;
}

export interface TimeLeftProps {
  readonly dueAt: Instant;
  readonly now: Instant;
  /** Given when nights and pauses do not count; otherwise plain time until `dueAt`. */
  readonly remainingMs?: number;
}

export function TimeLeft({ dueAt, now, remainingMs = dueAt - now }: TimeLeftProps) {
  const language = useSpoken();
  return (
    <time dateTime={toIso(dueAt)} title={exactTime(dueAt)}>
      {whenWords(dueAt, now, language)}
      {language === 'zh' ? '，' : ', '}
      {remainingWords(remainingMs, language)}
    </time>
  );
}
