// A small district with everyone who works in it, asked through the doors alone: for tests of the whole
// application. People are real rows with posts and sessions; photos are really uploaded. It holds no rule.
import { sql } from 'kysely';
import sharp from 'sharp';
import { beforeAll } from 'vitest';
import { assert } from '../../kernel/assert.ts';
import { HOUR } from '../../kernel/duration.ts';
import type { Role } from '../../kernel/rights.ts';
import type { TestStore } from '../../platform/server/db/test-database.ts';
import { makeDistrict, type TestDistrict } from '../../slices/cases/server/test-district.ts';
import { createPeople, createUnits, givePosts } from '../../slices/people/server/public.ts';
import type { Reply, TestApp } from './test-app.ts';

export const DISTRICT = '500151';
const ELSEWHERE = '500152';
const SETUP = { kind: 'system', name: 'setup' } as const;

type Row = readonly [role: Role, specialty: string, area: string, reach?: string];

/** Street A is `.001` with the one community `.001.001`; its sanitation company clears rubble. */
const STAFF = {
  inspector: ['inspector', 'centre', ''],
  streetInspector: ['inspector', 'centre', '.001'],
  dispatcher: ['dispatcher', 'centre', ''],
  secondDispatcher: ['dispatcher', 'centre', ''],
  leader: ['leader', 'centre', ''],
  admin: ['administrator', 'centre', ''],
  streetDispatcher: ['dispatcher', 'centre', '.001'],
  streetLeader: ['leader', 'centre', '.001'],
  otherStreet: ['dispatcher', 'centre', '.002'],
  communityDispatcher: ['dispatcher', 'centre', '.001.001'],
  gridHead: ['grid_head', 'centre', '.001.001', '.001.001.001'],
  officer: ['assistant', 'centre', '.001.001', '.001.001.001'],
  handler: ['handler', 'sanitation', '.001'],
  mate: ['handler', 'sanitation', '.001'],
  chief: ['unit_head', 'sanitation', '.001'],
  otherHandler: ['handler', 'sanitation', '.002'],
  property: ['handler', 'property_company', '.001.001'],
  leaver: ['handler', 'sanitation', '.001'],
} as const satisfies Record<string, Row>;

export type Who = keyof typeof STAFF | 'foreign' | 'nobody';
export type Fields = Readonly<Record<string, unknown>>;
export interface Asking {
  readonly key?: string;
  readonly headers?: Record<string, string>;
  readonly version?: number;
}

export interface Town {
  readonly city: TestDistrict;
  readonly names: readonly Who[];
  personId(who: Who): string;
  postId(who: Who): string;
  nameOf(who: Who): string;
  /** A bearer token; a fresh one where the clock has moved on since. Undefined for nobody. */
  token(who: Who): Promise<string | undefined>;
  get(who: Who, url: string, headers?: Record<string, string>): Promise<Reply>;
  post(who: Who, url: string, body?: unknown, asking?: Asking): Promise<Reply>;
  photo(who: Who): Promise<string>;
  /** Rubble in street A's first grid, unless said otherwise. */
  reportBody(more?: Fields): Promise<Fields>;
  report(who: Who, more?: Fields, asking?: Asking): Promise<Reply>;
  act(who: Who, caseId: string, action: string, body?: Fields, asking?: Asking): Promise<Reply>;
  /** Per table a digest of every row, so that what changed can be named. Sessions are left out: they are
   *  touched by being used. */
  digest(): Promise<ReadonlyMap<string, string>>;
}

const NAMES = [
  '金俭',
  '沈许琴',
  '程舟',
  '白露',
  '乔岸',
  '余声',
  '何立',
  '林远',
  '陶然',
  '江枫',
  '秦月',
  '温故',
  '石安',
  '柳青',
  '章禾',
  '路遥',
  '文心',
  '辛夷',
  '易行',
  '方圆',
];

async function makePeople(store: TestStore, city: TestDistrict) {
  return store.database.transaction(async (tx) => {
    const [abroad] = await createUnits(tx, SETUP, [
      {
        districtId: ELSEWHERE,
        kind: 'centre',
        specialty: 'centre',
        areaPath: ELSEWHERE,
        serves: [ELSEWHERE],
        code: 'abroad',
        name: '邻区中心',
        nameEn: 'centre next door',
      },
    ]);
    assert(abroad, 'the district next door has a centre');
    const rows = Object.entries(STAFF as Record<string, Row>).map(
      ([who, [role, specialty, area, reach]]) => ({
        who: who as Who,
        role,
        unitId: city.unit(specialty, area).id,
        areaPath: DISTRICT + (reach ?? area),
      }),
    );
    const all = [
      ...rows,
      { who: 'foreign' as const, role: 'dispatcher' as const, unitId: abroad.id, areaPath: ELSEWHERE },
    ];
    const people = all.map(({ who, areaPath }, n) => ({
      name: NAMES[n] ?? who,
      areaPath,
      login: who,
      phone: `1390000${String(1_000 + n)}`,
    }));
    const personIds = await createPeople(tx, tx.cipher, SETUP, people);
    const posts = all.map(({ role, unitId, areaPath }, n) => ({
      personId: personIds[n] ?? '',
      unitId,
      role,
      areaPath,
      fromDate: '2026-01-01',
      toDate: null,
    }));
    const postIds = await givePosts(tx, SETUP, posts);
    return new Map(
      all.map(({ who }, n) => [
        who as Who,
        { personId: personIds[n] ?? '', postId: postIds[n] ?? '', name: NAMES[n] ?? '' },
      ]),
    );
  });
}

