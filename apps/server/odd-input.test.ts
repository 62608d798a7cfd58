// What looks wrong and is not, what comes twice or all at once, and sessions that are over: each is taken
// literally, once, or refused; nothing is ever half done.
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { type Reply, testApp } from './test-app.ts';
import { testTown } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const NIL = '00000000-0000-7000-8000-000000000000';
const WEST = 105.8;
let handling = '';
let officersPhoto = '';

async function done(reply: Promise<Reply>): Promise<Reply> {
  const got = await reply;
  expect([200, 201], JSON.stringify(got.body)).toContain(got.status);
  return got;
}

beforeAll(async () => {
  officersPhoto = await town.photo('officer');
  handling = String((await done(town.report('officer'))).body.id);
  await done(town.act('handler', handling, 'claim', { personId: town.personId('handler') }));
}, 120_000);

describe('taken as it is', () => {
  const ODD_WORDS = [
    "'; drop table case_file; -- \\",
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '=HYPERLINK("http://example.org","x")',
    "+86 138; @SUM(1+1)*cmd|' /C calc'!A0",
    '𠮷野家门口𡈽堆 👩‍👩‍👧‍👦 🧱',
    '第一行\n第二行\t缩进\u0007\u202e倒写',
    '100% _完_ \\ [a-z]*',
    '%00 %s $(7*7) {{7*7}} {what}',
  ];

  test.each(ODD_WORDS)('%j is kept letter by letter, and found again', async (words) => {
    const sent = await done(town.report('officer', { description: words, address: words }));
    const { body } = await town.get('dispatcher', `/api/cases/${sent.body.id}`);
    expect(body).toMatchObject({ description: words, address: words });
    const outside = await town.get('nobody', `/api/track/${sent.body.publicCode}`);
    expect(outside.body.description).toBe(words);
    const piece = [...words].slice(0, 12).join('');
    const found = await town.get('dispatcher', `/api/cases?text=${encodeURIComponent(piece)}`);
    expect((found.body.items as { id: string }[]).map((item) => item.id)).toContain(sent.body.id);
  });

  test('a search for a percent sign finds percent signs, not everything', async () => {
    const { body } = await town.get('dispatcher', `/api/cases?text=${encodeURIComponent('100% _')}`);
    expect((body.items as unknown[]).length).toBe(1);
  });

  test('a filter that is mistyped in an address is told, with what there is, and opens no list', async () => {
    for (const path of ['', '/count', '/points', '/export.csv']) {
      const { body } = await town.get('dispatcher', `/api/cases${path}?lamp=red&figur=red&areaPath=500151`);
      expect(body, path).toMatchObject({ status: 400, code: 'http.query_unknown', data: { names: 'figur' } });
      expect(String(body.detail)).toMatch(/figur .*可用的参数：.*figure/);
    }
    expect((await town.get('dispatcher', '/api/cases?lamp=red&areaPath=500151')).status).toBe(200);
  });

  test('fields that nobody named go nowhere', async () => {
    const smuggled = {
      state: 'closed',
      number: '1',
      isForceClosed: true,
      holderUnitId: NIL,
      __extra: 'canary-8841',
    };
    const { body } = await done(town.report('officer', smuggled));
    expect(body.state).toBe('dispatched');
    const seen = await town.get('dispatcher', `/api/cases/${body.id}`);
    expect(JSON.stringify(seen.body)).not.toContain('canary-8841');
    expect([...(await town.digest()).keys()].length).toBeGreaterThan(20);
  });

  test('a point on the border belongs to the lower grid, a corner too', async () => {
    const middle = { lon: WEST + 0.01, lat: 29.01 };
    const inside = await done(town.report('inspector', { point: middle }));
    const { body } = await town.get('dispatcher', `/api/cases/${inside.body.id}`);
    expect(body.areaPath).toBe('500151.001.001.001');
  });
});

