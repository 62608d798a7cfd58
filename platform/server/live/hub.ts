// One tail over the events of the store, and the streams that listen to it. Each event is read once and made
// into bytes once, however many screens hear it. Modes: stopped → waiting (nobody listens, nothing is read) →
// following (the first stream reads the newest events into memory; a minute after the last one left it waits
// again) → stopped. A stream that opens hears what it missed, or is told to ask everything again (`kind:
// reset`); then it hears what comes.
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
import { BEGINNING, EventRing, type Told } from './ring.ts';
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
  kept: 2_000,
  replayed: 500,
  heartbeatMs: 15 * SECOND,
  recheckMs: 4 * SECOND,
  trustedUncheckedMs: 30 * SECOND,
};

export interface LiveHubOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly mayHear: (actor: Actor, topic: Topic) => boolean;
  /** Of topics that may be heard by their name, those that the store lets the actor hear as well. */
  readonly heardBy?: (actor: Actor, topics: readonly Topic[]) => Promise<readonly Topic[]>;
  /** The actors of those sessions that are still in force, by session id; a missing one is over. */
  readonly recheck: (sessionIds: readonly string[]) => Promise<ReadonlyMap<string, Actor>>;
  readonly onError: (error: unknown) => void;
  readonly describe?: (event: PublishedEvent) => LiveNotice | undefined;
  readonly limits?: Partial<LiveLimits>;
}

export interface StreamRequest {
  readonly sink: StreamSink;
  readonly sessionId: string;
  /** Who opens it: told where their posts are others later. */
  readonly actor?: Actor;
  readonly topics: readonly Topic[];
  /** What the screen asked for as well and may not hear: it is told so. */
  readonly lost?: readonly Topic[];
  readonly after: Position | undefined;
}

const PAGE = 500;
/** Commits within this time share one read. */
const GATHER_MS = 50;
const UNSETTLED_MS = 50;
const POLL_MS = 100;
/** A screen that lost its line comes back within this time and finds what it missed. */
const LINGER_MS = 60 * SECOND;

const postsOf = (actor: Actor): string =>
  actor.kind === 'person' ? actor.posts.map(({ id }) => id).sort().join(' ') : '';

export class LiveHub {
  readonly limits: LiveLimits;
  readonly mayHear: LiveHubOptions['mayHear'];
  readonly #options: LiveHubOptions;
  readonly #streams: StreamTable;
  readonly #ring: EventRing;
  /** The posts behind each session, as last asked. */
  readonly #posts = new Map<string, string>();
  readonly #loops: readonly Loop[];
  readonly #tailLoop: Loop;
  #stopListening = (): void => undefined;
  /** Up to when this server has seen everything: the honest "as of" of its screens. */
  #asOf: Instant;
  #checkedAt: Instant;
  #tailing: Promise<void> | undefined;
  #beginning: Promise<void> | undefined;
  #isFollowing = false;
  #isStopped = false;
  #heardAt: Instant = Number.NEGATIVE_INFINITY;

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