async function digestTables(store: TestStore): Promise<ReadonlyMap<string, string>> {
  return store.database.read(async (tx) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name not in ('spatial_ref_sys', 'session')
      order by 1`.execute(tx.db);
    const parts = tables.rows.map(
      ({ name }) => sql`(select ${name}::text as name,
      count(*) || ' ' || md5(coalesce(string_agg(row_text, '|' order by row_text), '')) as digest
      from (select t::text as row_text from ${sql.table(name)} as t) as rows)`,
    );
    const { rows } = await sql<{
      name: string;
      digest: string;
    }>`${sql.join(parts, sql` union all `)}`.execute(tx.db);
    return new Map(rows.map(({ name, digest }) => [name, digest]));
  });
}

/** Pictures that differ, so that no two photos share a hash. */
export async function drawPng(shade: number): Promise<Buffer> {
  const background = { r: shade % 256, g: (shade * 7) % 256, b: 90 };
  return sharp({ create: { width: 24, height: 16, channels: 3, background } })
    .png()
    .toBuffer();
}

type Sending = Pick<Town, 'get' | 'post'>;

function sendingAs(app: TestApp, tokenOf: Town['token']): Sending {
  return {
    async get(who, url, headers = {}) {
      const token = await tokenOf(who);
      return app.send('GET', url, { headers, ...(token ? { token } : {}) });
    },
    async post(who, url, body = {}, { key, headers = {}, version } = {}) {
      const token = await tokenOf(who);
      return app.send('POST', version === undefined ? url : `${url}?version=${version}`, {
        body,
        headers,
        ...(key ? { key } : {}),
        ...(token ? { token } : {}),
      });
    },
  };
}

/** Call once at the top of a test file, after testDatabase() and testApp(). */
export function testTown(store: TestStore, app: TestApp): Town {
  let city: TestDistrict | undefined;
  let people: Awaited<ReturnType<typeof makePeople>> | undefined;
  const tokens = new Map<Who, { token: string; at: number }>();
  let shade = 0;
  beforeAll(async () => {
    city = await makeDistrict(store.database, DISTRICT);
    people = await makePeople(store, city);
  }, 120_000);
  const opened = <T>(value: T | undefined): T => {
    assert(value, 'the town opens in beforeAll: use it inside a test');
    return value;
  };
  const person = (who: Who) => opened(opened(people).get(who));
  async function tokenOf(who: Who): Promise<string | undefined> {
    if (who === 'nobody') return undefined;
    const known = tokens.get(who);
    if (known && store.clock.now() - known.at < 12 * HOUR) return known.token;
    const token = await app.signInAs(person(who).personId);
    tokens.set(who, { token, at: store.clock.now() });
    return token;
  }
  const town: Town = {
    get city() {
      return opened(city);
    },
    names: [...(Object.keys(STAFF) as Who[]), 'foreign', 'nobody'],
    personId: (who) => person(who).personId,
    postId: (who) => person(who).postId,
    nameOf: (who) => person(who).name,
    token: tokenOf,
    ...sendingAs(app, tokenOf),
    async photo(who) {
      shade += 1;
      const sent = await town.post(who, '/api/photos', await drawPng(shade), {
        headers: { 'content-type': 'image/png' },
      });
      assert(sent.status === 201, `the photo is kept: ${JSON.stringify(sent.body)}`);
      return String(sent.body.id);
    },
    reportBody: async (more = {}) => ({
      channel: 'patrol',
      description: '苏苑新村13幢1单元旁有建筑垃圾',
      point: opened(city).inGridA,
      itemCode: opened(city).itemCode,
      ...more,
    }),
    async report(who, more = {}, asking = {}) {
      const photoIds = 'photoIds' in more ? {} : { photoIds: [await town.photo(who)] };
      return town.post(who, '/api/cases', await town.reportBody({ ...photoIds, ...more }), asking);
    },
    act: (who, caseId, action, body = {}, asking = {}) =>
      town.post(who, `/api/cases/${caseId}/${action}`, body, asking),
    digest: () => digestTables(store),
  };
  return town;
}
