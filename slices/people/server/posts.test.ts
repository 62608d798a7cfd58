// Units, posts, leavers and protected fields: who may give what to whom, and what the store itself holds.
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { aesCipher } from '../../../platform/server/crypto/aes-cipher.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { Refused } from '../../../platform/server/http/refused.ts';
import { SESSION_COOKIE } from '../core/session.ts';
import { makeAuthenticate } from './authenticate.ts';
import { changeUnit } from './change-unit.ts';
import { endPost } from './end-post.ts';
import { buildTown, GRID, peopleOf, SETUP, TIES, type Town, UNITS, WANG_PHONE } from './fixture.ts';
import { leavePerson } from './leave-person.ts';
import {
  createPeople,
  createUnits,
  findActor,
  type GivenPost,
  givePosts,
  listPeopleWith,
  namesOf,
  openSession,
  type PeopleServices,
  unitDirectory,
} from './public.ts';
import { listPersonalReads } from './queries-people.ts';
import { findSession } from './queries-sessions.ts';
import { hashToken } from './sign-in.ts';
import { unmaskPerson } from './unmask-person.ts';
import { personView, sessionView } from './views.ts';

const store = testDatabase();
let services: PeopleServices;
let town: Town;
beforeAll(async () => {
  services = peopleOf(store);
  town = await buildTown(store);
});

const inTx = <T>(work: (tx: Tx) => Promise<T>) => store.database.transaction(work);
const id = (login: string): string => town.people[login] ?? '';
const unitId = (name: string): string => town.units[name] ?? '';
const codeOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
  return 'done';
};
async function actor(login: string): Promise<Actor> {
  const found = await store.database.read((tx) => findActor(tx, id(login)));
  if (!found) throw new Error(`nobody signs in as ${login}`);
  return found;
}
const newPerson = async (name: string, over: { phone?: string } = {}): Promise<string> => {
  const [made = ''] = await inTx((tx) =>
    createPeople(tx, services.cipher, SETUP, [{ name, areaPath: '500151.003', ...over }]),
  );
  return made;
};
const post = (personId: string, over: Partial<GivenPost> = {}): GivenPost => ({
  personId,
  unitId: unitId('新胜社区中心'),
  role: 'assistant',
  areaPath: GRID,
  fromDate: '2026-01-01',
  toDate: null,
  ...over,
});

describe('the unit directory', () => {
  test('names the centres, the units of a kind and the head of a grid', async () => {
    const directory = await store.database.read(unitDirectory);
    expect(directory.centreOf(GRID, 'community')?.name).toBe('新胜社区中心');
    expect(directory.centreAbove(unitId('新胜社区中心'))?.name).toBe('长桥街道中心');
    expect(directory.unitsOfKind('sanitation', GRID).map((unit) => unit.name)).toEqual(['环卫公司']);
    expect(directory.gridHead(GRID)).toEqual({ personId: id('wang'), name: '王敏' });
  });
  test('knows a new unit in the transaction that makes it, and everybody knows it afterwards', async () => {
    const fresh = {
      ...UNITS[4],
      code: 'NEW',
      name: '绿化队',
      nameEn: 'Greening',
      specialty: 'greening',
    } as (typeof UNITS)[number];
    await inTx(async (tx) => {
      await createUnits(tx, SETUP, [fresh]);
      expect((await unitDirectory(tx)).unitsOfKind('greening', GRID)).toHaveLength(1);
    });
    expect((await store.database.read(unitDirectory)).unitsOfKind('greening', GRID)).toHaveLength(1);
  });
  test('a street takes nobody away from the street next door', async () => {
    const [made] = await inTx((tx) =>
      createUnits(tx, SETUP, [
        {
          districtId: '500151',
          code: '两街清运队',
          name: '两街清运队',
          nameEn: '',
          kind: 'team',
          specialty: 'rubbish',
          areaPath: '500151.003',
          serves: ['500151.003', '500151.004'],
        },
      ]),
    );
    const streetAdmin = await actor('street-admin');
    const change = (serves: string[]) =>
      codeOf(inTx((tx) => changeUnit(tx, TIES, streetAdmin, made?.id ?? '', { serves })));
    expect(await change(['500151.003'])).toBe('auth.not_allowed');
    const admin = await actor('admin');
    const byDistrict = inTx((tx) => changeUnit(tx, TIES, admin, made?.id ?? '', { serves: ['500151.003'] }));
    expect(await codeOf(byDistrict)).toBe('done');
    expect(await change(['500151.003.012'])).toBe('done');
  });

  test('an area has one command centre, and a code one unit', async () => {
    const second = { ...UNITS[0], code: 'SECOND' } as (typeof UNITS)[number];
    expect(await codeOf(inTx((tx) => createUnits(tx, SETUP, [second])))).toBe('people.unit_code_taken');
    const sameCode = { ...UNITS[4] } as (typeof UNITS)[number];
    expect(await codeOf(inTx((tx) => createUnits(tx, SETUP, [sameCode])))).toBe('people.unit_code_taken');
  });
});

