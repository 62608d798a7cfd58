// How a reply becomes text. By default through its schema, which leaves out whatever the schema does not
// name. A route whose reply is built field by field may call it exact: then it is written as it is, several
// times as fast. Tests write it both ways and fail where the two differ, so that nothing undeclared leaves
// this way.
import { isDeepStrictEqual } from 'node:util';
import type { FastifyReply } from 'fastify';
import { assert } from '../../../kernel/assert.ts';
import type { AnyRoute } from './route.ts';

class Written {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
  toJSON(): unknown {
    return JSON.parse(this.bytes.toString('utf8'));
  }
}

/** An exact reply that was put together from parts written before: the JSON of a T, in UTF-8. */
export const written = <T>(bytes: Buffer): T => new Written(bytes) as T;

const writeExactly = (reply: unknown): string =>
  // Fastify sends bytes as they are; only its type asks for a text.
  reply instanceof Written ? (reply.bytes as unknown as string) : JSON.stringify(reply);

export function writeReplyExactly(response: FastifyReply): void {
  response.header('content-type', 'application/json; charset=utf-8').serializer(writeExactly);
}

/** Throws where the reply holds what its schema does not name, or lacks what it names. */
export function checkExactness(route: AnyRoute, reply: unknown, response: FastifyReply): void {
  const bySchema = response.compileSerializationSchema(route.reply as unknown as Record<string, unknown>);
  const value = JSON.parse(JSON.stringify(reply)) as Record<string, unknown>;
  const isSame = isDeepStrictEqual(value, JSON.parse(bySchema(value)));
  assert(isSame, `the reply of ${route.method} ${route.url} is what its schema names, and nothing else`);
}
