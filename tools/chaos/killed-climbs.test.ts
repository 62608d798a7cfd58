// Three servers over one store, with clocks that differ and step forwards and back, and kill -9 in the middle
// of what they do: each rung of the ladder climbs once, each telling reaches each person once and in order,
// and goes on to the next alone where nobody has said "I have it". `npm run chaos:pushes` is it at length.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp } from '../../apps/server/test-app.ts';
import { DISTRICT, testTown, type Who } from '../../apps/server/test-town.ts';
import { DAY, HOUR, MINUTE } from '../../kernel/duration.ts';
import { fromIso, type Instant, localDate, toIso } from '../../kernel/instant.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { dice } from '../../platform/server/db/test-dice.ts';
import { Climbers, type Fate } from './climbers.ts';

const numberOf = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
/** Each has a ladder of three rungs, and each rung a chain of five tellings. */
const CASES = numberOf('GRIDLOOP_CLIMB_CASES', 40);
const ROUNDS = numberOf('GRIDLOOP_CLIMB_ROUNDS', 16);
const SEED = numberOf('GRIDLOOP_CLIMB_SEED', 20_260_805);
const BATCHES = 4;
const SERVERS = 3;
const LONGEST_MS = 3 * HOUR;

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const roll = dice(SEED);
let fleet: Climbers;
afterAll(() => fleet?.stop());

interface Chain {
  readonly id: string;
  readonly caseId: string;
  readonly seq: number;
  readonly isHeld: boolean;
  readonly isOver: boolean;
  readonly heldFrom: Instant | null;
  /** Level and addressee of each telling, lowest first. */
  readonly told: readonly string[];
  readonly lastId: string;
}
/** What a push set going: its first notice, and whoever was told after. */
const listChains = (): Promise<readonly Chain[]> =>
  store.database.read(
    async (tx) =>
      (
        await sql<Chain>`
          select first.id, first.case_id as "caseId", first.seq, first.is_held as "isHeld",
            first.ack_over_at is not null or first.acknowledged_at is not null as "isOver",
            first.held_from as "heldFrom",
            array_agg(n.level || ' ' || coalesce(n.person_id, n.unit_id) order by n.level, n.id) as told,
            (array_agg(n.id order by n.level desc, n.id))[1] as "lastId"
          from notice first join notice n on n.id = first.id or n.escalates_id = first.id
          where first.kind = 'case.pushed' group by first.id order by first.case_id, first.seq`.execute(tx.db)
      ).rows,
  );

interface Climbed {
  readonly caseId: string;
  readonly rungs: readonly string[];
  /** Events that told of them. */
  readonly published: number;
}
const listClimbs = (): Promise<readonly Climbed[]> =>
  store.database.read(
    async (tx) =>
      (
        await sql<Climbed>`
          select s.case_id as "caseId", array_agg(s.body->>'kind' order by s.seq) as rungs,
            (select count(*)::integer from event e
              where e.case_id = s.case_id and e.kind = 'case.pushed') as published
          from step s where s.action = 'climb' group by s.case_id order by 1`.execute(tx.db)
      ).rows,
  );

const countOf = (text: string): Promise<number> =>
  store.database.read(async (tx) => {
    const [row] = await tx.query<{ n: number }>(`select (${text})::integer as n`);
    return row?.n ?? -1;
  });
const waitingTimers = () =>
  countOf(`select count(*) from timer where kind in ('case.ladder', 'notice.escalate')`);

/** Two on call round the clock, and a rest at noon in which all but a summons waits. */
async function arrange(): Promise<void> {
  const unitId = town.city.unit('sanitation', '.001').id;
  const personIds = (['handler', 'mate'] as const).map((who: Who) => town.personId(who));
  const day = { fromMinute: 0, toMinute: 1440, personIds };
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ ...day, weekday }));
  const token = (await town.token('admin')) ?? '';
  const url = `/api/duty/units/${unitId}/patterns/2026-08-05`;
  expect((await app.send('PUT', url, { token, body: { version: 0, weekly } })).status).toBe(200);
  const hours = { fromMinute: 690, toMinute: 900, since: '2026-08-05', until: null, mayDisturb: ['summon'] };
  const quiet = { unitId, districtId: DISTRICT, source: '值班制度', ...hours };
  expect((await town.post('admin', '/api/duty/quiet', quiet)).status).toBe(201);
}

const caseIds: string[] = [];
async function reportBatch(): Promise<void> {
  for (let n = 0; n < Math.ceil(CASES / BATCHES); n++) {
    const { status, body } = await town.report('officer');
    expect(status, JSON.stringify(body)).toBe(201);
    caseIds.push(String(body.id));
  }
}

/** Chains that somebody ended between two rounds, when no server worked, and how far they had come. */
const ended = new Map<string, number>();
const ofChain = ({ caseId, seq }: Chain): number => caseIds.indexOf(caseId) + seq;

/** Of every four chains one is taken on by the first who was told, one by the second, one push is answered;
 *  the fourth goes all the way up. */