describe('grid heads', () => {
  const head = (personId: string, over: Partial<GivenPost> = {}) =>
    post(personId, { role: 'grid_head', ...over });
  test('two heads for a grid are refused, also when the store alone looks', async () => {
    const other = await newPerson('郑网格');
    expect(await codeOf(inTx((tx) => givePosts(tx, SETUP, [head(other)])))).toBe('people.grid_has_head');
    const raw = inTx((tx) =>
      sql`insert into post (id, district_id, person_id, unit_id, role, area_path, from_date, given_at)
        values (${tx.ids.next()}, '500151', ${other}, ${unitId('新胜社区中心')}, 'grid_head', ${GRID}, '2027-01-01',
          now())`.execute(tx.db),
    );
    await expect(raw).rejects.toMatchObject({ code: '23P01' });
  });
  test('heads of other grids, and members of the same grid, are as many as are needed', async () => {
    const other = await newPerson('郑网格');
    await inTx((tx) =>
      givePosts(tx, SETUP, [
        head(other, { areaPath: '500151.003.012.008' }),
        post(other),
        post(other, { role: 'guide' }),
        post(other, { role: 'participant' }),
      ]),
    );
    const members = await store.database.read((tx) => listPeopleWith(tx, { areaPath: GRID }));
    expect(members.map((one) => one.role).sort()).toEqual(['assistant', 'grid_head', 'guide', 'participant']);
  });
  test('a handover: the old head ends, the new one begins the same day, the directory follows', async () => {
    const grid = '500151.003.012.009';
    const [old, next] = [await newPerson('老网格长'), await newPerson('新网格长')];
    const [oldPost = ''] = await inTx((tx) => givePosts(tx, SETUP, [head(old, { areaPath: grid })]));
    expect((await store.database.read(unitDirectory)).gridHead(grid)?.name).toBe('老网格长');
    const street = await actor('street-admin');
    await inTx(async (tx) => {
      await endPost(tx, services.sessions, street, oldPost);
      await givePosts(tx, SETUP, [head(next, { areaPath: grid, fromDate: '2026-08-05' })]);
    });
    expect((await store.database.read(unitDirectory)).gridHead(grid)?.name).toBe('新网格长');
  });
});

