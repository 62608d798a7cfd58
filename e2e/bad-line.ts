// A line as in a cellar: answers are lost after the server has acted, and pieces of photos arrive twice. For
// `Line.answer` of phone-line.ts. The dice are seeded, so that a bad day can be had again.
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Answer } from './phone-line.ts';

export interface BadLine {
  readonly answer: Answer;
  readonly seen: { lost: number; doubled: number; carried: number };
}

/** mulberry32: 0 to 1, the same for the same seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const send = (town: string, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(town);
    const { method, url, headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers }, resolve);
    onward.on('error', reject);
    onward.end(body);
  });

/** `lossShare`: of all answers to changes; the change itself has happened. */
export function badLine(town: string, roll: () => number, lossShare: number, doubleShare: number): BadLine {
  const seen = { lost: 0, doubled: 0, carried: 0 };
  const carry = async (incoming: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    if (incoming.method === 'PUT' && roll() < doubleShare) {
      seen.doubled += 1;
      await readAll(await send(town, incoming, body));
    }
    const answer = await send(town, incoming, body);
    const words = await readAll(answer);
    seen.carried += 1;
    if (roll() < lossShare) {
      seen.lost += 1;
      reply.destroy();
      return;
    }
    reply.writeHead(answer.statusCode ?? 502, answer.headers).end(words);
  };
  return {
    seen,
    answer: (incoming, reply) => {
      const isChange = incoming.method === 'POST' || incoming.method === 'PUT';
      if (!isChange || !(incoming.url ?? '').startsWith('/api')) return false;
      carry(incoming, reply).catch(() => reply.destroy());
      return true;
    },
  };
}
