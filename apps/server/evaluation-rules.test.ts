// An area’s own bands and weights through the doors: tried on the last full month, proposed, agreed to by
// another, in force from their day; what is past or published stays as it was judged.
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import type { Editions, RulesView, Trial } from '../../slices/evaluation/core/contract-editions.ts';
import type { Publication, PublishedTable } from '../../slices/evaluation/core/contract-publications.ts';
import type { Table } from '../../slices/evaluation/core/contract.ts';
import { countAll } from './count-all.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-07-06T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const STREET = `${DISTRICT}.001`;
const JULY = 'period=month&day=2026-07-15';

async function got<T>(who: Who, url: string): Promise<T> {
  const { status, body } = await town.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as T;
}

/** From the report to the end by real people, handled after so many hours. */
async function settle(hours: number): Promise<void> {
  const reported = await town.report('officer');
  const id = String(reported.body.id);
  const photoId = await town.photo('handler');
  await town.act('handler', id, 'claim', { personId: town.personId('handler') });
  store.clock.advance(hours * HOUR);
  await town.act('handler', id, 'feed_back', { result: '清了', photoIds: [photoId] });
  await town.act('streetInspector', id, 'verify', { finding: '好' });
  expect((await town.act('streetDispatcher', id, 'close', { closingCode: 'solved' })).status).toBe(200);
}

const BANDS = {
  areaPath: DISTRICT,
  kind: 'indicator',
  name: 'on_time_handling_rate',
  limits: [0.5, 0.4, 0.3, 0.2],
  source: '区考核办法〔2026〕3号',
  validFrom: '2026-09-01',
};
const WEIGHTS = {
  areaPath: DISTRICT,
  kind: 'scheme',
  name: 'handler',
  weights: [{ indicator: 'handling_rate', weight: 100 }],
  source: '区考核办法〔2026〕3号',
  validFrom: '2026-09-01',
};
const sent = (who: Who, body: object) =>
  town.post(who, '/api/evaluation/editions', { why: '与市里一致', ...body });
const tried = (who: Who, body: object) => town.post(who, '/api/evaluation/editions/try', body);
const rules = (who: Who, areaPath = DISTRICT) =>
  got<RulesView>(who, `/api/evaluation/rules?areaPath=${areaPath}`);
const editions = (who: Who, areaPath = DISTRICT, more = '') =>
  got<Editions>(who, `/api/evaluation/editions?areaPath=${areaPath}${more}`);
const units = (day: string) =>
  got<Table>('leader', `/api/evaluation/table?areaPath=${DISTRICT}&by=unit&period=month&day=${day}`);
const agree = (who: Who, id: unknown) => town.post(who, `/api/proposals/${String(id)}/approve`);
const company = () => town.city.unit('sanitation', '.001').id;

let published: Publication;
let frozen: PublishedTable;
const readFrozen = () =>
  got<PublishedTable>('leader', `/api/evaluation/publications/${published.id}/table?by=unit`);

beforeAll(async () => {
  for (const hours of [1, 2, 4 * 24, 5 * 24]) await settle(hours);
  await app.settle();
  store.clock.advance(Date.parse('2026-08-20T09:00:00+08:00') - store.clock.now());
  await countAll(store, app);
  const reply = await town.post('leader', '/api/evaluation/publications', {
    areaPath: DISTRICT,
    period: 'month',
    day: '2026-07-15',
  });
  published = reply.body as unknown as Publication;
  frozen = await readFrozen();
}, 240_000);

