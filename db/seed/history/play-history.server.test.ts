// The demo's past on a real store: nothing the plan does is refused, the history's seal holds, and the figures
// look like a working district's.
import { beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { DEMO_STAGES } from '../demo-stages.ts';
import { makeDemoDistrict } from '../demo/demo.ts';
import { PHOTO_KINDS } from './draw-photos.ts';
import { type Played, playHistory, type SeedPhotos } from './play-history.ts';

const store = testDatabase();
const CASES = 700;
const ids = (first: string) =>
  Object.fromEntries(PHOTO_KINDS.map((kind, i) => [kind, [`01890000-0000-7000-8000-${first}0000000000${i}`.slice(0, 36)]]));
const photos = { before: ids('b'), after: ids('a') } as unknown as SeedPhotos;
let played: Played;

beforeAll(async () => {
  store.clock.set('2026-11-20T03:20:00Z');
  for (const stage of DEMO_STAGES) {
    const t = performance.now();
    await store.database.transaction((tx) => stage.run(tx, { passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaA' }));
    console.log(stage.name, Math.round(performance.now() - t));
  }
  const t = performance.now();
  played = await store.database.transaction((tx) => playHistory(tx, makeDemoDistrict(), { photos, cases: Number(process.env['CASES'] ?? CASES) }));
  console.log('history', Math.round(performance.now() - t), played);
}, 300_000);

test('x', async () => {
  const q = async (text: string) => console.log(text, JSON.stringify(await store.database.read(async (tx) => (await sql.raw(text).execute(tx.db)).rows)));
  await q('select state, count(*), count(*) filter (where due_at < \'2026-11-20T03:20:00Z\') red from case_file group by 1 order by 2 desc');
  await q('select count(*) filter (where is_open) open, count(*) filter (where pause_kind is not null) paused, count(*) filter (where is_on_leaders_list) leaders, count(*) filter (where (counts->>\'returns\')::int>0) ret, count(*) filter (where (counts->>\'reworks\')::int>0) rew, count(*) filter (where (counts->>\'reopens\')::int>0) reop, count(*) filter (where ended_at <= deadline_at) ontime, count(*) filter (where ended_at > deadline_at) late from case_file');
  await q('select action, count(*) from step group by 1 order by 2 desc');
  await q('select kind, count(*) from timer group by 1');
  expect(played.cases).toBeGreaterThan(0);
});
