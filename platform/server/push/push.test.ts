// Waking phones: what a browser gets is what was sent, only known services are ever called, and the key by
// which they know this server stays the same.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR } from '../../../kernel/duration.ts';
import { fakeCipher } from '../crypto/fake.ts';
import { testDatabase } from '../db/test-database.ts';
import { FakePushService } from './fake.ts';
import type { PushChannel, PushMessage } from './push-channel.ts';
import { BROWSER_PUSH_HOSTS } from './push-hosts.ts';
import { allowedUrl, isOutsideHost } from '../http/outside-hosts.ts';
import { openVapidKeys, vapidKeys } from './vapid-keys.ts';
import { webPushChannel } from './web-push-channel.ts';

const store = testDatabase();
const service = new FakePushService(store.clock);
/** Of RFC 8292's own kind: 32 bytes, made for these tests. */
const SECRET = 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94';
const keys = vapidKeys(SECRET, 'the test');
const message: PushMessage = { text: '{"说":"好"}', urgency: 'high', ttlSeconds: 60, topic: 'abc' };
let channel: PushChannel;

const channelTo = (services: readonly string[], secret = SECRET, answerLimitMs = 5_000) =>
  webPushChannel({
    clock: store.clock,
    keys: vapidKeys(secret, 'the test'),
    subject: 'mailto:push@example.org',
    services,
    answerLimitMs,
  });

beforeAll(async () => {
  channel = channelTo([await service.listen()]);
});
afterAll(() => service.stop());

describe('what goes out', () => {
  test('a browser opens what was sealed for it, and learns nothing sealed for another', async () => {
    const [one, other] = [service.subscribe(), service.subscribe()];
    expect(await channel.send(one, message)).toEqual({ kind: 'taken' });
    expect(service.fetch(one)).toMatchObject([{ text: message.text, urgency: 'high', ttlSeconds: 60 }]);
    expect(service.fetch(other)).toEqual([]);
    // Sealed with another browser's secret it can't be opened.
    expect(service.unreadable).toEqual([]);
    const crossed = { ...one, auth: other.auth };
    expect((await channel.send(crossed, message)).kind).toBe('refused');
    expect(service.unreadable).toHaveLength(1);
    expect(service.fetch(one)).toEqual([]);
  });

  test('a phone that is off gets it when it comes back in time, and not after', async () => {
    const phone = service.subscribe();
    await channel.send(phone, message);
    store.clock.advance(60_000);
    expect(service.fetch(phone)).toHaveLength(1);
    await channel.send(phone, message);
    store.clock.advance(60_001);
    expect(service.fetch(phone)).toHaveLength(0);
  });

  test('a later word on the same matter replaces the earlier one that still waits', async () => {
    const phone = service.subscribe();
    for (const text of ['first', 'second']) await channel.send(phone, { ...message, text });
    expect(service.fetch(phone).map(({ text }) => text)).toEqual(['second']);
  });

  test('what the service says becomes what is done next', async () => {
    const phone = service.subscribe();
    const answered = async (status: number, headers = {}) => {
      service.script.push({ status, headers });
      return channel.send(phone, message);
    };
    expect(await answered(201)).toEqual({ kind: 'taken' });
    expect(await answered(404)).toEqual({ kind: 'gone' });
    expect(await answered(410)).toEqual({ kind: 'gone' });
    expect(await answered(429, { 'retry-after': '120' })).toMatchObject({ kind: 'later', afterMs: 120_000 });
    expect(await answered(503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' })).toEqual({
      kind: 'later',
      why: 'the push service answered 503',
    });
    expect(await answered(429, { 'retry-after': '99999999' })).toMatchObject({ afterMs: 24 * HOUR });
    expect(await answered(400)).toMatchObject({ kind: 'refused' });
    expect(await answered(413)).toMatchObject({ kind: 'refused' });
  });

  test('a redirect is not followed', async () => {
    const phone = service.subscribe();
    service.script.push({ status: 307, headers: { location: `${service.origin}/push/elsewhere` } });
    const before = service.asked.length;
    expect(await channel.send(phone, message)).toMatchObject({ kind: 'refused' });
    expect(service.asked.length).toBe(before + 1);
  });

  test('a service that says nothing is left after a bounded time; one that is away is weather', async () => {
    const phone = service.subscribe();
    service.isSilent = true;
    const impatient = channelTo([service.origin], SECRET, 200);
    expect(await impatient.send(phone, message)).toMatchObject({ kind: 'later' });
    service.isSilent = false;
    const nowhere = channelTo(['http://127.0.0.1:9']);
    const away = { ...phone, endpoint: 'http://127.0.0.1:9/push/x' };
    expect(await nowhere.send(away, message)).toMatchObject({ kind: 'later' });
  });

  test('a message that no service would take is a bug here, not a refusal there', async () => {
    const phone = service.subscribe();
    await expect(channel.send(phone, { ...message, text: 'x'.repeat(3_001) })).rejects.toThrow('too long');
    expect(await channel.send(phone, { ...message, text: 'x'.repeat(3_000) })).toEqual({ kind: 'taken' });
    await expect(channel.send(phone, { ...message, topic: 'two\nlines' })).rejects.toThrow(TypeError);
  });

  test('the signature names this server to this service, for half a day', async () => {
    const phone = service.subscribe();
    await channel.send(phone, message);
    expect(service.sender).toBe(keys.publicKey);
    const stranger = channelTo([service.origin], 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE');
    expect(await stranger.send(phone, message)).toMatchObject({ kind: 'refused', why: /403/ });
  });
});

describe('whom it may be sent to', () => {
  const known = [...BROWSER_PUSH_HOSTS, 'http://127.0.0.1:9000', 'https://push.city.example:8443'];
  test.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/QAbc',
    'https://db5p.notify.windows.com/w/?token=abc',
    'http://127.0.0.1:9000/push/1',
    'https://push.city.example:8443/x',
  ])('%s is a push service', (endpoint) => {
    expect(allowedUrl(endpoint, known)?.href).toBe(endpoint);
  });

  test.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evil.example/fcm.googleapis.com',
    'https://push.apple.com/x',
    'https://evilpush.apple.com/x',
    'https://user:secret@fcm.googleapis.com/x',
    'https://fcm.googleapis.com/x#y',
    'http://127.0.0.1:9001/push',
    'http://127.0.0.1/push',
    'http://169.254.169.254/latest/meta-data',
    'https://[::1]/x',
    'file:///etc/passwd',
    'not an address',
    '',
    `https://fcm.googleapis.com/${'x'.repeat(1_000)}`,
  ])('%s is never called', async (endpoint) => {
    expect(allowedUrl(endpoint, known)).toBeUndefined();
    const target = { ...service.subscribe(), endpoint };
    const careful = channelTo(known);
    expect(careful.accepts(target)).toBe(false);
    expect(await careful.send(target, message)).toEqual({ kind: 'gone' });
  });

  test('keys that are none are refused before anything is kept', () => {
    const phone = service.subscribe();
    expect(channel.accepts(phone)).toBe(true);
    const offCurve = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url');
    for (const wrong of [{ p256dh: offCurve }, { p256dh: 'short' }, { auth: 'short' }, { auth: '' }]) {
      expect(channel.accepts({ ...phone, ...wrong })).toBe(false);
    }
  });

  test('a configured service is a host, hosts below one, or an origin', () => {
    for (const good of [
      'push.example.org',
      '*.push.example.org',
      'https://a.example:8443',
      'http://10.0.0.7:80x',
    ])
      expect(isOutsideHost(good), good).toBe(!good.endsWith('x'));
    for (const bad of ['*', '*.', 'localhost', 'https://a.example/path', 'ftp://a.example', '*.*.org', ''])
      expect(isOutsideHost(bad), bad).toBe(false);
  });
});

