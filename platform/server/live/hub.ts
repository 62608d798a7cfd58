// One tail over the events of the store, and the streams that listen to it. Each event is read once and made
// into bytes once, however many screens hear it.
// Modes: stopped → running (`start` reads the newest events into memory) → stopped. A stream that opens hears
// what it missed, or is told to ask everything again (`kind: reset`); then it hears what comes.
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Clock } from '../clock/clock.ts';
import { type Loop, makeLoop } from '../clock/loop.ts';
import type { Database } from '../db/tx.ts';
import type { PublishedEvent } from '../events/event.ts';
import { findUnsettled, listNewest, listSettled, type Position } from '../events/queries.ts';
import { onEventsAnnounced } from '../events/wake.ts';
import { comparePositions, writeCursor } from './cursor.ts';
import { EventRing } from './ring.ts';
import { frame, type Stream, type StreamSink, StreamTable } from './streams.ts';
import { describeEvent, type LiveNotice, type Topic } from './topics.ts';

export interface LiveLimits {
  readonly streams: number;
  readonly streamsPerSession: number;
  readonly topicsPerStream: number;
  /** A screen that lets this much pile up is dropped; it comes back with its cursor. */
  readonly bufferedBytes: number;
  /** Events kept in memory for screens that come back. */
  readonly kept: number;
  /** A screen that missed more than this asks everything again instead. */
  readonly replayed: number;
  readonly heartbeatMs: number;
  /** How often sessions are asked again: a revoked one must fall silent within five seconds. */
  readonly recheckMs: number;
  /** When sessions could not be asked for this long, all streams are closed. */
  readonly trustedUncheckedMs: number;
}

export const DEFAULT_LIVE_LIMITS: LiveLimits = {
  streams: 12_000,
  streamsPerSession: 12,
  topicsPerStream: 50,
  bufferedBytes: 512 * 1024,
  kept: 5_000,
  replayed: 500,
  heartbeatMs: 15 * SECOND,
  recheckMs: 4 * SECOND,
  trustedUncheckedMs: 30 * SECOND,
};

export interface LiveHubOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly mayHear: (actor: Actor, topic: Topic) => boolean;
  /** The actors of those sessions that are still in force, by session id; a missing one is over. */
  readonly recheck: (sessionIds: readonly string[]) => Promise<ReadonlyMap<string, Actor>>;
  readonly onError: (error: unknown) => void;
  readonly describe?: (event: PublishedEvent) => LiveNotice | undefined;
  readonly limits?: Partial<LiveLimits>;
}

export interface StreamRequest {
  readonly sink: StreamSink;
  readonly sessionId: string;
  readonly topics: readonly Topic[];
  readonly after: Position | undefined;
}

const PAGE = 500;
/** Commits within this time share one read. */
const GATHER_MS = 50;
const UNSETTLED_MS = 25;
const POLL_MS = 100;

export class LiveHub {
  readonly limits: LiveLimits;
  readonly mayHear: LiveHubOptions['mayHear'];
  readonly #options: LiveHubOptions;
  readonly #streams: StreamTable;
  readonly #ring: EventRing;
  readonly #loops: readonly Loop[];
  readonly #tailLoop: Loop;
  #stopListening = (): void => undefined;
  /** Up to when this server has seen everything: the honest "as of" of its screens. */
  #asOf: Instant;
  #checkedAt: Instant;
  #tailing: Promise<void> | undefined;

