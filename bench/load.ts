// A cheap load: some connections, each sending its next request when the last is answered. It speaks just
// enough HTTP/1.1 over a socket, because a full client would eat the processor that is being measured.
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { type Round, roundOf } from './stats.ts';

export interface Ask {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Empty: nobody asks. */
  readonly token: string;
  /** As a browser sends it. */
  readonly isCompressed?: boolean;
  readonly key?: string;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  /** Read as text only where somebody looks: the load must not take the processor that is being measured. */
  readonly body: () => string;
}

const HEAD_END = Buffer.from('\r\n\r\n');

function textOf(ask: Ask): string {
  const body = ask.body === undefined ? '' : JSON.stringify(ask.body);
  const lines = [
    `${ask.method} ${ask.path} HTTP/1.1`,
    'host: bench',
    ...(ask.token === '' ? [] : [`authorization: Bearer ${ask.token}`]),
    ...(ask.isCompressed ? ['accept-encoding: gzip'] : []),
    ...(ask.key === undefined ? [] : [`idempotency-key: ${ask.key}`]),
    ...(ask.body === undefined ? [] : ['content-type: application/json']),
    ...(ask.method === 'GET' ? [] : [`content-length: ${Buffer.byteLength(body)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** One reply at the start of the bytes, or nothing while it is incomplete. */
export function readAnswer(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (!length) throw new Error(`a reply without content-length: ${head.slice(0, 200)}`);
  const from = end + HEAD_END.length;
  const to = from + Number(length[1]);
  if (bytes.length < to) return undefined;
  return { status: Number(head.slice(9, 12)), body: () => bytes.toString('utf8', from, to) };
}

class Line {
  readonly #socket: Socket;
  #bytes: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  #take(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    const answer = readAnswer(this.#bytes);
    if (!answer) return;
    this.#bytes = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }

  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(textOf(ask));
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}

export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** The n-th request; undefined when there is nothing left to ask, which ends the round early. */
  readonly next: (n: number) => Ask | undefined;
}

export interface LoadResult extends Round {
  /** The first reply that was no success, to tell the reader why. */
  readonly firstError: string | undefined;
}

/** A reply of 2xx is done; anything else is an error and its time does not count. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  let [count, errors] = [0, 0];
  let firstError: string | undefined;
  const startedAt = performance.now();
  const endsAt = startedAt + load.seconds * 1_000;
  async function work(line: Line): Promise<void> {
    while (performance.now() < endsAt) {
      const ask = load.next(count++);
      if (!ask) return;
      const askedAt = performance.now();
      const answer = await line.ask(ask);
      if (answer.status >= 200 && answer.status < 300) latencies.push(performance.now() - askedAt);
      else {
        errors += 1;
        firstError ??= `${ask.method} ${ask.path} → ${answer.status} ${answer.body().slice(0, 300)}`;
      }
    }
  }
  const lines = Array.from({ length: load.connections }, () => new Line(load.port));
  await Promise.all(lines.map(work));
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const line of lines) line.close();
  return { ...roundOf(latencies, errors, seconds), firstError };
}

export async function askOnce(port: number, ask: Ask): Promise<Answer> {
  const line = new Line(port);
  try {
    return await line.ask(ask);
  } finally {
    line.close();
  }
}