describe('twice and at once', () => {
  test('the same sending again happens once and answers the same, whatever came between', async () => {
    const { body } = await done(town.report('officer', {}, { key: 'sent-twice-1' }));
    const id = String(body.id);
    const claim = { personId: town.personId('handler') };
    const first = await done(town.act('handler', id, 'claim', claim, { key: 'claimed-twice' }));
    const before = await town.digest();
    const again = await town.act('handler', id, 'claim', claim, { key: 'claimed-twice' });
    expect(again).toMatchObject({
      status: 200,
      body: first.body,
      headers: { 'idempotent-replayed': 'true' },
    });
    expect(await town.digest()).toEqual(before);
  });

  test('of ten who claim at once one wins; the others are told, and the history has one claim', async () => {
    const { body } = await done(town.report('officer'));
    const id = String(body.id);
    const people = ['handler', 'mate', 'chief'] as const;
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) => {
        const who = people[n % 3] ?? 'handler';
        return town.act(who, id, 'claim', { personId: town.personId(who) }, { key: `race-of-ten-${n}` });
      }),
    );
    expect(all.filter((reply) => reply.status === 200)).toHaveLength(1);
    expect(all.filter((reply) => reply.body.code === 'cases.wrong_state')).toHaveLength(9);
    const seen = await town.get('dispatcher', `/api/cases/${id}`);
    const steps = seen.body.steps as { action: string }[];
    expect(steps.filter((step) => step.action === 'claim')).toHaveLength(1);
  });

  test('the same report ten times at once is one case', async () => {
    const more = { description: '十次同时', photoIds: [officersPhoto] };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => town.report('officer', more, { key: 'ten-times-at-once' })),
    );
    expect(all.map((reply) => reply.status)).toEqual(Array.from({ length: 10 }, () => all[0]?.status));
    expect(new Set(all.map((reply) => reply.body.id)).size).toBe(1);
    const found = await town.get('dispatcher', `/api/cases?text=${encodeURIComponent('十次同时')}`);
    expect((found.body.items as unknown[]).length).toBe(1);
  });
});

describe('sessions', () => {
  const signIn = (password: string) =>
    app.send('POST', '/api/session', { body: { login: 'handler', password, client: 'browser' } });

  test('a wrong password is refused and changes nothing but the count of tries', async () => {
    const before = await town.digest();
    const reply = await signIn('wrong');
    expect(reply.body).toMatchObject({ status: 401, code: 'auth.wrong' });
    const after = await town.digest();
    expect([...after.keys()].filter((table) => after.get(table) !== before.get(table))).toEqual([
      'login_attempt',
    ]);
  });

  test('a cookie without its token writes nothing; with it the same is done', async () => {
    const password = '清晨七点到东吴巷巡查';
    await done(
      town.post('admin', `/api/people/${town.personId('handler')}/password`, { next: password }),
    );
    const opened = await signIn(password);
    expect(opened.status).toBe(201);
    const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? '';
    const headers = { cookie, 'x-csrf-token': String(opened.body.csrf) };
    // A password that was given is changed before anything else.
    const own = { current: password, next: '傍晚六点到西吴巷巡查' };
    expect((await app.send('POST', '/api/session/password', { body: own, headers })).status).toBe(200);
    const url = `/api/cases/${handling}/note`;
    const before = await town.digest();
    const forged = await app.send('POST', url, { body: { words: '看到了' }, headers: { cookie } });
    expect(forged.body).toMatchObject({ status: 403, code: 'auth.csrf' });
    expect(await town.digest()).toEqual(before);
    expect((await app.send('POST', url, { body: { words: '看到了' }, headers })).status).toBe(200);
  });

  test('a session that was idle too long is over, and says so', async () => {
    const token = await app.signInAs(town.personId('mate'));
    store.clock.advance(15 * HOUR);
    const before = await town.digest();
    const reply = await app.send('POST', `/api/cases/${handling}/note`, { token, body: { words: 'x' } });
    expect(reply.body).toMatchObject({ status: 401, code: 'auth.session_ended' });
    expect(await town.digest()).toEqual(before);
    store.clock.advance(DAY);
  });
});
