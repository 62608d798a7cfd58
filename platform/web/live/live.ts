// One live stream per screen (Server-Sent Events). Modes: connecting → live → (silent for too long) stale →
// live again; a lost stream reconnects by itself with growing pauses and asks for what came `after` its
// cursor, so that nothing in between is missed. It holds no data: whoever listens asks for what changed.
//
// Wire: GET /api/live?topics=a&topics=b&after=<cursor>. Each message: `id: <cursor>`, JSON, a LiveEvent; one
// without a kind only moves the cursor. A message of type `beat` at least every 15 s proves the stream lives;
// `bye` ends it. Topics are `district:<id>`, `case:<id>`, `unit:<id>`, `person:<id>`.
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { now } from '../clock/clock.ts';

export interface LiveEvent {
  readonly cursor: string;
  /** `case.dispatched` */
  readonly kind: string;
  readonly districtId?: string;
  readonly caseId?: string;
  readonly at?: Instant;
  /** Codes and ids alone: seq, action, fromState, toState, holderUnitId, unitId, areaPath, itemCode. */
  readonly data?: Readonly<Record<string, string | number>>;
}

export interface LiveState {
  readonly mode: 'connecting' | 'live' | 'stale';
  /** When the stream last said anything: the "as of" of the screen. */
  readonly asOf: Instant | undefined;
}

export interface LiveOptions {
  readonly topics: readonly string[];
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState: (state: LiveState) => void;
  /** Called instead of single events when the server can't tell what was missed (`kind: 'reset'`). */
  readonly onReset: () => void;
  readonly staleAfterMs?: number;
}

const STALE_AFTER = 40 * SECOND;
const FIRST_PAUSE = SECOND;
const LONGEST_PAUSE = 30 * SECOND;

function readEvent(message: MessageEvent<string>): LiveEvent | undefined {
  const data: unknown = JSON.parse(message.data);
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind } = data as { kind?: unknown };
  return typeof kind === 'string' ? { ...data, kind, cursor: message.lastEventId } : undefined;
}

/** Opens the stream; returns how to close it. */
export function openLive(options: LiveOptions): () => void {
  const staleAfterMs = options.staleAfterMs ?? STALE_AFTER;
  let source: EventSource | undefined;
  let cursor: string | undefined;
  let pauseMs = FIRST_PAUSE;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let asOf: Instant | undefined;

  const tell = (mode: LiveState['mode']) => options.onState({ mode, asOf });
  const heard = () => {
    asOf = now();
    pauseMs = FIRST_PAUSE;
    clearTimeout(silence);
    silence = setTimeout(reconnect, staleAfterMs);
    tell('live');
  };
  const onMessage = (message: MessageEvent<string>) => {
    heard();
    if (message.lastEventId !== '') cursor = message.lastEventId;
    const event = readEvent(message);
    if (event?.kind === 'reset') options.onReset();
    else if (event) options.onEvent(event);
  };
  function reconnect(): void {
    close();
    tell('stale');
    // A spread keeps a thousand screens from coming back in the same second after a restart.
    const spread = 0.5 + (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 256;
    again = setTimeout(connect, pauseMs * spread);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE);
  }
  function connect(): void {
    const query = new URLSearchParams(options.topics.map((topic) => ['topics', topic]));
    if (cursor !== undefined) query.set('after', cursor);
    source = new EventSource(`/api/live?${query}`);
    source.onopen = heard;
    source.onmessage = onMessage;
    source.addEventListener('beat', heard);
    source.addEventListener('bye', reconnect);
    source.onerror = reconnect;
  }
  function close(): void {
    source?.close();
    clearTimeout(silence);
    clearTimeout(again);
  }
  const onOnline = () => {
    pauseMs = FIRST_PAUSE;
    close();
    connect();
  };
  addEventListener('online', onOnline);
  tell('connecting');
  connect();
  return () => {
    removeEventListener('online', onOnline);
    close();
  };
}
