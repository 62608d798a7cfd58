// An eight-hour shift in virtual time: phones without networks, crashes, wrong clocks, an update of the
// server, a storm of reconnects. Afterwards every replica and the server agree: each report once, each photo
// as taken, each case in order, each conflict shown to a person. `npm run chaos:shift` walks all officers.
import { beforeAll, describe, expect, test } from 'vitest';
import { mount } from '../../apps/server/mount.ts';
import { testApp } from '../../apps/server/test-app.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { silentLog } from '../../platform/server/log/log.ts';
import type { Served } from '../../platform/protocol.ts';
import { makeDistrict } from '../../slices/cases/server/test-district.ts';
import { type Account, accountOf } from './account.ts';
import { BEFALLS } from './fates.ts';
import { AFTER, BEFORE } from './plan.ts';
import { SEEDS } from './seeds.ts';
import { type Shift, ShiftRun } from './shift.ts';
import { takeHandlers, takeOfficers } from './staff.ts';

const numberOf = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const secondsOf = (ms: number): number => Math.round(ms / 1_000);
const OFFICERS = numberOf('GRIDLOOP_SHIFT_OFFICERS', 24);
const REPORTS = numberOf('GRIDLOOP_SHIFT_REPORTS', 10);
const HANDLERS = Math.max(4, Math.floor(OFFICERS / 10) * 2);
const chosen = process.env.GRIDLOOP_SHIFT_SEED;
const seeds = chosen === undefined ? SEEDS : [{ name: 'the seed asked for', seed: Number(chosen) }];

describe.each(seeds)('$name', ({ seed }) => {
  const store = testDatabase('2026-08-05T08:00:00+08:00');
  const app = testApp(store);
  let shift: Shift;
  let account: Account;

  const serverThat = async (serves: Served) =>
    (
      await mount({
        database: store.database,
        clock: store.clock,
        log: silentLog(),
        people: app.people,
        files: app.files,
        version: 'test',
        bodyLimitBytes: 15 * 1024 * 1024,
        isBehindProxy: false,
        hasRateLimits: false,
        hasLive: false,
        serves,
      })
    ).app;

  beforeAll(async () => {
    const city = await makeDistrict(store.database, '500151');
    const officers = await takeOfficers(store, city, OFFICERS);
    const handlers = await takeHandlers(store, city, HANDLERS);
    const servers = [await serverThat(BEFORE), await serverThat(AFTER)] as const;
    const startedAt = performance.now();
    const cpuBefore = process.cpuUsage();
    const run = new ShiftRun({
      ...{ store, city, officers, handlers, seed, servers },
      reports: REPORTS,
      signIn: (personId) => app.signInAs(personId),
      onSlot: (slot, { requests }) => {
        const isHour = OFFICERS > 100 && slot % 30 === 0;
        if (isHour) console.log(`· ${8 + slot / 30}:00, ${requests} requests`);
      },
    });
    // Each entry that is put off says so; thousands are.
    const { warn } = console;
    console.warn = () => undefined;
    shift = await run.run().finally(() => {
      console.warn = warn;
    });
    account = await accountOf(store, app.files, shift);
    const elapsedMs = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpuBefore);
    const counts = BEFALLS.map((name) => `${name} ${shift.tally[name]}`).join(', ');
    console.log(
      `seed ${seed}: ${OFFICERS} officers, ${HANDLERS} handlers, ${shift.slots} slots of two minutes ` +
        `in ${secondsOf(elapsedMs)} s (${secondsOf((user + system) / 1_000)} s of processor)\n` +
        `  ${counts}\n` +
        `  ${account.reports} reports, ${account.photos} photos, ${account.acts} actions stored; ` +
        `${account.givenUp} given up by people; ${account.faults.length} faults`,
    );
    return () => Promise.all(servers.map((server) => server.close()));
  }, 7_200_000);

  test('every report is stored once, with its photos as taken, and no phone holds anything back', () => {
    expect(account.faults.slice(0, 20), `seed ${seed}`).toEqual([]);
    expect(account.reports).toBe(OFFICERS * REPORTS);
  });

  test('the shift was not empty: everything that can go wrong went wrong', () => {
    const empty = BEFALLS.filter((name) => shift.tally[name] === 0);
    expect(empty, `seed ${seed}`).toEqual([]);
    expect(account.acts).toBeGreaterThan(0);
    expect(account.givenUp).toBeGreaterThan(0);
  });
});