  /** Reads the newest events into memory; those who come at one time share one reading. */
  async follow(): Promise<void> {
    this.#heardAt = this.#options.clock.now();
    if (this.#isFollowing) return undefined;
    this.#beginning ??= this.#begin().finally(() => {
      this.#beginning = undefined;
    });
    return this.#beginning;
  }

  async #begin(): Promise<void> {
    const startedAt = this.#options.clock.now();
    const newest = await this.#options.database.read((tx) => listNewest(tx, this.limits.kept + 1));
    // Where there are more than fit, the oldest one read is only the place where memory begins.
    const first = newest.length > this.limits.kept ? newest.shift() : undefined;
    this.#ring.begin(first ? { transactionId: first.transactionId, eventId: first.id } : BEGINNING);
    for (const event of newest) this.#take(event);
    this.#asOf = startedAt;
    this.#isFollowing = true;
  }

  start(): void {
    this.#stopListening = onEventsAnnounced(() => this.#tailLoop.wake(this.#options.clock.now() + GATHER_MS));
    for (const loop of this.#loops) loop.start();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    for (const loop of this.#loops) await loop.stop();
    this.#isStopped = true;
    for (const stream of this.#streams.all()) this.#streams.close(stream, 'restarting');
  }

  /** The topics that the actor may hear now, by what the store says of them. */
  async heardBy(actor: Actor, topics: readonly Topic[]): Promise<readonly Topic[]> {
    return (await this.#options.heardBy?.(actor, topics)) ?? topics;
  }

  hasRoom(sessionId: string): boolean {
    const ofSession = this.#streams.ofSession(sessionId).length;
    return this.#streams.size < this.limits.streams && ofSession < this.limits.streamsPerSession;
  }

  /** The caller has checked who asks and sent the headers. Returns how to tell that the screen left. */
  async open(request: StreamRequest): Promise<() => void> {
    const { after, sink, sessionId, actor, lost = [] } = request;
    const stream: Stream = { sink, sessionId, topics: [...new Set(request.topics)], isOpen: true };
    if (!this.#isFollowing) await this.follow();
    // A screen may come from a server that is further on. What is ahead even of a fresh look is no place of
    // this store (it was restored from a backup): the screen asks everything again.
    if (after && comparePositions(after, this.#ring.end) > 0) await this.tail();
    this.#streams.add(stream);
    if (actor && !this.#posts.has(sessionId)) this.#posts.set(sessionId, postsOf(actor));
    if (lost.length > 0) this.#streams.tellLost(stream, lost);
    if (after) this.#replay(stream, after);
    this.#streams.send(stream, this.#hereNow());
    // Who comes while the server stops is sent on: a stream left open would hold up its end.
    if (this.#isStopped) this.#streams.close(stream, 'restarting');
    return () => this.#streams.forget(stream);
  }

  #replay(stream: Stream, after: Position): void {
    const topics = new Set(stream.topics);
    const missed = this.#ring
      .after(after)
      ?.flatMap((entry) => entry.told() ?? [])
      .filter((told) => told.topics.some((topic) => topics.has(topic)));
    const chunk =
      missed && missed.length <= this.limits.replayed
        ? Buffer.concat(missed.map((told) => told.chunk))
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

  /** What is true now and of no use later: it has no place in the line of events, is kept nowhere, and is
   *  never told again to a screen that comes back. Ids and codes alone, as everything on a stream. */
  tellNow(topics: readonly Topic[], message: Readonly<Record<string, unknown>>): void {
    if (this.#streams.size === 0) return;
    this.#streams.tell(topics, frame(`data: ${JSON.stringify(message)}`));
  }

  /** Tells all screens up to when they have seen everything. */
  beat(): void {
    const chunk = this.#hereNow();
    for (const stream of this.#streams.all()) this.#streams.send(stream, chunk);
  }

  #take(event: PublishedEvent): void {
    const position = { transactionId: event.transactionId, eventId: event.id };
    let made: { told: Told | undefined } | undefined;
    const told = (): Told | undefined => {
      made ??= { told: this.#tell(event, writeCursor(position)) };
      return made.told;
    };
    this.#ring.push({ position, told });
    // With nobody listening nothing is made of it.
    const now = this.#streams.size > 0 ? told() : undefined;
    if (now) this.#streams.tell(now.topics, now.chunk);
  }

  #tell(event: PublishedEvent, cursor: string): Told | undefined {
    const notice = (this.#options.describe ?? describeEvent)(event);
    if (!notice) return undefined;
    const chunk = frame(`id: ${cursor}`, `data: ${JSON.stringify({ cursor, ...notice.message })}`);
    return { topics: notice.topics, chunk };
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
    if (this.#streams.size > 0) this.#heardAt = clock.now();
    else if (clock.now() - this.#heardAt > LINGER_MS) this.#isFollowing = false;
    if (!this.#isFollowing) return clock.now() + SECOND;
    await this.tail();
    if (this.#streams.size === 0) return clock.now() + SECOND;
    return clock.now() + ((await database.read(findUnsettled)) ? UNSETTLED_MS : POLL_MS);
  }

  /** Where a post ended or began the screen asks anew who is here, also when it hears what it did before. */
  #tellOfPosts(actors: ReadonlyMap<string, Actor>): void {
    for (const id of this.#posts.keys()) {
      if (this.#streams.ofSession(id).length === 0) this.#posts.delete(id);
    }
    for (const [id, actor] of actors) {
      const posts = postsOf(actor);
      const isOther = (this.#posts.get(id) ?? posts) !== posts;
      this.#posts.set(id, posts);
      const chunk = frame(`data: ${JSON.stringify({ kind: 'session.changed' })}`);
      for (const stream of isOther ? this.#streams.ofSession(id) : []) this.#streams.send(stream, chunk);
    }
  }

  async #dropUnheard(streams: readonly Stream[], actor: Actor): Promise<void> {
    const followed = [...new Set(streams.flatMap((stream) => stream.topics))];
    const named = followed.filter((topic) => this.mayHear(actor, topic));
    const heard = new Set(await this.heardBy(actor, named));
    for (const stream of streams) {
      this.#streams.keepOnly(stream, stream.topics.filter((topic) => heard.has(topic)));
    }
  }

  /** Closes the streams of sessions that are over; those of others lose the topics out of their sight. */
  async recheckSessions(): Promise<void> {
    const ids = this.#streams.sessionIds();
    const actors = ids.length === 0 ? undefined : await this.#options.recheck(ids);
    this.#checkedAt = this.#options.clock.now();
    const isOver = (id: string) => !actors?.has(id);
    // First and without a pause: who is signed out does not wait while the sight of others is looked up.
    for (const stream of ids.filter(isOver).flatMap((id) => this.#streams.ofSession(id))) {
      this.#streams.close(stream, 'signed_out');
    }
    this.#tellOfPosts(actors ?? new Map());
    for (const [id, actor] of actors ?? []) await this.#dropUnheard(this.#streams.ofSession(id), actor);
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
