// The open streams of this server, found by topic and by session. A stream ends here in one of four ways:
// its screen left, it was too slow, it was closed with a reason, or the server stops. Sending never waits.
import type { Topic } from './topics.ts';

/** The half of a socket that is used here; node's ServerResponse has this shape. */
export interface StreamSink {
  write(chunk: Buffer): boolean;
  end(): void;
  destroy(): void;
  /** Bytes that the screen has not taken yet. */
  readonly writableLength: number;
}

export interface Stream {
  readonly sink: StreamSink;
  readonly sessionId: string;
  topics: readonly Topic[];
  isOpen: boolean;
}

export const frame = (...lines: readonly string[]): Buffer => Buffer.from(`${lines.join('\n')}\n\n`);

function addTo<K>(map: Map<K, Set<Stream>>, key: K, stream: Stream): void {
  const set = map.get(key);
  if (set) set.add(stream);
  else map.set(key, new Set([stream]));
}

function removeFrom<K>(map: Map<K, Set<Stream>>, key: K, stream: Stream): void {
  const set = map.get(key);
  set?.delete(stream);
  if (set?.size === 0) map.delete(key);
}

export class StreamTable {
  readonly #all = new Set<Stream>();
  readonly #byTopic = new Map<Topic, Set<Stream>>();
  readonly #bySession = new Map<string, Set<Stream>>();
  readonly #maxBufferedBytes: number;
  #dropped = 0;

  constructor(maxBufferedBytes: number) {
    this.#maxBufferedBytes = maxBufferedBytes;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Streams ended because their screens took nothing. */
  get dropped(): number {
    return this.#dropped;
  }

  all(): Stream[] {
    return [...this.#all];
  }

  sessionIds(): string[] {
    return [...this.#bySession.keys()];
  }

  ofSession(sessionId: string): Stream[] {
    return [...(this.#bySession.get(sessionId) ?? [])];
  }

  add(stream: Stream): void {
    this.#all.add(stream);
    addTo(this.#bySession, stream.sessionId, stream);
    for (const topic of stream.topics) addTo(this.#byTopic, topic, stream);
  }

  forget(stream: Stream): void {
    stream.isOpen = false;
    this.#all.delete(stream);
    removeFrom(this.#bySession, stream.sessionId, stream);
    for (const topic of stream.topics) removeFrom(this.#byTopic, topic, stream);
  }

  send(stream: Stream, chunk: Buffer): void {
    if (!stream.isOpen) return;
    if (stream.sink.writableLength > this.#maxBufferedBytes) {
      this.#dropped += 1;
      this.forget(stream);
      stream.sink.destroy();
      return;
    }
    stream.sink.write(chunk);
  }

  /** The same bytes to everyone who listens to one of the topics, each once. */
  tell(topics: readonly Topic[], chunk: Buffer): void {
    const listeners = new Set<Stream>();
    for (const topic of topics) for (const stream of this.#byTopic.get(topic) ?? []) listeners.add(stream);
    for (const stream of listeners) this.send(stream, chunk);
  }

  /** Says which of the topics asked for the screen does not hear; what it follows beside them goes on. */
  tellLost(stream: Stream, topics: readonly Topic[]): void {
    this.send(stream, frame('event: lost', `data: ${JSON.stringify({ why: 'not_allowed', topics })}`));
  }

  /** From now on the stream hears `kept` alone; with nothing left to hear it is closed. */
  keepOnly(stream: Stream, kept: readonly Topic[]): void {
    const lost = stream.topics.filter((topic) => !kept.includes(topic));
    if (lost.length === 0 || !stream.isOpen) return;
    if (kept.length === 0) {
      this.close(stream, 'not_allowed');
      return;
    }
    for (const topic of lost) removeFrom(this.#byTopic, topic, stream);
    stream.topics = kept;
    this.tellLost(stream, lost);
  }

  close(stream: Stream, why: string): void {
    this.send(stream, frame('event: bye', `data: ${JSON.stringify({ why })}`));
    if (!stream.isOpen) return;
    this.forget(stream);
    stream.sink.end();
  }
}