describe('a change of the rules', () => {
  test('what cannot be is refused, on trial and when it is proposed', async () => {
    const rows: readonly (readonly [object, string])[] = [
      [{ ...BANDS, name: 'no_such_rate' }, 'evaluation.rule_unknown'],
      [{ ...WEIGHTS, name: 'no_such_scheme' }, 'evaluation.rule_unknown'],
      [{ ...BANDS, limits: [0.5, 0.6, 0.7, 0.8] }, 'evaluation.bands_unordered'],
      [{ ...BANDS, limits: [1.5, 0.6, 0.5, 0.4] }, 'evaluation.bands_unordered'],
      [{ ...BANDS, validFrom: '2026-08-19' }, 'evaluation.edition_past'],
      [{ ...BANDS, validFrom: '2026-09-31' }, 'evaluation.no_day'],
      [{ ...BANDS, validTo: '2026-08-31' }, 'evaluation.dates_swapped'],
      [{ ...BANDS, limits: undefined }, 'evaluation.rule_incomplete'],
      [{ ...WEIGHTS, weights: [{ indicator: 'handling_rate', weight: 90 }] }, 'evaluation.weights_not_100'],
      [{ ...WEIGHTS, weights: [{ indicator: 'filing_rate', weight: 100 }] }, 'evaluation.weight_unjudged'],
      [{ ...WEIGHTS, weights: [{ indicator: 'handling_time', weight: 100 }] }, 'evaluation.weight_unjudged'],
    ];
    for (const [body, code] of rows) {
      expect((await sent('leader', body)).body.code, JSON.stringify(body)).toBe(code);
      expect((await tried('leader', { ...body, by: 'unit' })).body.code).toBe(code);
    }
    expect((await sent('streetLeader', BANDS)).body.code).toBe('auth.not_allowed');
    expect((await sent('dispatcher', BANDS)).body.code).toBe('auth.not_allowed');
    expect((await tried('dispatcher', { ...BANDS, by: 'unit' })).body.code).toBe('auth.not_allowed');
    expect((await town.get('handler', `/api/evaluation/rules?areaPath=${DISTRICT}`)).body.code).toBe(
      'auth.not_allowed',
    );
    const odd = await town.get('leader', `/api/evaluation/editions?areaPath=${DISTRICT}&cursor=x`);
    expect(odd.body.code).toBe('evaluation.cursor_unknown');
  });

  test('it is tried on the last full month: bands and scores as they are and as they would be', async () => {
    const before = (await units('2026-07-15')).rows.find(({ key }) => key === company());
    const reply = await tried('leader', { ...BANDS, by: 'unit' });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    const trial = reply.body as unknown as Trial;
    expect(trial.period).toMatchObject({ kind: 'month', from: '2026-07-01' });
    const row = trial.rows.find(({ key }) => key === company());
    const cell = before?.cells.find(({ indicator }) => indicator === BANDS.name);
    expect(row).toMatchObject({ value: cell?.value, bandBefore: cell?.band, bandAfter: 'A' });
    expect(row?.bandBefore).not.toBe('A');
    expect(row?.scoreBefore?.points).toBe(before?.score?.points);
    expect(row?.scoreAfter?.points).toBeGreaterThan(row?.scoreBefore?.points ?? 100);
    const weighed = (await tried('leader', { ...WEIGHTS, by: 'unit' })).body as unknown as Trial;
    expect(weighed.rows.find(({ key }) => key === company())?.scoreAfter).toMatchObject({ points: 100 });
    expect(weighed.rows.map(({ key }) => key)).not.toContain(town.city.unit('centre').id);
    const pages = (await tried('leader', { ...BANDS, by: 'unit', limit: 1 })).body as unknown as Trial;
    expect([pages.rows.length, pages.of]).toEqual([1, trial.rows.length]);
    const rest = { ...BANDS, by: 'unit', after: trial.rows[0]?.key };
    expect(((await tried('leader', rest)).body as unknown as Trial).rows).toEqual(trial.rows.slice(1));
    expect(await units('2026-07-15')).toMatchObject({ rows: [...(await units('2026-07-15')).rows] });
    expect((await rules('leader')).indicators.find(({ id }) => id === BANDS.name)?.limits[0]).toBe(0.95);
  });

  test('another person agrees, reading what it would have changed; never whoever proposed', async () => {
    const reply = await sent('leader', BANDS);
    expect(reply.status, JSON.stringify(reply.body)).toBe(202);
    const { proposalId } = reply.body;
    expect((await sent('admin', BANDS)).body.code).toBe('evaluation.edition_waits');
    const waiting = await got<{ proposals: { id: string; facts: { name: { zh: string } }[] }[] }>(
      'admin',
      '/api/proposals',
    );
    const facts = waiting.proposals.find(({ id }) => id === proposalId)?.facts ?? [];
    expect(facts.map(({ name }) => name.zh)).toEqual(['分档线', '生效日期', '来源', '试算2026年7月（单位）']);
    expect((await agree('leader', proposalId)).body.code).toBe('changes.own_proposal');
    expect((await agree('admin', proposalId)).body.state).toBe('approved');
    expect((await sent('leader', BANDS)).body.code).toBe('evaluation.edition_exists');
    const weights = await sent('admin', WEIGHTS);
    expect((await agree('leader', weights.body.proposalId)).body.state).toBe('approved');
    const changes = await got<{ changes: { title: { zh: string }; secondName: string }[] }>(
      'admin',
      '/api/changes?operation=evaluation.edit',
    );
    expect(changes.changes.map(({ title, secondName }) => [title.zh, secondName])).toEqual([
      ['修改评分权重', town.nameOf('leader')],
      ['修改指标分档线', town.nameOf('admin')],
    ]);
    const made = await editions('leader');
    expect(made.items).toMatchObject([
      { kind: 'scheme', name: 'handler', byName: town.nameOf('admin'), secondName: town.nameOf('leader') },
      { kind: 'indicator', name: BANDS.name, limits: BANDS.limits, source: BANDS.source, validTo: null },
    ]);
    const first = await editions('leader', DISTRICT, '&limit=1');
    const second = await editions('leader', DISTRICT, `&limit=1&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual(made.items);
    expect(second.nextCursor).toBeNull();
  });

  test('what waited past its day can no longer be agreed to', async () => {
    const { body } = await sent('leader', { ...BANDS, name: 'handling_rate', validFrom: '2026-08-20' });
    store.clock.advance(DAY);
    expect((await agree('admin', body.proposalId)).body.code).toBe('evaluation.edition_past');
    const withdrawn = await town.post('leader', `/api/proposals/${String(body.proposalId)}/withdraw`);
    expect(withdrawn.body.code ?? withdrawn.body.state).toBeDefined();
  });
});

describe('in force', () => {
  test('a period is judged by the rules of its last day, and what is published stays', async () => {
    const bandsOf = async (day: string) =>
      (await units(day)).indicators.find(({ id }) => id === BANDS.name)?.limits;
    expect(await bandsOf('2026-07-15')).toEqual([0.95, 0.9, 0.85, 0.75]);
    expect(await bandsOf('2026-08-15')).toEqual([0.95, 0.9, 0.85, 0.75]);
    expect(await bandsOf('2026-09-15')).toEqual(BANDS.limits);
    store.clock.advance(Date.parse('2026-09-10T09:00:00+08:00') - store.clock.now());
    const now = (await rules('leader')).indicators.find(({ id }) => id === BANDS.name);
    expect(now).toMatchObject({ limits: BANDS.limits, source: BANDS.source, validFrom: '2026-09-01' });
    expect(await readFrozen()).toEqual(frozen);
    expect((await units('2026-07-15')).rows.find(({ key }) => key === company())?.score).toEqual(
      frozen.rows.find(({ key }) => key === company())?.score,
    );
    const again = { areaPath: DISTRICT, period: 'month', day: '2026-07-15', why: '核对' };
    const revised = await town.post('leader', '/api/evaluation/publications', again);
    expect(revised.body.code).toBe('evaluation.nothing_changed');
  });

  test('a street’s own bands hold in the street alone, until their last day', async () => {
    const own = {
      ...BANDS,
      areaPath: STREET,
      limits: [0.9, 0.8, 0.7, 0.6],
      validFrom: '2026-10-01',
      validTo: '2026-12-31',
    };
    const { body } = await sent('streetLeader', own);
    expect((await agree('leader', body.proposalId)).body.state).toBe('approved');
    const limitsIn = async (areaPath: string, day: string) => {
      const asked = `areaPath=${areaPath}&by=unit&period=month&day=${day}`;
      const { indicators } = await got<Table>('leader', `/api/evaluation/table?${asked}`);
      return indicators.find(({ id }) => id === BANDS.name)?.limits;
    };
    expect(await limitsIn(STREET, '2026-10-10')).toEqual(own.limits);
    expect(await limitsIn(`${STREET}.001`, '2026-10-10')).toEqual(own.limits);
    expect(await limitsIn(DISTRICT, '2026-10-10')).toEqual(BANDS.limits);
    expect(await limitsIn(STREET, '2026-09-10')).toEqual(BANDS.limits);
    expect(await limitsIn(STREET, '2027-01-10')).toEqual(BANDS.limits);
    expect((await editions('leader', STREET)).items[0]).toMatchObject({ areaPath: STREET });
    expect((await editions('leader')).items.map(({ areaPath }) => areaPath)).not.toContain(STREET);
  });

  test('a unit head’s own figures and one’s own follow the district’s bands', async () => {
    const { indicators } = await got<{ indicators: Table['indicators'] }>(
      'chief',
      '/api/evaluation/mine?period=month&day=2026-09-15',
    );
    expect(indicators.find(({ id }) => id === BANDS.name)?.limits).toEqual(BANDS.limits);
    const before = await got<{ indicators: Table['indicators'] }>('chief', `/api/evaluation/mine?${JULY}`);
    expect(before.indicators.find(({ id }) => id === BANDS.name)?.limits[0]).toBe(0.95);
  });

  test('the store itself refuses to change what was made', async () => {
    for (const change of ['delete from evaluation_edition', "update evaluation_edition set source = 'x'"]) {
      await expect(store.database.transaction((tx) => tx.query(change))).rejects.toThrow(/stays/);
    }
  });
});