  constructor(options: LiveHubOptions) {
    this.#options = options;
    this.mayHear = options.mayHear;
    this.limits = { ...DEFAULT_LIVE_LIMITS, ...options.limits };
    this.#streams = new StreamTable(this.limits.bufferedBytes);
    this.#ring = new EventRing(this.limits.kept);
    this.#asOf = options.clock.now();
    this.#checkedAt = options.clock.now();
    const { clock, onError } = options;
    this.#tailLoop = makeLoop({ clock, onError, round: () => this.#tailRound() });
    const every = (ms: number, work: () => Promise<void>) =>
      makeLoop({ clock, onError, round: () => work().then(() => clock.now() + ms) });
    this.#loops = [
      this.#tailLoop,
      every(this.limits.heartbeatMs, async () => this.beat()),
      every(this.limits.recheckMs, () => this.#recheckOrClose()),
    ];
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  get droppedStreams(): number {
    return this.#streams.dropped;
  }

  async start(): Promise<void> {
    const newest = await this.#options.database.read((tx) => listNewest(tx, this.limits.kept + 1));
    // Where there are more than fit, the oldest one read is only the place where memory begins.
    const first = newest.length > this.limits.kept ? newest.shift() : undefined;
    if (first) this.#ring.begin({ transactionId: first.transactionId, eventId: first.id });
    for (const event of newest) this.#take(event);
    this.#stopListening = onEventsAnnounced(() => this.#tailLoop.wake(this.#options.clock.now() + GATHER_MS));
    for (const loop of this.#loops) loop.start();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    for (const loop of this.#loops) await loop.stop();
    for (const stream of this.#streams.all()) this.#streams.close(stream, 'restarting');
  }

  hasRoom(sessionId: string): boolean {
    const ofSession = this.#streams.ofSession(sessionId).length;
    return this.#streams.size < this.limits.streams && ofSession < this.limits.streamsPerSession;
  }

  /** The caller has checked who asks and sent the headers. Returns how to tell that the screen left. */
  async open(request: StreamRequest): Promise<() => void> {
    const { after, sink, sessionId } = request;
    const stream: Stream = { sink, sessionId, topics: [...new Set(request.topics)], isOpen: true };
    // A screen may come from a server that is further on. What is ahead even of a fresh look is no place of
    // this store (it was restored from a backup): the screen asks everything again.
    if (after && comparePositions(after, this.#ring.end) > 0) await this.tail();
    this.#streams.add(stream);
    if (after) this.#replay(stream, after);
    this.#streams.send(stream, this.#hereNow());
    return () => this.#streams.forget(stream);
  }

  #replay(stream: Stream, after: Position): void {
    const topics = new Set(stream.topics);
    const missed = this.#ring
      .after(after)
      ?.filter((entry) => entry.topics.some((topic) => topics.has(topic)));
    const chunk =
      missed && missed.length <= this.limits.replayed
        ? Buffer.concat(missed.map((entry) => entry.chunk()))
        : frame(
            `id: ${writeCursor(this.#ring.end)}`,
            `data: ${JSON.stringify({ kind: 'reset', asOf: this.#asOf })}`,
          );
    if (chunk.length > 0) this.#streams.send(stream, chunk);
  }

  /** The first message has no kind: the screen keeps the cursor and the time, and asks for nothing. */
  #hereNow(): Buffer {
    const state = `data: ${JSON.stringify({ asOf: this.#asOf })}`;
    return Buffer.concat([frame(`id: ${writeCursor(this.#ring.end)}`, state), frame('event: beat', state)]);
  }

  /** Tells all screens up to when they have seen everything. */
  beat(): void {
    const chunk = this.#hereNow();
    for (const stream of this.#streams.all()) this.#streams.send(stream, chunk);
  }

  #take(event: PublishedEvent): void {
    const notice = (this.#options.describe ?? describeEvent)(event);
    const position = { transactionId: event.transactionId, eventId: event.id };
    if (!notice) {
      this.#ring.moveTo(position);
      return;
    }
    let made: Buffer | undefined;
    const chunk = (): Buffer => {
      if (made) return made;
      const cursor = writeCursor(position);
      made = frame(`id: ${cursor}`, `data: ${JSON.stringify({ cursor, ...notice.message })}`);
      return made;
    };
    this.#ring.push({ position, topics: notice.topics, chunk });
    this.#streams.tell(notice.topics, chunk);
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const startedAt = this.#options.clock.now();
      const page = await this.#options.database.read((tx) => listSettled(tx, this.#ring.end, PAGE));
      for (const event of page.events) this.#take(event);
      if (page.events.length === PAGE) continue;
      this.#asOf = startedAt;
      return;
    }
  }

  /** Sends what is settled since the last look; calls at one time share one look that began after them. */
  async tail(): Promise<void> {
    if (this.#tailing) await this.#tailing;
    this.#tailing ??= this.#readOn().finally(() => {
      this.#tailing = undefined;
    });
    return this.#tailing;
  }

  async #tailRound(): Promise<Instant> {
    const { clock, database } = this.#options;
    await this.tail();
    if (this.#streams.size === 0) return clock.now() + SECOND;
    return clock.now() + ((await database.read(findUnsettled)) ? UNSETTLED_MS : POLL_MS);
  }

  /** Closes the streams of sessions that are over, or whose posts no longer reach a topic. */
  async recheckSessions(): Promise<void> {
    const ids = this.#streams.sessionIds();
    const actors = ids.length === 0 ? undefined : await this.#options.recheck(ids);
    this.#checkedAt = this.#options.clock.now();
    for (const id of ids) {
      const actor = actors?.get(id);
      for (const stream of this.#streams.ofSession(id)) {
        if (!actor) this.#streams.close(stream, 'signed_out');
        else if (!stream.topics.every((topic) => this.mayHear(actor, topic))) {
          this.#streams.close(stream, 'not_allowed');
        }
      }
    }
  }

  async #recheckOrClose(): Promise<void> {
    try {
      await this.recheckSessions();
    } catch (error) {
      this.#options.onError(error);
      if (this.#options.clock.now() - this.#checkedAt < this.limits.trustedUncheckedMs) return;
      for (const stream of this.#streams.all()) this.#streams.close(stream, 'unchecked');
    }
  }
}