async function people(): Promise<void> {
  for (const chain of await listChains()) {
    if (chain.isOver || chain.isHeld || ended.has(chain.id)) continue;
    const [level, way] = [chain.told.length - 1, ofChain(chain) % 4];
    if (way === 1 || (way === 2 && level === 1)) {
      const who = (['handler', 'mate', 'chief', 'streetDispatcher', 'dispatcher'] as const)[level];
      const reply = await town.post(who ?? 'handler', `/api/notices/${chain.lastId}/acknowledge`);
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
      ended.set(chain.id, chain.told.length);
    }
    if (way === 3) {
      const body = { pushSeq: chain.seq, words: '已安排' };
      const reply = await town.act('chief', chain.caseId, 'answer_push', body);
      expect(reply.status, JSON.stringify(reply.body)).toBe(200);
      ended.set(chain.id, chain.told.length);
    }
  }
}

/** Hours by which one server's clock is off, for a round each. */
const STRAYS = [0, 2, -2, 0, 72, -2, 0, 2] as const;

function fatesOf(now: Instant, round: number): Fate[] {
  const offMs = (STRAYS[round % STRAYS.length] ?? 0) * HOUR;
  return Array.from({ length: SERVERS }, (_, n): Fate => {
    const at = now + (roll(11) - 5) * MINUTE;
    const fate = roll(3) > 0 ? { at, diesAt: 1 + roll(8) } : { at };
    if (n > 0 || offMs === 0) return fate;
    // Off for the whole round, or a step in the middle of the work, away or back. Days ahead, it lives.
    const [way, base] = [roll(3), offMs > DAY ? { at } : fate];
    if (way === 0) return { ...base, at: at + offMs };
    return way === 1 ? { ...base, at: at + offMs, thenAt: at } : { ...base, thenAt: at + offMs };
  });
}

/** Rungs that a clock which was days ahead has climbed. */
let ahead = 0;

async function live(): Promise<void> {
  let now = store.clock.now();
  for (let round = 0; round < ROUNDS; round++) {
    if (round % Math.ceil(ROUNDS / BATCHES) === 0) await reportBatch();
    now += (1 + roll(LONGEST_MS / MINUTE / (round % 3 === 0 ? 1 : 6))) * MINUTE;
    store.clock.set(toIso(now));
    await fleet.work(fatesOf(now, round));
    await people();
  }
  const days = toIso(now + 2 * DAY);
  ahead = await countOf(`select count(*) from step where action = 'climb' and at > '${days}'`);
  // Past the furthest that any clock has been, in the hours of the day, until nobody waits for anything.
  const morning = fromIso(`${localDate(now + 5 * DAY)}T10:00:00+08:00`) ?? now;
  for (let hour = 0; hour < 12 && (hour === 0 || (await waitingTimers()) > 0); hour++) {
    store.clock.set(toIso(morning + hour * HOUR));
    await fleet.work(Array.from({ length: SERVERS }, () => ({ at: morning + hour * HOUR })));
  }
}

beforeAll(async () => {
  await arrange();
  fleet = new Climbers(store.url ?? '');
  await live();
}, 3_600_000);

test('they died on both sides of a commit, and a clock that was ahead has made steps', async () => {
  const { beforeCommit, afterCommit } = fleet.deaths;
  console.log(`seed ${SEED}: ${caseIds.length} cases; killed ${beforeCommit} times before a commit and`
    + ` ${afterCommit} after; ${ahead} rungs by a clock three days ahead`);
  expect(Math.min(beforeCommit, afterCommit, ahead)).toBeGreaterThan(0);
  expect(fleet.failures).toEqual([]);
});

test('each rung has climbed once, in order, and was published once', async () => {
  const climbs = await listClimbs();
  expect(climbs.map(({ caseId }) => caseId)).toEqual([...caseIds].sort());
  const whole = { rungs: ['urge', 'supervise', 'summon'], published: 3 };
  for (const climbed of climbs) expect(climbed).toEqual({ caseId: climbed.caseId, ...whole });
  for (const id of caseIds) {
    const { body } = await town.get('leader', `/api/cases/${id}/history/verify`);
    expect(body).toMatchObject({ isIntact: true });
  }
  expect(await waitingTimers()).toBe(0);
  expect(await countOf('select count(*) from event_failure')).toBe(0);
});

test('each push was told to each person once, level by level, until somebody had it', async () => {
  const unit = (area: string) => town.city.unit('centre', area).id;
  const upwards = [
    ...(['handler', 'mate', 'chief'] as const).map((who) => town.personId(who)),
    ...[unit('.001'), unit('')],
  ].map((id, level) => `${level} ${id}`);
  const chains = await listChains();
  expect(chains).toHaveLength(3 * caseIds.length);
  for (const { id, told } of chains) expect(told).toEqual(upwards.slice(0, ended.get(id) ?? upwards.length));
  // Whoever looks at a screen heard of each of them once.
  const [made, announced] = [
    await countOf('select count(*) from notice'),
    await countOf(`select count(*) from event where kind = 'notice.made'`),
  ];
  expect(announced).toBe(made);
  // None of it is empty: some went all the way, some ended at once, some later, some were held over noon.
  const lengths = new Set(chains.map(({ told }) => told.length));
  expect([...lengths].sort()).toEqual(expect.arrayContaining([1, 2, 5]));
  expect(chains.some(({ heldFrom }) => heldFrom !== null)).toBe(true);
});
