// One live stream per tab (Server-Sent Events), shared by all who listen on it, and in no more tabs at once
// than a browser has connections for (line-place.ts); a tab without a place is stale until it has one.
// Modes: connecting → live → (silent for too long) stale → live again; a lost stream reconnects by itself
// with growing pauses and asks for what came `after` its cursor. When what the listeners follow changes, it
// is opened anew with just that, from the same cursor: for the others nothing breaks. A listener is never
// told `live` before all is heard that it follows and may hear. Every listener gets every event and looks at
// the kinds it knows. It holds no data: whoever listens asks for what changed.
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { now } from '../clock/clock.ts';
import { LinePlace } from './line-place.ts';

// Wire: GET /api/live?topics=a&topics=b&after=<cursor>. Each message: `id: <cursor>`, JSON, a LiveEvent; one
// without a kind only moves the cursor. A message of type `beat` at least every 15 s proves the stream lives;
// `bye` ends it; `lost` names topics that are out of the reader's sight, and the rest goes on. Topics are
// `district:<id>`, `case:<id>`, `unit:<id>`, `person:<id>`.

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
  /** When the stream last said anything to this listener: the "as of" of the screen. */
  readonly asOf: Instant | undefined;
}

export interface LiveOptions {
  readonly topics: readonly string[];
  readonly onEvent: (event: LiveEvent) => void;
  readonly onState: (state: LiveState) => void;
  /** Called instead of single events when the server can't tell what was missed (`kind: 'reset'`), and when
   *  a topic is out of the reader's sight: what stands on the screen of it is to be asked for again. */
  readonly onReset: () => void;
  /** The stream has ended, or was not opened. A browser does not say why: it may be that the reader may not
   *  hear it any more. */
  readonly onBroken?: () => void;
  readonly staleAfterMs?: number;
}

const STALE_AFTER = 40 * SECOND;
const FIRST_PAUSE = SECOND;
const LONGEST_PAUSE = 30 * SECOND;
/** A tab that has no place for its stream after so long says so. */
const PLACE_AFTER = 3 * SECOND;
/** More on one stream the server refuses; who listened first keeps theirs, the others are `stale`. */
const MOST_TOPICS = 50;

function readEvent(message: MessageEvent<string>): LiveEvent | undefined {
  const data: unknown = JSON.parse(message.data);
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind } = data as { kind?: unknown };
  return typeof kind === 'string' ? { ...data, kind, cursor: message.lastEventId } : undefined;
}

function readLost({ data }: MessageEvent<string>): readonly string[] {
  const { topics } = JSON.parse(data) as { topics?: unknown };
  return Array.isArray(topics) ? topics.filter((topic) => typeof topic === 'string') : [];
}

type Timer = ReturnType<typeof setTimeout> | undefined;

/** From the first listener to the last. */
class LiveLine {
  /** What each was told last. */
  readonly #listeners = new Map<LiveOptions, LiveState>();
  /** For whom there was no room: what happened meanwhile is told to them by no cursor. */
  readonly #deaf = new WeakSet<LiveOptions>();
  readonly #onEnd: () => void;
  readonly #place: LinePlace;
  #source: EventSource | undefined;
  /** What the stream was opened with, without what it lost since; heard as soon as it is open. */
  #topics = new Set<string>();
  /** Lost: not asked for again until somebody comes anew with it. */
  readonly #lost = new Set<string>();
  #isOpen = false;
  #mode: LiveState['mode'] = 'connecting';
  #asOf: Instant | undefined;
  #cursor: string | undefined;
  #pauseMs = FIRST_PAUSE;
  #silence: Timer;
  #again: Timer;
  #change: Timer;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#place = new LinePlace({ onHeld: () => this.#connect(), onGivenBack: () => this.#rest() });
    addEventListener('online', this.#comeBack);
  }

  join(listener: LiveOptions): void {
    const isFirst = this.#listeners.size === 0;
    for (const topic of listener.topics) this.#lost.delete(topic);
    const isHeard = this.#isHeard(listener);
    const unheard = this.#mode === 'stale' ? 'stale' : 'connecting';
    const mode = isHeard && this.#isOpen ? 'live' : unheard;
    const state: LiveState = { mode, asOf: isHeard ? this.#asOf : undefined };
    this.#listeners.set(listener, state);
    listener.onState(state);
    if (isFirst) this.#connect();
    else if (!isHeard) this.#changeSoon();
  }

  leave(listener: LiveOptions): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) {
      this.#changeSoon();
      return;
    }
    removeEventListener('online', this.#comeBack);
    this.#close();
    this.#place.end();
    this.#onEnd();
  }

