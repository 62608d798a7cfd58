// Photos in pieces through the doors, as a phone sends them: who may, what is checked before anything is
// kept, a whole shift at once, two servers on one store, and a report that carries what came this way.
import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { DIGEST_HEADER, PIECE_BYTES, RECEIPT_HEADER } from '../../platform/protocol.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { silentLog } from '../../platform/server/log/log.ts';
import { type Mounted, mount } from './mount.ts';
import { type Reply, testApp } from './test-app.ts';
import { drawPng, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A real picture with as much behind its end as it takes to be so large: decoders do not look there. */
async function photoOf(shade: number, bytes: number): Promise<Buffer> {
  const picture = await drawPng(shade);
  return Buffer.concat([picture, Buffer.alloc(Math.max(0, bytes - picture.length), shade)]);
}

interface Served {
  readonly send: (who: Who, method: 'POST' | 'PUT', url: string, more: Sending) => Promise<Reply>;
}
interface Sending {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const served = (mounted: () => Mounted): Served => ({
  async send(who, method, url, { body, headers = {} }) {
    const token = await town.token(who);
    const reply = await mounted().app.inject({
      method,
      url,
      headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { payload: body as Buffer }),
    });
    return { status: reply.statusCode, body: reply.json(), headers: reply.headers };
  },
});
const first = served(() => app.mounted);
let limited: Mounted;
const second = served(() => limited);

/** Another server on the same store, as it is in service: with its limits. */
beforeAll(async () => {
  limited = await mount({
    database: store.database,
    clock: store.clock,
    log: silentLog(),
    people: app.people,
    files: app.files,
    version: 'test',
    bodyLimitBytes: 15 * 1024 * 1024,
    isBehindProxy: false,
    hasRateLimits: true,
    hasLive: false,
  });
  return () => limited.app.close();
});

const begin = (at: Served, who: Who, id: string, photo: Buffer) =>
  at.send(who, 'POST', '/api/photos/uploads', {
    body: { id, sha256: sha256(photo), sizeBytes: photo.length, type: 'image/png' },
  });
const piece = (at: Served, who: Who, id: string, number: number | string, bytes: Buffer, digest?: string) =>
  at.send(who, 'PUT', `/api/photos/uploads/${id}/pieces/${number}`, {
    body: bytes,
    headers: { 'content-type': 'application/octet-stream', [DIGEST_HEADER]: digest ?? sha256(bytes) },
  });
const finish = (at: Served, who: Who, id: string) =>
  at.send(who, 'POST', `/api/photos/uploads/${id}/finish`, {});
const cut = (photo: Buffer, number: number) =>
  photo.subarray(number * PIECE_BYTES, (number + 1) * PIECE_BYTES);

async function sendWhole(at: Served, who: Who, photo: Buffer): Promise<Reply> {
  const id = randomUUID();
  const begun = await begin(at, who, id, photo);
  expect(begun.status, JSON.stringify(begun.body)).toBe(200);
  for (let number = 0; number < Number(begun.body.pieces); number++) {
    const reply = await piece(at, who, id, number, cut(photo, number));
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  }
  return finish(at, who, id);
}

test('a photo that came in pieces is a photo like any other: a report carries it', async () => {
  const photo = await photoOf(1, 700_000);
  const reply = await sendWhole(first, 'officer', photo);
  expect(reply.status).toBe(200);
  expect(reply.body).toMatchObject({ width: 24, height: 16, originalSha256: sha256(photo) });
  const report = await town.report('officer', { photoIds: [reply.body.id] });
  expect(report.status).toBe(201);
});

test('a photo sent at once says too what was sent', async () => {
  const photo = await drawPng(9);
  const reply = await town.post('officer', '/api/photos', photo, {
    headers: { 'content-type': 'image/png' },
  });
  expect(reply.body.originalSha256).toBe(sha256(photo));
});

test('two servers share what has come: a phone goes on at the other one', async () => {
  const photo = await photoOf(2, 600_000);
  const id = randomUUID();
  await begin(first, 'officer', id, photo);
  await piece(first, 'officer', id, 0, cut(photo, 0));
  expect((await begin(second, 'officer', id, photo)).body.have).toEqual([0]);
  const last = await piece(second, 'officer', id, 2, cut(photo, 2));
  expect(last.body.have).toEqual([0, 2]);
  expect(last.headers[RECEIPT_HEADER]).toBe(sha256(cut(photo, 2)));
  await piece(first, 'officer', id, 1, cut(photo, 1));
  const [one, other] = await Promise.all([finish(first, 'officer', id), finish(second, 'officer', id)]);
  expect(one.body).toEqual(other.body);
  expect((await finish(second, 'officer', id)).body).toEqual(one.body);
});

test('a piece that is damaged, unsigned or too large is refused and not kept', async () => {
  const photo = await photoOf(3, 600_000);
  const id = randomUUID();
  await begin(first, 'officer', id, photo);
  const damaged = Buffer.from(cut(photo, 0));
  damaged[99] = 7;
  const reply = await piece(first, 'officer', id, 0, damaged, sha256(cut(photo, 0)));
  expect(reply.body).toMatchObject({ status: 400, code: 'files.piece_broken', retryable: true });
  const unsigned = await first.send('officer', 'PUT', `/api/photos/uploads/${id}/pieces/0`, {
    body: cut(photo, 0),
    headers: { 'content-type': 'application/octet-stream', 'accept-language': 'en' },
  });
  expect(unsigned.body).toMatchObject({ status: 400, code: 'http.invalid' });
  expect(unsigned.body.detail).toContain('x-gridloop-digest is missing');
  const large = await piece(first, 'officer', id, 0, photo.subarray(0, PIECE_BYTES + 1));
  expect(large.body).toMatchObject({
    status: 413,
    code: 'http.too_large',
    data: { limitBytes: PIECE_BYTES },
  });
  const short = await piece(first, 'officer', id, 2, cut(photo, 0));
  expect(short.body.code).toBe('files.piece_broken');
  expect((await piece(first, 'officer', id, 3, cut(photo, 2))).body.code).toBe('files.piece_unknown');
  expect((await piece(first, 'officer', id, 'x', cut(photo, 2))).body.code).toBe('http.invalid');
  expect((await begin(first, 'officer', id, photo)).body.have).toEqual([]);
  expect((await finish(first, 'officer', id)).body).toMatchObject({
    status: 409,
    code: 'files.pieces_missing',
    retryable: true,
    data: { missing: [0, 1, 2] },
  });
});

test('nobody but who began goes on, and nobody begins who has not signed in', async () => {
  const photo = await photoOf(4, 300_000);
  const id = randomUUID();
  expect((await begin(first, 'nobody', id, photo)).body.code).toBe('auth.sign_in_first');
  await begin(first, 'officer', id, photo);
  expect((await piece(first, 'gridHead', id, 0, cut(photo, 0))).body.code).toBe('files.upload_unknown');
  expect((await finish(first, 'gridHead', id)).body.code).toBe('files.upload_unknown');
  expect((await begin(first, 'gridHead', id, photo)).body.code).toBe('files.upload_mismatch');
  expect((await piece(first, 'nobody', id, 0, cut(photo, 0))).body.code).toBe('auth.sign_in_first');
});

test('what was announced wrongly is refused in words', async () => {
  const huge = await first.send('officer', 'POST', '/api/photos/uploads', {
    body: { id: randomUUID(), sha256: '0'.repeat(64), sizeBytes: 16 * 1024 * 1024, type: 'image/jpeg' },
  });
  expect(huge.body).toMatchObject({ status: 413, code: 'files.too_large' });
  const wrong = await first.send('officer', 'POST', '/api/photos/uploads', {
    body: { id: 'x', sha256: 'abc', sizeBytes: 0, type: '' },
  });
  expect(wrong.body).toMatchObject({ status: 400, code: 'http.invalid' });
});

test('a shift’s sixty reports with two photos of six pieces come in one burst past the limits', async () => {
  const refused: unknown[] = [];
  const taken = (reply: Reply): Reply => {
    if (reply.status >= 300) refused.push(reply.body.code);
    return reply;
  };
  let pieces = 0;
  for (let report = 0; report < 60; report++) {
    const photoIds: string[] = [];
    for (const nth of [0, 1]) {
      // Small ones, each put six times: what is counted is the askings.
      const photo = await photoOf(10 + report * 2 + nth, 2_000);
      const id = randomUUID();
      taken(await begin(second, 'officer', id, photo));
      for (let again = 0; again < 6; again++) {
        taken(await piece(second, 'officer', id, 0, photo));
        pieces += 1;
      }
      photoIds.push(String(taken(await finish(second, 'officer', id)).body.id));
    }
    const body = await town.reportBody({ photoIds });
    const headers = { 'idempotency-key': `burst-report-${report}` };
    taken(await second.send('officer', 'POST', '/api/cases', { body, headers }));
  }
  expect([pieces, refused]).toEqual([720, []]);
});
