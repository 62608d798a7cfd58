// A phone asks for what it has by its version; a browser keeps nothing in its own files.
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { PROTOCOL_HEADER } from '../../protocol.ts';
import { addPhoneCopies } from './phone-copies.ts';
import { addSmallReplies } from './small-replies.ts';

const LIST = { cases: Array.from({ length: 200 }, (_, number) => ({ number, words: '楼道口垃圾成堆' })) };

function service() {
  const state = { list: LIST as unknown };
  const app = Fastify();
  addPhoneCopies(app);
  addSmallReplies(app);
  app.get('/api/cases', async () => state.list);
  app.get('/api/written', async (_request, response) =>
    response.type('application/json; charset=utf-8').send(Buffer.from(JSON.stringify(state.list))),
  );
  app.post('/api/cases', async () => state.list);
  app.get('/api/none', async (_request, response) => response.status(404).send({ code: 'case.unknown' }));
  app.get('/api/tile', async (_request, response) => response.header('cache-control', 'private').send({}));
  app.get('/page', async () => 'words');
  return { state, app };
}
const PHONE = { [PROTOCOL_HEADER]: '1', 'accept-encoding': 'br' };

test.each([
  '/api/cases',
  '/api/written',
])('what a phone has of %s is not sent again; what has changed since is', async (url) => {
  const { app, state } = service();
  const ask = (etag?: unknown) =>
    app.inject({
      url,
      headers: { ...PHONE, ...(etag === undefined ? {} : { 'if-none-match': String(etag) }) },
    });
  const first = await ask();
  expect([first.statusCode, first.headers['content-encoding']]).toEqual([200, 'br']);
  const again = await ask(first.headers.etag);
  expect([again.statusCode, again.rawPayload.length, again.headers.etag]).toEqual([
    304,
    0,
    first.headers.etag,
  ]);
  expect(again.headers['content-type']).toBeUndefined();
  state.list = { cases: [] };
  const changed = await ask(first.headers.etag);
  expect([changed.statusCode, changed.json()]).toEqual([200, { cases: [] }]);
});

test('a browser page, a write and a refusal have no version', async () => {
  const { app } = service();
  const tags = [
    await app.inject({ url: '/api/cases' }),
    await app.inject({ url: '/api/cases', method: 'POST', headers: PHONE }),
    await app.inject({ url: '/api/none', headers: PHONE }),
  ].map(({ headers }) => headers.etag);
  expect(tags).toEqual([undefined, undefined, undefined]);
});

test('no browser keeps what the API answers, unless the door says how; pages are not touched', async () => {
  const { app } = service();
  const kept = async (url: string) => (await app.inject({ url })).headers['cache-control'];
  expect(await kept('/api/cases')).toBe('no-store');
  expect(await kept('/api/none')).toBe('no-store');
  expect(await kept('/api/unknown')).toBe('no-store');
  expect(await kept('/api/tile')).toBe('private');
  expect(await kept('/page')).toBeUndefined();
});
