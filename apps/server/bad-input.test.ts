// What goes wrong at the doors, as a table: each wrong sending is refused with a problem that says in both
// languages what is wrong, and changes not one row of the store.
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { standardFlow } from '../../slices/cases/core/flows/standard.ts';
import { leavesFrom } from '../../slices/cases/core/flow.ts';
import { type Reply, testApp } from './test-app.ts';
import { drawPng, type Asking, type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const NIL = '00000000-0000-7000-8000-000000000000';
const WEST = 105.8;

type Send = (headers: Record<string, string>) => Promise<Reply>;
type Row = readonly [what: string, status: number, code: string, send: Send];

const ids: Record<string, string> = {};
const codes: Record<string, string> = {};
const photos: Record<string, string> = {};

const report =
  (more: Fields, who: Who = 'inspector', asking: Asking = {}): Send =>
  (headers) =>
    town.report(
      who,
      { photoIds: [photos[who] ?? NIL], ...more },
      { ...asking, headers: { ...asking.headers, ...headers } },
    );
const act =
  (who: Who, state: string, action: string, body: Fields = {}, asking: Asking = {}): Send =>
  (headers) =>
    town.act(who, ids[state] ?? NIL, action, body, {
      ...asking,
      headers: { ...asking.headers, ...headers },
    });
const get =
  (who: Who, url: () => string): Send =>
  (headers) =>
    town.get(who, url(), headers);
const post =
  (who: Who, url: () => string, body: () => unknown, asking: Asking = {}): Send =>
  (headers) =>
    town.post(who, url(), body(), { ...asking, headers: { ...asking.headers, ...headers } });
const upload =
  (bytes: () => Promise<Buffer> | Buffer, type = 'image/png', who: Who = 'inspector'): Send =>
  async (headers) =>
    town.post(who, '/api/photos', await bytes(), { headers: { ...headers, 'content-type': type } });
const raw =
  (headersOf: () => Promise<Record<string, string>>, url = '/api/cases', payload: unknown = {}): Send =>
  async (headers) =>
    app.send('POST', url, { body: payload, headers: { ...headers, ...(await headersOf()) } });

async function done(reply: Promise<Reply>): Promise<Reply> {
  const got = await reply;
  expect([200, 201], JSON.stringify(got.body)).toContain(got.status);
  return got;
}

async function keep(state: string, reply: Promise<Reply>): Promise<void> {
  const { body } = await done(reply);
  ids[state] = String(body.id);
  codes[state] = String(body.publicCode ?? '');
}

/** One case waiting in each state of the flow. */
async function makeCases(): Promise<void> {
  for (const who of ['inspector', 'handler', 'nobody', 'officer'] as const)
    photos[who] = await town.photo(who);
  const citizen = { channel: 'citizen', photoIds: [photos.nobody] };
  for (const state of ['reported', 'accepted', 'rejected', 'merged', 'withdrawn']) {
    await keep(state, town.report('nobody', citizen));
  }
  await done(town.act('streetDispatcher', ids.accepted ?? '', 'accept'));
  await done(
    town.act('streetDispatcher', ids.rejected ?? '', 'reject', {
      reasonCode: 'unclear',
      reply: '请补充',
    }),
  );
  await done(town.act('streetDispatcher', ids.merged ?? '', 'merge', { mainCaseId: ids.reported }));
  await done(town.post('nobody', `/api/track/${codes.withdrawn}/withdraw`));
  const claim = { personId: town.personId('handler') };
  const fedBack = { result: '已清运', photoIds: [photos.handler] };
  for (const state of ['dispatched', 'handling', 'answered', 'verified', 'closed']) {
    await keep(state, town.report('officer', { photoIds: [photos.officer] }));
    const id = ids[state] ?? '';
    if (state === 'dispatched') continue;
    await done(town.act('handler', id, 'claim', claim));
    if (state === 'handling') continue;
    await done(town.act('handler', id, 'feed_back', fedBack));
    if (state === 'answered') continue;
    await done(town.act('inspector', id, 'verify', { finding: '干净' }));
    if (state === 'verified') continue;
    await done(town.act('streetDispatcher', id, 'close', { closingCode: 'solved' }));
  }
  await app.settle();
}

beforeAll(makeCases, 120_000);

/** A PNG that says it is 60,000 pixels wide and high, in 70 bytes. */
async function pixelFlood(): Promise<Buffer> {
  const png = await drawPng(1);
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  return png;
}

const bytesOf = (text: string) => () => Buffer.from(text);

const whatAndWhere: readonly Row[] = [
  [
    'nothing at all',
    422,
    'cases.place_missing',
    post(
      'inspector',
      () => '/api/cases',
      () => ({}),
    ),
  ],
  [
    'a list for an object',
    400,
    'http.invalid',
    post(
      'inspector',
      () => '/api/cases',
      () => [1, 2],
    ),
  ],
  ['no words', 422, 'cases.field_missing', report({ description: undefined })],
  ['blank words', 422, 'cases.field_missing', report({ description: ' \n\t ' })],
  ['words too long', 400, 'http.invalid', report({ description: '垃'.repeat(2_001) })],
  ['an object for words', 400, 'http.invalid', report({ description: { text: '垃圾' } })],
  ['half a character', 422, 'cases.field_invalid', report({ description: `垃圾\ud83d` })],
  ['a NUL in the words', 422, 'cases.field_invalid', report({ description: 'a\u0000b' })],
  ['no channel', 422, 'cases.field_missing', report({ channel: undefined })],
  ['an unknown channel', 400, 'http.invalid', report({ channel: 'pigeon' })],
  ['a staff channel without a session', 401, 'cases.channel_sign_in', report({}, 'nobody')],
  ['no place', 422, 'cases.place_missing', report({ point: undefined })],
  ['a point as words', 400, 'http.invalid', report({ point: 'here' })],
  ['half a point', 400, 'http.invalid', report({ point: { lon: 105.8 } })],
  ['NaN', 400, 'http.invalid', report({ point: { lon: 'NaN', lat: 29 } })],
  ['beyond the earth', 400, 'http.invalid', report({ point: { lon: 200, lat: 29 } })],
  [
    'longitude and latitude swapped',
    400,
    'http.invalid',
    report({ point: { lon: 29.005, lat: 105.805 } }),
  ],
  ['a place far outside', 422, 'areas.outside', report({ point: { lon: 121.5, lat: 31.2 } })],
  [
    'a hand’s breadth outside',
    422,
    'areas.outside',
    report({ point: { lon: WEST - 0.000_001, lat: 29.005 } }),
  ],
  ['Null Island', 422, 'areas.outside', report({ point: { lon: 0, lat: 0 } })],
  [
    'a grid that is not there',
    422,
    'cases.place_missing',
    report({ point: undefined, areaPath: '500151.009.009.009' }),
  ],
  ['a grid next door', 422, 'cases.place_missing', report({ point: undefined, areaPath: '500152.001' })],
  ['an item that is not in the lists', 422, 'catalogue.item_unknown', report({ itemCode: 'E9999' })],
  ['an item of 81 letters', 400, 'http.invalid', report({ itemCode: 'E'.repeat(81) })],
  ['a component that is no id', 400, 'http.invalid', report({ componentId: 'lamp-7' })],
  ['a component that is not there', 404, 'component.not_found', report({ componentId: NIL })],
  [
    'a reporter’s number of 60 digits',
    400,
    'http.invalid',
    report({ reporter: { phone: '1'.repeat(60) } }),
  ],
  ['a reporter who is a list', 400, 'http.invalid', report({ reporter: ['王', '138'] })],
];

const pictures: readonly Row[] = [
  ['no photo where the item asks one', 422, 'cases.photo_missing', report({ photoIds: [] })],
  ['a photo that nobody sent', 422, 'cases.photo_unknown', report({ photoIds: [NIL] })],
  [
    'somebody else’s photo',
    422,
    'cases.photo_unknown',
    (headers) => report({ photoIds: [photos.handler] })(headers),
  ],
  ['fifty-one photos', 400, 'http.invalid', report({ photoIds: Array.from({ length: 51 }, () => NIL) })],
  ['a photo’s name for its id', 400, 'http.invalid', report({ photoIds: ['IMG_0001.JPG'] })],
  ['words for a picture', 415, 'files.not_an_image', upload(bytesOf('this is a picture'))],
  [
    'a web page for a picture',
    415,
    'files.not_an_image',
    upload(bytesOf('<html><script>1</script></html>')),
  ],
  [
    'a drawing with script',
    415,
    'files.not_an_image',
    upload(bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')),
  ],
  ['a picture of no bytes', 415, 'files.not_an_image', upload(() => Buffer.alloc(0))],
  ['a flood of pixels', 422, 'files.too_many_pixels', upload(pixelFlood)],
  ['a picture cut off', 422, 'files.broken', upload(async () => (await drawPng(3)).subarray(0, 60))],
  [
    'a HEIC picture',
    415,
    'files.heic',
    upload(bytesOf('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'image/heic'),
  ],
  [
    'a picture as JSON',
    415,
    'files.not_an_image',
    post(
      'inspector',
      () => '/api/photos',
      () => ({ picture: 'x' }),
    ),
  ],
  ['a photo that is not there', 404, 'files.not_found', get('inspector', () => `/api/photos/${NIL}`)],
  [
    'a photo’s path out of the folder',
    400,
    'http.invalid',
    get('inspector', () => '/api/photos/..%2f..%2fetc%2fpasswd'),
  ],
  [
    'a size that is not kept',
    400,
    'http.invalid',
    get('inspector', () => `/api/photos/${NIL}?size=poster`),
  ],
];

const bearer = async () => ({ authorization: `Bearer ${await town.token('inspector')}` });
const withKey = (key: string) => async () => ({ ...(await bearer()), 'idempotency-key': key });
const typed = (type: string) => async () => ({ ...(await bearer()), 'content-type': type });

const sendings: readonly Row[] = [
  ['no key', 400, 'http.idempotency_key_missing', raw(withKey(''), '/api/cases', { channel: 'patrol' })],
  ['a key too short', 400, 'http.idempotency_key_missing', raw(withKey('1234567'))],
  ['a key too long', 400, 'http.idempotency_key_missing', raw(withKey('k'.repeat(101)))],
  ['a key with blanks', 400, 'http.idempotency_key_missing', raw(withKey('eight or more'))],
  [
    'a key used for another command',
    422,
    'http.idempotency_key_reused',
    report({ description: '另一件' }, 'inspector', { key: 'used-before' }),
  ],
  ['broken JSON', 400, 'http.invalid', raw(typed('application/json'), '/api/cases', '{"channel":')],
  ['an empty body called JSON', 400, 'http.invalid', raw(typed('application/json'), '/api/cases', '')],
  ['XML', 415, 'http.media_type', raw(typed('application/xml'), '/api/cases', '<case/>')],
  [
    'a form',
    415,
    'http.media_type',
    raw(typed('application/x-www-form-urlencoded'), '/api/cases', 'a=1'),
  ],
  ['sixteen megabytes', 413, 'http.too_large', report({ description: '长'.repeat(5_600_000) })],
  [
    'a proto in the body',
    400,
    'http.invalid',
    raw(typed('application/json'), '/api/cases', '{"__proto__":{"isAdmin":true}}'),
  ],
  ['an address that is not there', 404, 'http.not_found', get('inspector', () => '/api/no/such/door')],
  [
    'a verb that is not there',
    404,
    'http.not_found',
    post(
      'inspector',
      () => '/api/cases/overdue/of/today',
      () => ({}),
    ),
  ],
  ['a made-up token', 401, 'auth.session_ended', raw(async () => ({ authorization: 'Bearer nonsense' }))],
  [
    'a cookie that no longer counts',
    401,
    'cases.channel_sign_in',
    async (h) =>
      raw(async () => ({ cookie: '__Host-gridloop=nonsense' }), '/api/cases', await town.reportBody())(h),
  ],
];

const asking: readonly Row[] = [
  ['a page of none', 400, 'http.invalid', get('dispatcher', () => '/api/cases?limit=0')],
  ['a page of fifty-one', 400, 'http.invalid', get('dispatcher', () => '/api/cases?limit=51')],
  ...['from=2026-13-01', 'until=2026-02-30'].map(
    (day): Row => [`changes ${day}`, 400, 'changes.no_such_day', get('admin', () => `/api/changes?${day}`)],
  ),
  [
    'a made-up cursor',
    422,
    'cases.field_invalid',
    get('dispatcher', () => '/api/cases?cursor=1%20or%201=1'),
  ],
  [
    'an area that is no path',
    400,
    'http.invalid',
    get('dispatcher', () => "/api/cases?areaPath=500151'--"),
  ],
  [
    'words of 61 letters',
    400,
    'http.invalid',
    get('dispatcher', () => `/api/cases?text=${'a'.repeat(61)}`),
  ],
  ['a lamp that does not exist', 400, 'http.invalid', get('dispatcher', () => '/api/cases?due=purple')],
  ['a list without signing in', 401, 'auth.sign_in_first', get('nobody', () => '/api/cases')],
  ['a case that is not there', 404, 'cases.not_found', get('dispatcher', () => `/api/cases/${NIL}`)],
  ['a case that is no id', 400, 'http.invalid', get('dispatcher', () => '/api/cases/1;drop table step')],
  [
    'a case of another street',
    404,
    'cases.not_found',
    get('otherStreet', () => `/api/cases/${ids.handling}`),
  ],
  [
    'a case of another district',
    404,
    'cases.not_found',
    get('foreign', () => `/api/cases/${ids.handling}`),
  ],
  [
    'the history of a case of another district',
    404,
    'cases.not_found',
    get('foreign', () => `/api/cases/${ids.handling}/history/verify`),
  ],
  ['an unknown code', 404, 'cases.code_unknown', get('nobody', () => '/api/track/AAAAA-AAAAA-AAAAA')],
  ['a code of wrong form', 404, 'cases.code_unknown', get('nobody', () => '/api/track/%27%20or%201=1')],
  ['a code of 41 letters', 400, 'http.invalid', get('nobody', () => `/api/track/${'A'.repeat(41)}`)],
  [
    'a notice of somebody else',
    404,
    'notices.not_yours',
    post(
      'handler',
      () => `/api/notices/${NIL}/read`,
      () => ({}),
    ),
  ],
  [
    'a place to look at that is outside',
    422,
    'areas.outside',
    get('nobody', () => '/api/intake/likely-same?lon=1&lat=1'),
  ],
];

const whole = (result: Fields): Fields => ({ personId: town.personId('handler'), ...result });

const acting: readonly Row[] = [
  ['an unknown case', 404, 'cases.not_found', act('dispatcher', 'none', 'accept')],
  ['an action that is not there', 404, 'http.not_found', act('dispatcher', 'reported', 'abolish')],
  [
    'the machine’s own action',
    404,
    'http.not_found',
    act('dispatcher', 'handling', 'climb', { kind: 'urge' }),
  ],
  [
    'an old version',
    409,
    'cases.changed',
    act('handler', 'handling', 'note', { words: 'x' }, { version: 1 }),
  ],
  [
    'a version of none',
    400,
    'http.invalid',
    act('handler', 'handling', 'note', { words: 'x' }, { version: 0 }),
  ],
  ['a claim in nobody’s name', 422, 'cases.field_missing', act('handler', 'dispatched', 'claim')],
  [
    'a claim in an outsider’s name',
    422,
    'cases.person_elsewhere',
    (h) => act('handler', 'dispatched', 'claim', { personId: town.personId('otherHandler') })(h),
  ],
  [
    'a claim in the name of nobody there',
    422,
    'cases.person_elsewhere',
    act('handler', 'dispatched', 'claim', { personId: NIL }),
  ],
  [
    'a result without its photo',
    422,
    'cases.photo_missing',
    act('handler', 'handling', 'feed_back', { result: '好了' }),
  ],
  [
    'a result without words',
    422,
    'cases.field_missing',
    (h) => act('handler', 'handling', 'feed_back', { photoIds: [photos.handler] })(h),
  ],
  [
    'the handler’s own verifying',
    403,
    'cases.not_allowed',
    act('handler', 'answered', 'verify', { finding: '好' }),
  ],
  [
    'the centre verifying too early',
    403,
    'cases.verifier_by_rule',
    act('streetDispatcher', 'answered', 'verify', { finding: '好' }),
  ],
  [
    'a closing code of one’s own',
    400,
    'http.invalid',
    act('streetDispatcher', 'verified', 'close', { closingCode: 'magic' }),
  ],
  ['no closing code', 422, 'cases.field_missing', act('streetDispatcher', 'verified', 'close')],
  [
    'a dispatch to nobody',
    422,
    'cases.unit_unknown',
    act('streetDispatcher', 'accepted', 'dispatch', { unitId: NIL }),
  ],
  [
    'a dispatch to a unit elsewhere',
    422,
    'cases.unit_elsewhere',
    (h) =>
      act('streetDispatcher', 'accepted', 'dispatch', {
        unitId: town.city.unit('sanitation', '.002').id,
        reason: '近',
      })(h),
  ],
  [
    'another unit without a reason',
    422,
    'cases.unit_reason_missing',
    (h) =>
      act('streetDispatcher', 'accepted', 'dispatch', {
        unitId: town.city.unit('urban_management', '.001').id,
      })(h),
  ],
  [
    'a co-unit that is not there',
    422,
    'cases.unit_unknown',
    act('streetDispatcher', 'accepted', 'dispatch', { coUnitIds: [NIL] }),
  ],
  [
    'the place moved out of the district',
    422,
    'areas.outside',
    act('streetDispatcher', 'reported', 'accept', { point: { lon: 121, lat: 31 } }),
  ],
  [
    'merged into itself',
    422,
    'cases.merge_itself',
    (h) => act('streetDispatcher', 'accepted', 'merge', { mainCaseId: ids.accepted })(h),
  ],
  [
    'merged into a merged one',
    409,
    'cases.merge_into_merged',
    (h) => act('streetDispatcher', 'accepted', 'merge', { mainCaseId: ids.merged })(h),
  ],
  [
    'merged into an ended one',
    409,
    'cases.merge_into_ended',
    (h) => act('streetDispatcher', 'accepted', 'merge', { mainCaseId: ids.closed })(h),
  ],
  [
    'merged into nothing',
    404,
    'cases.not_found',
    act('streetDispatcher', 'accepted', 'merge', { mainCaseId: NIL }),
  ],
  [
    'more time without end',
    400,
    'http.invalid',
    act('handler', 'handling', 'extend', { reason: '雨', extra: { kind: 'working_days', amount: 1e9 } }),
  ],
  [
    'a negative extension',
    400,
    'http.invalid',
    act('handler', 'handling', 'extend', { reason: '雨', extra: { kind: 'working_days', amount: -1 } }),
  ],
  [
    'suspended to yesterday',
    422,
    'cases.review_date',
    act('handler', 'handling', 'suspend', { reason: '雨', reviewAt: '2026-08-04T09:00:00+08:00' }),
  ],
  [
    'suspended to no date',
    400,
    'http.invalid',
    act('handler', 'handling', 'suspend', { reason: '雨', reviewAt: 'tomorrow' }),
  ],
  [
    'an answer to nothing',
    409,
    'cases.nothing_asked',
    act('streetDispatcher', 'handling', 'answer_extend', { isGranted: true }),
  ],
  ['resumed though it runs', 409, 'cases.not_suspended', act('handler', 'handling', 'resume')],
  [
    'a check by no inspector',
    422,
    'cases.person_elsewhere',
    (h) => act('streetDispatcher', 'reported', 'check', { personId: town.personId('handler') })(h),
  ],
  [
    'delegated to a centre elsewhere',
    422,
    'cases.not_below',
    (h) =>
      act('streetDispatcher', 'reported', 'delegate', {
        unitId: town.city.unit('centre', '.002.001').id,
      })(h),
  ],
  [
    'a push that nobody made',
    409,
    'cases.no_such_push',
    act('streetDispatcher', 'handling', 'lift_push', { pushSeq: 3 }),
  ],
  [
    'a push to answer that nobody made',
    403,
    'cases.not_allowed',
    act('otherHandler', 'handling', 'answer_push', { pushSeq: 3, words: 'x' }),
  ],
  [
    'a score of six',
    400,
    'http.invalid',
    (h) =>
      post(
        'nobody',
        () => `/api/track/${codes.closed}/rate`,
        () => ({ score: 6, isSatisfied: true }),
      )(h),
  ],
  [
    'a score of one and a half',
    400,
    'http.invalid',
    (h) =>
      post(
        'nobody',
        () => `/api/track/${codes.closed}/rate`,
        () => ({ score: 1.5, isSatisfied: true }),
      )(h),
  ],
  [
    'withdrawn after acceptance',
    409,
    'cases.wrong_state',
    (h) =>
      post(
        'nobody',
        () => `/api/track/${codes.dispatched}/withdraw`,
        () => ({}),
      )(h),
  ],
  [
    'the reporter seen without a purpose',
    422,
    'cases.field_missing',
    act('streetDispatcher', 'reported', 'contact'),
  ],
  [
    'the reporter seen out of curiosity',
    400,
    'http.invalid',
    act('streetDispatcher', 'reported', 'contact', { purpose: 'curiosity' }),
  ],
  [
    'asked whom it holds already',
    422,
    'cases.same_unit',
    (h) =>
      act('handler', 'handling', 'consult', {
        unitId: town.city.unit('sanitation', '.001').id,
        question: '?',
      })(h),
  ],
  [
    'settled on the spot without pictures',
    422,
    'cases.field_missing',
    (h) =>
      post(
        'officer',
        () => '/api/cases/solved',
        () => whole({ channel: 'patrol', description: '随手清理', point: town.city.inGridA }),
      )(h),
  ],
];

const NEW_UNIT = {
  districtId: '500151',
  code: 'new',
  name: '新队',
  nameEn: 'new team',
  kind: 'team',
  specialty: 'team',
  areaPath: '500151',
  serves: ['500151'],
};

const ofOffice: readonly Row[] = [
  [
    'units without a right',
    403,
    'auth.not_allowed',
    post(
      'handler',
      () => '/api/units',
      () => ({ units: [NEW_UNIT] }),
    ),
  ],
  [
    'units of none',
    400,
    'http.invalid',
    post(
      'admin',
      () => '/api/units',
      () => ({ units: [] }),
    ),
  ],
  [
    'a person in another district',
    403,
    'auth.not_allowed',
    post(
      'admin',
      () => '/api/people',
      () => ({ name: '甲', areaPath: '500152' }),
    ),
  ],
  [
    'a login that is taken',
    409,
    'people.login_taken',
    post(
      'admin',
      () => '/api/people',
      () => ({ name: '甲', areaPath: '500151', login: 'handler' }),
    ),
  ],
  [
    'a number opened without a purpose',
    422,
    'people.purpose_missing',
    post(
      'admin',
      () => `/api/people/${town.personId('handler')}/unmask`,
      () => ({ purpose: '' }),
    ),
  ],
  [
    'a number opened by a colleague',
    403,
    'auth.not_allowed',
    post(
      'mate',
      () => `/api/people/${town.personId('handler')}/unmask`,
      () => ({ purpose: '想打电话' }),
    ),
  ],
  [
    'a post that is not there',
    404,
    'people.post_unknown',
    post(
      'admin',
      () => `/api/posts/${NIL}/end`,
      () => ({}),
    ),
  ],
  [
    'lists that are no table',
    415,
    'catalogue.file_unreadable',
    post(
      'admin',
      () => '/api/catalogue/500151/import?title=x',
      () => Buffer.from([1, 2, 3, 4]),
      {
        headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
      },
    ),
  ],
  [
    'lists of another district',
    403,
    'auth.not_allowed',
    post(
      'admin',
      () => '/api/catalogue/500152/import?title=x',
      () => Buffer.from('a,b\n1,2'),
      { headers: { 'content-type': 'text/csv' } },
    ),
  ],
  [
    'areas that are no GeoJSON',
    400,
    'http.invalid',
    post(
      'admin',
      () => '/api/areas/import',
      () => ({ districtId: '500151', grids: 'all' }),
    ),
  ],
];

/** Every action of the flow, tried from a state that it does not leave from, by somebody who might. */
const fromElsewhere: readonly Row[] = standardFlow.edges
  .filter((edge) => edge.from !== 'start' && edge.from !== 'any' && !edge.isAutomatic)
  .map((edge) => {
    const states = Object.keys(standardFlow.states);
    const state = states.find((name) => !leavesFrom(standardFlow, edge, name)) ?? '';
    return [
      `${edge.action} of a case that is ${state}`,
      409,
      'cases.wrong_state',
      act(edge.action === 'answer_check' ? 'inspector' : 'dispatcher', state, edge.action),
    ];
  });

/** Every action, tried where it could be done: by a dispatcher from another district, and by nobody. */
const byOthers: readonly Row[] = standardFlow.edges
  .filter((edge) => edge.from !== 'start' && !edge.isAutomatic && !edge.who.includes('anyone'))
  .flatMap((edge): Row[] => {
    const state =
      Object.keys(standardFlow.states).find((name) => leavesFrom(standardFlow, edge, name)) ?? '';
    const isForReporters = edge.who.includes('reporter');
    return [
      [
        `${edge.action} from another district`,
        403,
        ['answer_check', 'see_ratings'].includes(edge.action) ? 'auth.not_allowed' : 'cases.not_allowed',
        act('foreign', state, edge.action),
      ],
      [
        `${edge.action} by nobody`,
        isForReporters ? 403 : 401,
        isForReporters ? 'cases.not_allowed' : 'auth.sign_in_first',
        act('nobody', state, edge.action),
      ],
    ];
  });

function checkProblem(reply: Reply, row: Row, lang: 'zh' | 'en'): void {
  const [what, status, code] = row;
  const { body } = reply;
  expect(`${what}: ${reply.status} ${String(body.code)}`).toBe(`${what}: ${status} ${code}`);
  expect(String(reply.headers['content-type'])).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({
    status,
    type: `/problems/${code}`,
    title: code,
    retryable: code === 'cases.changed',
  });
  const detail = String(body.detail);
  expect(detail.length, detail).toBeGreaterThan(6);
  // A word that was not filled in shows as a brace or a dash.
  expect(detail).not.toMatch(/\{\w+\}|(?<!\d)–|undefined|null|\[object|NaN m/);
  expect(/[一-鿿]/.test(detail) || lang === 'en', detail).toBe(true);
  expect(JSON.stringify(body)).not.toMatch(/select |insert |node_modules|\.ts:|13900001/i);
}

const TABLES = { whatAndWhere, pictures, sendings, asking, acting, ofOffice, fromElsewhere, byOthers };

describe.each(Object.entries(TABLES))('%s', (_, rows) => {
  beforeAll(async () => {
    await report({ description: '第一件' }, 'inspector', { key: 'used-before' })({});
  });

  test.each(rows)('%s', async (...row) => {
    const before = await town.digest();
    checkProblem(await row[3]({}), row, 'zh');
    checkProblem(await row[3]({ 'accept-language': 'en' }), row, 'en');
    expect(await town.digest()).toEqual(before);
  });
});