  /** Whether the stream carries all that the listener follows and may hear, and that is not nothing. */
  #isHeard({ topics }: LiveOptions): boolean {
    const allowed = topics.filter((topic) => !this.#lost.has(topic));
    return allowed.length > 0 && allowed.every((topic) => this.#topics.has(topic));
  }

  #tell(listener: LiveOptions, mode: LiveState['mode']): void {
    const told = this.#listeners.get(listener);
    // Gone meanwhile, or it knows already.
    if (!told || (mode === 'stale' && told.mode === 'stale')) return;
    const state = { mode, asOf: mode === 'live' ? this.#asOf : told.asOf };
    this.#listeners.set(listener, state);
    listener.onState(state);
  }

  /** Whoever the stream does not carry is stale, unless it is about to be opened anew with their topics. */
  #tellAll(): void {
    for (const listener of [...this.#listeners.keys()]) {
      if (this.#isHeard(listener)) {
        this.#tell(listener, 'live');
        if (this.#deaf.delete(listener)) listener.onReset();
      } else if (this.#change === undefined) {
        this.#tell(listener, 'stale');
        this.#deaf.add(listener);
      }
    }
  }

  readonly #heard = (): void => {
    if (this.#listeners.size === 0) return;
    this.#isOpen = true;
    this.#mode = 'live';
    this.#asOf = now();
    this.#pauseMs = FIRST_PAUSE;
    clearTimeout(this.#silence);
    const patience = [...this.#listeners.keys()].map(({ staleAfterMs = STALE_AFTER }) => staleAfterMs);
    this.#silence = setTimeout(this.#reconnect, Math.min(...patience));
    this.#tellAll();
  };

  readonly #onMessage = (message: MessageEvent<string>): void => {
    this.#heard();
    if (message.lastEventId !== '') this.#cursor = message.lastEventId;
    const event = readEvent(message);
    if (!event) return;
    for (const listener of [...this.#listeners.keys()]) {
      if (event.kind === 'reset') listener.onReset();
      else listener.onEvent(event);
    }
  };

  readonly #onLost = (message: MessageEvent<string>): void => {
    const lost = readLost(message);
    for (const topic of lost) {
      this.#topics.delete(topic);
      this.#lost.add(topic);
    }
    this.#heard();
    for (const { topics, onReset } of [...this.#listeners.keys()]) {
      if (topics.some((topic) => lost.includes(topic))) onReset();
    }
  };

  /** Until there is a place for its stream again. */
  readonly #rest = (): void => {
    this.#close();
    this.#mode = 'stale';
    for (const listener of [...this.#listeners.keys()]) this.#tell(listener, 'stale');
  };

  readonly #reconnect = (): void => {
    this.#rest();
    for (const { onBroken } of [...this.#listeners.keys()]) onBroken?.();
    if (this.#listeners.size === 0) return;
    // A spread keeps a thousand screens from coming back in the same second after a restart.
    const spread = 0.5 + (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 256;
    this.#again = setTimeout(this.#connect, this.#pauseMs * spread);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE);
  };

  readonly #comeBack = (): void => {
    this.#pauseMs = FIRST_PAUSE;
    this.#connect();
  };

  #wanted(): readonly string[] {
    const all = new Set([...this.#listeners.keys()].flatMap(({ topics }) => topics));
    return [...all].filter((topic) => !this.#lost.has(topic)).slice(0, MOST_TOPICS);
  }

  /** Those who come and go in one turn of the screen are one change; a lost stream comes back with all. */
  #changeSoon(): void {
    if (this.#mode !== 'stale') this.#change ??= setTimeout(this.#changeTopics, 0);
  }

  readonly #changeTopics = (): void => {
    this.#change = undefined;
    const wanted = this.#wanted();
    const isSame = wanted.length === this.#topics.size && wanted.every((topic) => this.#topics.has(topic));
    if (!isSame) this.#connect();
    else if (this.#isOpen) this.#tellAll();
  };

  readonly #connect = (): void => {
    this.#close();
    if (!this.#place.isHeld) {
      this.#silence = setTimeout(this.#rest, PLACE_AFTER);
      return;
    }
    // Who is left with nothing asks again for what was lost: the server's no is the answer then.
    if (this.#wanted().length === 0) this.#lost.clear();
    this.#topics = new Set(this.#wanted());
    const query = new URLSearchParams([...this.#topics].map((topic) => ['topics', topic]));
    if (this.#cursor !== undefined) query.set('after', this.#cursor);
    const source = new EventSource(`/api/live?${query}`);
    this.#source = source;
    source.onopen = this.#heard;
    source.onmessage = this.#onMessage;
    source.addEventListener('beat', this.#heard);
    source.addEventListener('lost', this.#onLost);
    source.addEventListener('bye', this.#reconnect);
    source.onerror = this.#reconnect;
    // Also one that never opens is given up.
    if (this.#mode === 'live') this.#silence = setTimeout(this.#reconnect, STALE_AFTER);
  };

  #close(): void {
    this.#source?.close();
    this.#isOpen = false;
    clearTimeout(this.#silence);
    clearTimeout(this.#again);
    clearTimeout(this.#change);
    this.#change = undefined;
  }
}

let line: LiveLine | undefined;

/** Listens on the stream of this tab, which is opened for the first who does and closed after the last;
 *  returns how to stop. */
export function openLive(options: LiveOptions): () => void {
  line ??= new LiveLine(() => {
    line = undefined;
  });
  const own = line;
  // The same options given twice are two listeners.
  const listener = { ...options };
  own.join(listener);
  return () => own.leave(listener);
}
