// Data over a slow line: small for whoever reads brotli or gzip, the same to everybody else.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { addSmallReplies } from './small-replies.ts';

const LIST = { cases: Array.from({ length: 200 }, (_, index) => ({ number: index, words: '楼道口垃圾成堆' })) };

function service() {
  const app = Fastify();
  addSmallReplies(app);
  app.get('/api/cases', async () => LIST);
  app.get('/api/one', async () => ({ ok: true }));
  app.get('/api/written', async (_request, response) =>
    response.type('application/json; charset=utf-8').send(Buffer.from(JSON.stringify(LIST))),
  );
  app.get('/api/session/current', async () => LIST);
  return app;
}
const ask = (url: string, encodings?: string) =>
  service().inject({ url, headers: encodings === undefined ? {} : { 'accept-encoding': encodings } });

test.each([
  ['a long list', '/api/cases'],
  ['a long list that was written as bytes', '/api/written'],
])('%s is a tenth of its size on the line, and the same at the other end', async (_, url) => {
  const plain = await ask(url);
  const brotli = await ask(url, 'gzip, deflate, br');
  const gzipped = await ask(url, 'gzip');
  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotli.rawPayload.length).toBeLessThan(plain.rawPayload.length / 10);
  expect(JSON.parse(brotliDecompressSync(brotli.rawPayload).toString())).toEqual(LIST);
  expect(JSON.parse(gunzipSync(gzipped.rawPayload).toString())).toEqual(LIST);
  expect([plain.headers.vary, plain.headers['content-encoding']]).toEqual(['accept-encoding', undefined]);
});

test.each([
  ['a short answer', '/api/one', 'br'],
  ['an answer with the token of the session', '/api/session/current', 'br'],
  ['an answer to who refuses both', '/api/cases', 'br;q=0, identity'],
])('%s stays plain', async (_, url, encodings) => {
  const reply = await ask(url, encodings);
  expect(reply.headers['content-encoding']).toBeUndefined();
  expect(reply.json()).toBeTruthy();
});