describe('who gives posts', () => {
  test('an administrator of a street gives posts in the street, and none elsewhere', async () => {
    const street = await actor('street-admin');
    const person = await newPerson('吴协管');
    const give = (over: Partial<GivenPost>) =>
      codeOf(inTx((tx) => givePosts(tx, street, [post(person, over)])));
    expect(await give({})).toBe('done');
    expect(await give({ unitId: unitId('龙西街道中心'), areaPath: '500151.004.001.001' })).toBe(
      'auth.not_allowed',
    );
  });
  test('a street cannot make its own people dispatchers of the district centre', async () => {
    const street = await actor('street-admin');
    const over = { unitId: unitId('区指挥中心'), role: 'dispatcher', areaPath: '500151.003' } as const;
    const person = await newPerson('冯越权');
    expect(await codeOf(inTx((tx) => givePosts(tx, street, [post(person, over)])))).toBe('auth.not_allowed');
    expect(await codeOf(inTx((tx) => givePosts(tx, SETUP, [post(person, over)])))).toBe('done');
  });
  test('who is no administrator gives and ends nothing', async () => {
    const wang = await actor('wang');
    expect(await codeOf(inTx((tx) => givePosts(tx, wang, [post(id('li'))])))).toBe('auth.not_allowed');
    const mine = town.posts.wang ?? '';
    expect(await codeOf(inTx((tx) => endPost(tx, services.sessions, wang, mine)))).toBe('auth.not_allowed');
    expect(await codeOf(inTx((tx) => createUnits(tx, wang, UNITS)))).toBe('auth.not_allowed');
  });
  test('a list with one unknown person is not taken at all', async () => {
    const person = await newPerson('陈整体');
    const list = [post(person), post('00000000-0000-7000-8000-00000000dead')];
    expect(await codeOf(inTx((tx) => givePosts(tx, SETUP, list)))).toBe('people.person_unknown');
    expect(await store.database.read((tx) => findActor(tx, person))).toMatchObject({ posts: [] });
  });
  test('people of another district cannot be pulled over by a post', async () => {
    const [foreign = ''] = await inTx((tx) =>
      createPeople(tx, services.cipher, SETUP, [{ name: '外区', areaPath: '500152' }]),
    );
    expect(await codeOf(inTx((tx) => givePosts(tx, SETUP, [post(foreign)])))).toBe('people.person_unknown');
  });
  test('three thousand officers come in within one transaction', async () => {
    const people = Array.from({ length: 3_000 }, (_, n) => ({
      name: `队员${n}`,
      login: `bulk-${n}`,
      areaPath: '500151.004',
    }));
    const ids = await inTx(async (tx) => {
      const made = await createPeople(tx, services.cipher, SETUP, people);
      await givePosts(
        tx,
        SETUP,
        made.map((one) =>
          post(one, { unitId: unitId('龙西街道中心'), role: 'inspector', areaPath: '500151.004' }),
        ),
      );
      return made;
    });
    const found = await store.database.read((tx) =>
      listPeopleWith(tx, { unitId: unitId('龙西街道中心'), limit: 5_000 }),
    );
    expect(found).toHaveLength(3_000);
    const names = await store.database.read((tx) => namesOf(tx, [ids[2_999] ?? '', ids[0] ?? '']));
    expect([...names.values()].sort()).toEqual(['队员0', '队员2999']);
  });
  test('who answers for a place are those whose area contains it', async () => {
    const found = await store.database.read((tx) =>
      listPeopleWith(tx, { reaching: GRID, role: 'administrator' }),
    );
    expect(found.map((one) => one.name).sort()).toEqual(['孙街道', '钱管理']);
  });
});

describe('leavers', () => {
  test('posts, sessions and password end at once; the name stays for the history', async () => {
    const authenticate = makeAuthenticate(services);
    const person = await newPerson('何离岗');
    await inTx((tx) =>
      givePosts(tx, SETUP, [post(person), post(person, { role: 'guide', fromDate: '2026-12-01' })]),
    );
    const session = await inTx((tx) => openSession(tx, person, 'cookie'));
    const knock = () => authenticate({ cookies: { [SESSION_COOKIE]: session.token }, isWrite: false });
    expect(await knock()).toMatchObject({ kind: 'person', posts: [{ role: 'assistant' }] });
    const wang = await actor('wang');
    expect(await codeOf(inTx((tx) => leavePerson(tx, services.sessions, wang, person)))).toBe(
      'auth.not_allowed',
    );
    const street = await actor('street-admin');
    await inTx((tx) => leavePerson(tx, services.sessions, street, person));
    expect(await knock()).toEqual({ kind: 'public' });
    expect(await store.database.read((tx) => findActor(tx, person))).toBeUndefined();
    expect((await store.database.read((tx) => namesOf(tx, [person]))).get(person)).toBe('何离岗');
    const left = await store.database.read((tx) =>
      sql<{ n: number }>`select count(*) as n from post where person_id = ${person}
        and (to_date is null or to_date > '2026-12-01')`.execute(tx.db),
    );
    expect(left.rows[0]?.n).toBe(0);
    expect(await codeOf(inTx((tx) => givePosts(tx, SETUP, [post(person)])))).toBe('people.person_left');
  });
  test('a street cannot dismiss someone who also works for the district', async () => {
    const street = await actor('street-admin');
    const both = await newPerson('双岗');
    const district = { unitId: unitId('区指挥中心'), role: 'analyst', areaPath: '500151' } as const;
    await inTx((tx) => givePosts(tx, SETUP, [post(both), post(both, district)]));
    expect(await codeOf(inTx((tx) => leavePerson(tx, services.sessions, street, both)))).toBe(
      'auth.not_allowed',
    );
  });
});

