// A phone in a pocket is woken: what it gets, what it never gets, and when it gets nothing any more. The push
// service is a fake one that opens the messages as a browser would; everything else is the real thing.
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { FakeFiles } from '../../platform/server/files/fake.ts';
import { silentLog } from '../../platform/server/log/log.ts';
import { FakePushService } from '../../platform/server/push/fake.ts';
import type { PushTarget } from '../../platform/server/push/push-channel.ts';
import { vapidKeys } from '../../platform/server/push/vapid-keys.ts';
import { webPushChannel } from '../../platform/server/push/web-push-channel.ts';
import { MOST_TRIES } from '../../slices/notices/core/push-rules.ts';
import { readPayload } from '../../slices/notices/core/push-payload.ts';
import { sweepPushes } from '../../slices/notices/server/jobs.ts';
import { makePushSender } from '../../slices/notices/server/push-sender.ts';
import { makeBackground } from './background.ts';
import { mount } from './mount.ts';
import { type Reply, testApp } from './test-app.ts';
import { type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const service = new FakePushService(store.clock);
const origin = await service.listen();
const channel = webPushChannel({
  clock: store.clock,
  keys: vapidKeys('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'the test'),
  subject: 'mailto:push@example.org',
  services: [origin],
});
const app = testApp(store, () => channel);
const town = testTown(store, app);
afterAll(() => service.stop());

async function done(reply: Promise<Reply>): Promise<Fields> {
  const got = await reply;
  expect([200, 201], JSON.stringify(got.body)).toContain(got.status);
  return got.body;
}

const bodyOf = ({ endpoint, p256dh, auth }: PushTarget, more: Fields = {}) => ({
  endpoint,
  keys: { p256dh, auth },
  device: 'Android · Chrome',
  language: 'zh',
  ...more,
});
interface Phone {
  readonly target: PushTarget;
  readonly id: string;
  readonly token: string;
}

/** A person signs in on a phone of their own and lets it be woken. */
async function phoneOf(who: Who, more: Fields = {}): Promise<Phone> {
  const target = service.subscribe();
  const token = await app.signInAs(town.personId(who));
  const body = bodyOf(target, more);
  const { id } = await done(app.send('POST', '/api/notices/subscriptions', { token, body }));
  return { target, id: String(id), token };
}
const payloads = ({ target }: Phone) =>
  service.fetch(target).map(({ text, ...rest }) => ({ ...rest, payload: readPayload(JSON.parse(text)) }));
const kinds = (phone: Phone) => payloads(phone).map(({ payload }) => payload?.kind);
const devices = async (who: Who) =>
  (await done(town.get(who, '/api/notices/subscriptions'))).devices as Fields[];

async function dispatched(): Promise<string> {
  const { id } = await done(town.report('officer'));
  await app.settle();
  return String(id);
}
async function pushed(): Promise<string> {
  const id = await dispatched();
  await done(town.act('streetDispatcher', id, 'push', { kind: 'urge', words: '给王大妈回个话' }));
  await app.settle();
  return id;
}
const tries = () =>
  store.database.withConnection(async (connection) =>
    (await connection.query('select tries from push_delivery', [])).rows.map((row) => Number(row.tries)),
  );
async function pass(ms: number): Promise<void> {
  store.clock.advance(ms);
  await app.settle();
}

/** Requests for one notice: a case that waits long enough makes more of its own. */
const asksLike = (first: (typeof service.asked)[number] | undefined) =>
  service.asked.filter(({ headers }) => headers.topic === first?.headers.topic).map(({ status }) => status);

beforeEach(async () => {
  await store.database.withConnection((connection) => connection.query('delete from push_subscription', []));
  service.asked.length = 0;
});

describe('what a phone gets', () => {
  test('an urgent push: loud, kept for hours, naming the matter, its step and nobody', async () => {
    const phone = await phoneOf('handler');
    const id = await pushed();
    const all = payloads(phone);
    expect(all.map(({ payload }) => payload?.kind)).toEqual(['case.dispatched', 'case.pushed']);
    const [work, urgent] = all;
    expect(work).toMatchObject({ urgency: 'normal', ttlSeconds: 12 * 3_600 });
    expect(urgent).toMatchObject({ urgency: 'high', ttlSeconds: 4 * 3_600 });
    expect(urgent?.payload).toMatchObject({ caseId: id, isUrgent: true, lang: 'zh', of: null });
    const { pushes } = await done(town.get('handler', `/api/cases/${id}`));
    expect(urgent?.payload?.seq).toBe((pushes as Fields[])[0]?.seq);
    expect(urgent?.payload?.itemName).toMatch(/[一-鿿]/);
    const words = JSON.stringify(all);
    for (const secret of ['王大妈', '苏苑', town.nameOf('handler'), town.nameOf('streetDispatcher'), '139']) {
      expect(words).not.toContain(secret);
    }
    expect(service.unreadable).toEqual([]);
  });

  test('everyone of a unit is woken, on each of their phones, once', async () => {
    const phones = [await phoneOf('handler'), await phoneOf('handler'), await phoneOf('mate')];
    await dispatched();
    expect(phones.map(kinds)).toEqual([['case.dispatched'], ['case.dispatched'], ['case.dispatched']]);
    await app.settle();
    expect(service.asked).toHaveLength(3);
  });

  test('a queue that lies on a desk wakes nobody; one that went up does, and says for how long', async () => {
    const desk = await phoneOf('streetDispatcher', { language: 'en' });
    await pushed();
    expect(kinds(desk)).toEqual([]);
    const officer = await phoneOf('officer');
    await pass(30 * MINUTE);
    expect(kinds(officer)).toEqual([]);
    const [up] = payloads(desk);
    expect(up?.payload).toMatchObject({
      kind: 'notice.escalated',
      of: 'case.pushed',
      waitedMinutes: 30,
      lang: 'en',
      isUrgent: true,
    });
  });

  test('who has read it in the app meanwhile is not called again', async () => {
    const phone = await phoneOf('handler');
    service.script.push({ status: 503 }, { status: 503 });
    await pushed();
    expect(kinds(phone)).toEqual([]);
    const { notices } = await done(town.get('handler', '/api/notices?onlyUnread=true'));
    await done(town.post('handler', '/api/notices/read', { ids: (notices as Fields[]).map(({ id }) => id) }));
    await pass(10 * MINUTE);
    expect(kinds(phone)).toEqual([]);
  });
});

describe('when a push service has a bad day', () => {
  test('it is tried again with growing pauses, as long as the service asks, and then let be', async () => {
    const phone = await phoneOf('handler');
    service.script.push({ status: 500 }, { status: 429, headers: { 'retry-after': '600' } });
    await dispatched();
    const [first] = service.asked;
    await pass(9 * SECOND);
    expect(asksLike(first)).toEqual([500]);
    await pass(SECOND);
    expect(asksLike(first)).toEqual([500, 429]);
    await pass(599 * SECOND);
    expect(asksLike(first)).toEqual([500, 429]);
    await pass(SECOND);
    expect(asksLike(first)).toEqual([500, 429, 201]);
    expect(kinds(phone)).toContain('case.dispatched');
  });

  test('a service that is never well is let be after some tries', async () => {
    await phoneOf('handler');
    for (let n = 0; n < 200; n++) service.script.push({ status: 500 });
    await dispatched();
    const [first] = service.asked;
    for (let n = 0; n < 20; n++) await pass(HOUR / 2);
    expect(asksLike(first)).toHaveLength(MOST_TRIES);
    service.script.length = 0;
  });

  test('what is too late is not sent; the inbox has it', async () => {
    const phone = await phoneOf('handler');
    service.script.push({ status: 429, headers: { 'retry-after': '86400' } });
    await dispatched();
    const [first] = service.asked;
    await pass(13 * HOUR);
    await pass(11 * HOUR);
    expect(kinds(phone)).not.toContain('case.dispatched');
    expect(asksLike(first)).toEqual([429]);
  });

  test('a browser that has gone is forgotten; a message that is never taken is not sent again', async () => {
    const [gone, odd] = [await phoneOf('handler'), await phoneOf('mate')];
    service.unsubscribe(gone.target);
    await dispatched();
    expect(await devices('handler')).toEqual([]);
    expect(kinds(odd)).toEqual(['case.dispatched']);
    service.asked.length = 0;
    service.script.push({ status: 413 });
    await dispatched();
    const [first] = service.asked;
    await pass(HOUR);
    expect(asksLike(first)).toEqual([413]);
    expect(await devices('mate')).toHaveLength(1);
  });

  test('several servers hand a push over once', async () => {
    const phones = [await phoneOf('handler'), await phoneOf('mate'), await phoneOf('chief')];
    const { database, clock } = store;
    const others = [1, 2, 3].map(() =>
      makeBackground({ database, clock, files: app.files, log: silentLog(), push: channel }),
    );
    await done(town.report('officer'));
    await app.background.events.deliverAll();
    await Promise.all(others.map(({ pushes }) => pushes?.sendDue()));
    expect(phones.map(kinds)).toEqual([['case.dispatched'], ['case.dispatched'], ['case.dispatched']]);
    expect(service.asked).toHaveLength(3);
  });

  test('a mistake of ours in one message keeps no other phone waiting, and ends', async () => {
    const [one, other] = [await phoneOf('handler'), await phoneOf('mate')];
    const { database, clock } = store;
    const errors: unknown[] = [];
    const clumsy = makePushSender({
      database,
      clock,
      onError: (error) => errors.push(error),
      channel: {
        ...channel,
        send: (target, message) =>
          target.endpoint === one.target.endpoint
            ? Promise.reject(new Error('a mistake'))
            : channel.send(target, message),
      },
    });
    await done(town.report('officer'));
    await app.background.events.deliverAll();
    for (let n = 0; n < MOST_TRIES + 2; n++) {
      await clumsy.sendDue();
      store.clock.advance(HOUR / 2);
    }
    expect(errors).toHaveLength(MOST_TRIES);
    expect(await tries()).toEqual([]);
    expect(kinds(other)).toEqual(['case.dispatched']);
  });

  test('a server that dies over a sending leaves it to the next one, after a while', async () => {
    const phone = await phoneOf('handler');
    await done(town.report('officer'));
    await app.background.events.deliverAll();
    const { database, clock } = store;
    const dying = makeBackground({
      database,
      clock,
      files: app.files,
      log: silentLog(),
      push: { ...channel, send: () => new Promise(() => undefined) },
    });
    void dying.pushes?.sendDue();
    await expect.poll(async () => (await tries())[0]).toBe(1);
    await app.settle();
    expect(kinds(phone)).toEqual([]);
    await pass(2 * MINUTE);
    expect(kinds(phone)).toEqual(['case.dispatched']);
  });
});

describe('when it must stop', () => {
  test('signing out on that phone, even where the browser itself was never told', async () => {
    const phone = await phoneOf('handler');
    const kept = await phoneOf('handler');
    await done(app.send('DELETE', '/api/session', { token: phone.token }));
    await dispatched();
    expect([kinds(phone), kinds(kept)]).toEqual([[], ['case.dispatched']]);
    expect((await devices('handler')).map(({ id }) => id)).toEqual([kept.id]);
  });

  test('a session that nobody has used for long is over, and so are its pushes', async () => {
    const phone = await phoneOf('handler');
    await pass(15 * HOUR);
    await dispatched();
    expect(kinds(phone)).toEqual([]);
  });

  test('whoever has left gets nothing more', async () => {
    const phone = await phoneOf('leaver');
    await dispatched();
    expect(kinds(phone)).toEqual(['case.dispatched']);
    await done(town.report('officer'));
    await app.background.events.deliverAll();
    await done(town.post('admin', `/api/people/${town.personId('leaver')}/leave`));
    await app.settle();
    expect(kinds(phone)).toEqual([]);
  });

  test('a phone that passes to a colleague is the colleague’s alone', async () => {
    const phone = await phoneOf('handler');
    const token = await app.signInAs(town.personId('streetLeader'));
    const body = bodyOf(phone.target);
    const { id } = await done(app.send('POST', '/api/notices/subscriptions', { token, body }));
    expect(id).toBe(phone.id);
    await dispatched();
    expect(kinds(phone)).toEqual([]);
    expect(await devices('handler')).toEqual([]);
  });

  test('taking it back: the device is gone, and only its owner may', async () => {
    const phone = await phoneOf('handler');
    const url = `/api/notices/subscriptions/${phone.id}`;
    const token = await app.signInAs(town.personId('mate'));
    expect((await app.send('DELETE', url, { token })).body.code).toBe('notices.device_unknown');
    await done(app.send('DELETE', url, { token: phone.token }));
    expect((await app.send('DELETE', url, { token: phone.token })).body.code).toBe('notices.device_unknown');
    await dispatched();
    expect(kinds(phone)).toEqual([]);
  });
});

describe('subscribing', () => {
  test('again is the same device as it is now; the ninth takes the place of the first', async () => {
    const phone = await phoneOf('mate');
    const again = bodyOf(phone.target, { device: '值班手机', language: 'en' });
    const { id } = await done(
      app.send('POST', '/api/notices/subscriptions', { token: phone.token, body: again }),
    );
    expect(id).toBe(phone.id);
    expect(await devices('mate')).toMatchObject([{ id, device: '值班手机', service: new URL(origin).host }]);
    for (let n = 0; n < 8; n++) {
      store.clock.advance(SECOND);
      await phoneOf('mate');
    }
    const kept = await devices('mate');
    expect(kept).toHaveLength(8);
    expect(kept.map((device) => device.id)).not.toContain(phone.id);
  });

  test('neither endpoint nor keys can be read in the store', async () => {
    const phone = await phoneOf('mate');
    const rows = await store.database.withConnection((connection) =>
      connection.query('select * from push_subscription where id = $1', [phone.id]),
    );
    const kept = Buffer.from(
      JSON.stringify(rows.rows, (_, value: unknown) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      ),
    ).toString();
    expect(kept).toContain('Android');
    for (const secret of [phone.target.endpoint, phone.target.auth]) expect(kept).not.toContain(secret);
  });

  test('an address that is no push service is never called', async () => {
    const target = service.subscribe();
    for (const endpoint of ['http://127.0.0.1:1/x', 'https://evil.example/push/1', 'not an address']) {
      const sent = await town.post('mate', '/api/notices/subscriptions', bodyOf({ ...target, endpoint }));
      expect([sent.status, sent.body.code]).toEqual([422, 'notices.push_service_unknown']);
    }
    const point = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 9)]).toString('base64url');
    const sent = await town.post('mate', '/api/notices/subscriptions', bodyOf({ ...target, p256dh: point }));
    expect(sent.body.code).toBe('notices.push_service_unknown');
    expect(await devices('mate')).toEqual([]);
  });

  test('what is shaped wrong is refused before anything is looked at', async () => {
    const body = bodyOf(service.subscribe());
    const { keys } = body;
    for (const wrong of [
      { keys: {} },
      { keys: { ...keys, auth: '?' } },
      { language: 'xx' },
      { device: '' },
    ]) {
      const sent = await town.post('mate', '/api/notices/subscriptions', { ...body, ...wrong });
      expect([sent.status, sent.body.code]).toEqual([400, 'http.invalid']);
    }
  });

  test('a browser learns the key of this server; one that sends no pushes says so', async () => {
    const { publicKey } = await done(town.get('mate', '/api/notices/subscriptions'));
    expect(publicKey).toBe(channel.publicKey);
    const { database, clock } = store;
    const { app: silent } = await mount({
      database,
      clock,
      log: silentLog(),
      files: new FakeFiles(),
      people: app.people,
      version: 'test',
      bodyLimitBytes: 1_000_000,
      isBehindProxy: false,
      hasRateLimits: false,
    });
    const headers = { authorization: `Bearer ${await town.token('mate')}`, 'idempotency-key': 'no-pushes-1' };
    const url = '/api/notices/subscriptions';
    expect((await silent.inject({ url, headers })).json()).toEqual({ publicKey: null, devices: [] });
    const payload = bodyOf(service.subscribe());
    const sent = await silent.inject({ method: 'POST', url, headers, payload });
    expect([sent.statusCode, sent.json<Fields>().code]).toEqual([409, 'notices.push_off']);
    await silent.close();
  });
});

test('what no server sends is swept away once it is too late, not before', async () => {
  await phoneOf('handler');
  await done(town.report('officer'));
  await app.background.events.deliverAll();
  const sweep = () => store.database.transaction(sweepPushes.run);
  store.clock.advance(11 * HOUR);
  await sweep();
  expect(await tries()).toEqual([0]);
  store.clock.advance(HOUR);
  await sweep();
  expect(await tries()).toEqual([]);
});