describe('the key of this server', () => {
  const dirs: string[] = [];
  const freshDir = () => {
    const dir = mkdtempSync(join(tmpdir(), 'gridloop-vapid-'));
    dirs.push(dir);
    return dir;
  };
  afterAll(() => {
    for (const dir of dirs) rmSync(dir, { recursive: true });
  });
  const open = (source: { dataDir: string; configured?: string }) =>
    store.database.withConnection((connection) =>
      openVapidKeys(connection, fakeCipher, source, store.clock.now()),
    );

  test('it is made once for a store, the same for every server of it, and lies sealed', async () => {
    const [one, two] = [await open({ dataDir: freshDir() }), await open({ dataDir: freshDir() })];
    expect(one.publicKey).toBe(two.publicKey);
    expect(Buffer.from(one.publicKey, 'base64url')).toHaveLength(65);
    const kept = await store.database.withConnection((connection) =>
      connection.query(`select value #>> '{}' as value from setting where key = 'vapid_key_sealed'`, []),
    );
    const secret = String(one.privateKey.export({ format: 'jwk' }).d);
    expect(String(kept.rows[0]?.value)).not.toContain(secret);
    expect(secret).toHaveLength(43);
  });

  test('the environment wins over a file, a file over the store; a file others read is refused', async () => {
    const dataDir = freshDir();
    const file = join(dataDir, 'vapid.key');
    writeFileSync(file, `${SECRET}\n`, { mode: 0o600 });
    expect((await open({ dataDir })).publicKey).toBe(keys.publicKey);
    const other = 'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE';
    expect((await open({ dataDir, configured: other })).publicKey).toBe(vapidKeys(other, 'x').publicKey);
    chmodSync(file, 0o644);
    await expect(open({ dataDir })).rejects.toThrow('chmod 600');
    await expect(open({ dataDir, configured: 'short' })).rejects.toThrow('VAPID_PRIVATE_KEY must hold');
  });
});
