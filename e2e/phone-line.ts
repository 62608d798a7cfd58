// The line between a phone and the town: carries everything to the town's server, may serve another build of
// the screens, may be cut, and may be told to answer for the server. Whoever tests the installed app puts it
// in between; windows without it see the town as it is.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { tellRefusal } from '../kernel/refusal.ts';
import { clientFault, PROTOCOL_HEADER, type Served } from '../platform/protocol.ts';
import { httpRefusals } from '../platform/server/http/refusals.ts';
import { addSecurityHeaders } from '../platform/server/http/security-headers.ts';
import { addWebFiles } from '../apps/server/web-files.ts';

/** True when it has answered itself. */
export type Answer = (request: IncomingMessage, reply: ServerResponse) => boolean;

export interface Line {
  readonly url: string;
  /** From now on the screens come from another folder of built files. */
  serve(folder: string): Promise<void>;
  /** The server is gone: nothing listens any more, and what was open is torn. */
  cut(): Promise<void>;
  /** The same address answers again. */
  mend(): Promise<void>;
  answer(by: Answer): void;
  close(): Promise<void>;
}

const FAULTS = { too_old: 'http.client_too_old', too_new: 'http.client_too_new' } as const;

/** Answers as the server of another version does, to requests that say which version they are of. */
export const serverOf =
  (served: Served): Answer =>
  ({ headers, url }, reply) => {
    const fault = clientFault(headers[PROTOCOL_HEADER] as string | undefined, served);
    if (fault === undefined || fault === 'unreadable' || !isApi(url ?? '')) return false;
    const code = FAULTS[fault];
    const words = httpRefusals[code];
    const body = {
      code,
      status: words.status,
      retryable: words.retryable,
      data: {},
      detail: tellRefusal(words, { client: headers[PROTOCOL_HEADER], ...served }, 'zh'),
    };
    reply.writeHead(words.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
    return true;
  };

const isApi = (path: string): boolean => path.startsWith('/api');

async function webServer(folder: string): Promise<FastifyInstance> {
  const app = Fastify();
  addSecurityHeaders(app);
  await addWebFiles(app, folder);
  await app.ready();
  return app;
}

function carry(town: string, incoming: IncomingMessage, reply: ServerResponse): void {
  const { hostname, port } = new URL(town);
  const onward = request(
    { hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers },
    (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    },
  );
  onward.on('error', () => reply.destroy());
  reply.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));

export async function openLine(town: string, folder: string): Promise<Line> {
  let web = await webServer(folder);
  let answers: Answer = () => false;
  const server = createServer((incoming, reply) => {
    if (answers(incoming, reply)) return;
    if (isApi(incoming.url ?? '')) carry(town, incoming, reply);
    else web.routing(incoming, reply);
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    serve: async (next) => {
      web = await webServer(next);
    },
    cut,
    mend: () => listen(server, port),
    answer: (by) => {
      answers = by;
    },
    close: async () => {
      if (server.listening) await cut();
    },
  };
}