describe('phones', () => {
  test('no table of the store shows one, and screens show it masked', async () => {
    const dump = await store.database.read(async (tx) => {
      const rows = await sql<{ row: string }>`select person::text || convert_from(phone_sealed, 'UTF8') as row
        from person where id = ${id('wang')}`.execute(tx.db);
      return rows.rows.map((row) => row.row).join('\n');
    });
    expect(dump).toContain('王敏');
    for (const form of [WANG_PHONE, '138-1234-5678', '12345678', Buffer.from(WANG_PHONE).toString('hex')]) {
      expect(dump).not.toContain(form);
    }
    const zhao = await actor('zhao');
    const view = await store.database.read((tx) => personView(tx, services, zhao, id('wang')));
    expect(view.phoneMasked).toBe('138****5678');
    expect(JSON.stringify(view)).not.toContain(WANG_PHONE);
  });
  test('under the real cipher a copy of the table shows nothing either', async () => {
    const cipher = aesCipher(new Uint8Array(32).fill(3));
    const phone = '15900001234';
    const [sealed = ''] = await inTx((tx) =>
      createPeople(tx, cipher, SETUP, [{ name: '密', areaPath: '500151', phone }]),
    );
    const rows = await store.database.read((tx) =>
      sql<{ row: string; bytes: Uint8Array }>`select person::text as row, phone_sealed as bytes
        from person where id = ${sealed}`.execute(tx.db),
    );
    expect(rows.rows[0]?.row).not.toContain(Buffer.from(phone).toString('hex'));
    expect(Buffer.from(rows.rows[0]?.bytes ?? []).toString('latin1')).not.toContain(phone);
    expect(cipher.open(rows.rows[0]?.bytes ?? new Uint8Array())).toBe(phone);
  });
  test('one is unmasked for a purpose, for a minute, and the reading is on record', async () => {
    const zhao = await actor('zhao');
    const ask = (purpose: string, by: Actor = zhao, personId = id('wang')) =>
      inTx((tx) => unmaskPerson(tx, services.cipher, by, { personId, purpose }));
    expect(await codeOf(ask(' 电话 '))).toBe('people.purpose_missing');
    expect(await codeOf(ask('联系核实案件', await actor('li')))).toBe('auth.not_allowed');
    expect(await codeOf(ask('联系核实案件', zhao, id('li')))).toBe('people.no_phone');
    expect(await store.database.read((tx) => listPersonalReads(tx, id('wang'), 10))).toEqual([]);
    const shown = await ask('联系核实案件 0805');
    expect(shown).toEqual({ phone: WANG_PHONE, maskAgainAt: store.clock.now() + 60_000 });
    expect(await store.database.read((tx) => listPersonalReads(tx, id('wang'), 10))).toEqual([
      { readAt: store.clock.now(), field: 'phone', purpose: '联系核实案件 0805', readerName: '赵派遣' },
    ]);
  });
  test('a person sees herself, a colleague of the unit, and nobody of other units', async () => {
    const view = async (by: string, whom: string) => {
      const who = await actor(by);
      return codeOf(store.database.read((tx) => personView(tx, services, who, id(whom))));
    };
    expect(await view('wang', 'wang')).toBe('done');
    expect(await view('wang', 'li')).toBe('auth.not_allowed');
    expect(await view('street-admin', 'wang')).toBe('done');
    expect(await view('street-admin', 'zhao')).toBe('auth.not_allowed');
  });
});

test('whose post ended is told for a week which, when and by whom, not of one that never began', async () => {
  const person = await newPerson('卫到期');
  const [held = '', coming = ''] = await inTx((tx) =>
    givePosts(tx, SETUP, [post(person), post(person, { role: 'guide', fromDate: '2026-08-07' })]),
  );
  const { token } = await inTx((tx) => openSession(tx, person, 'cookie'));
  const told = () =>
    store.database.read(async (tx) => {
      const session = await findSession(tx, hashToken(token));
      if (!session) throw new Error('somebody is signed in');
      const { posts, endedPosts } = await sessionView(tx, services, session);
      return { posts: posts.map(({ role }) => role), endedPosts };
    });
  expect(await told()).toEqual({ posts: ['assistant'], endedPosts: [] });
  const street = await actor('street-admin');
  const endedAt = store.clock.now();
  for (const one of [held, coming]) await inTx((tx) => endPost(tx, services.sessions, street, one));
  const facts = { role: 'assistant', unitName: '新胜社区中心', endedByName: '孙街道', endedAt };
  expect(await told()).toMatchObject({ posts: [], endedPosts: [facts] });
  store.clock.advance(3 * DAY);
  expect(await told()).toMatchObject({ endedPosts: [facts] });
  store.clock.advance(5 * DAY);
  expect(await told()).toEqual({ posts: [], endedPosts: [] });
});
