// Who answers for the machines before the walls is asked once for all of them.
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Role } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { createPeople, createUnits, givePosts } from '../../people/server/public.ts';
import { insertScreen, letScreenIn, listScreensIn } from './queries-screens.ts';
import { stillAnswered } from './still-answered.ts';

const store = testDatabase('2026-08-03T08:00:00+08:00');
const DISTRICT = '500151';
const SYSTEM = { kind: 'system', name: 'test' } as const;
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** One person for each role, posted in the centre of the district. */
async function takeOn(tx: Tx, roles: readonly Role[]): Promise<readonly Id[]> {
  const [centre] = await createUnits(tx, SYSTEM, [
    {
      districtId: DISTRICT,
      kind: 'centre',
      specialty: 'centre',
      areaPath: DISTRICT,
      serves: [DISTRICT],
      code: 'C-1',
      name: '区指挥中心',
      nameEn: 'District centre',
    },
  ]);
  const people = roles.map((role) => ({ name: `${role} 甲`, areaPath: DISTRICT }));
  const ids = await createPeople(tx, tx.cipher, SYSTEM, people);
  await givePosts(
    tx,
    SYSTEM,
    ids.map((personId, n) => ({
      personId,
      unitId: centre?.id ?? '',
      role: roles[n] ?? 'dispatcher',
      areaPath: DISTRICT,
      fromDate: '2026-01-01',
      toDate: null,
    })),
  );
  return ids;
}

async function letIn(tx: Tx, personId: Id, n: number): Promise<void> {
  const id = tx.ids.next();
  const letter = LETTERS[n] ?? 'Z';
  await insertScreen(
    tx,
    { id, code: letter.repeat(8), waitsUntil: tx.now + 5 * MINUTE },
    Buffer.alloc(32, n + 1),
  );
  const by = { areaPath: DISTRICT, name: `大屏 ${letter}`, personId, expiresAt: tx.now + HOUR };
  await letScreenIn(tx, id, by);
}

/** How many statements an operation sends. */
async function countedIn(tx: Tx, work: (counted: Tx) => Promise<unknown>): Promise<number> {
  let sent = 0;
  const db = tx.db.withPlugin({
    transformQuery: ({ node }) => {
      sent += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await work({ ...tx, db });
  return sent;
}

test('twenty machines are looked at in one go; those nobody answers for fall silent', async () => {
  await store.database.transaction(async (tx) => {
    const [dispatcher = '', leader = ''] = await takeOn(tx, ['dispatcher', 'leader']);
    for (let n = 0; n < 20; n += 1) await letIn(tx, n % 5 === 4 ? leader : dispatcher, n);
    const screens = await listScreensIn(tx, DISTRICT, 100);
    expect(screens).toHaveLength(20);
    const one = await countedIn(tx, (counted) => stillAnswered(counted, screens.slice(0, 1)));
    let kept: readonly { readonly letInBy: Id | null }[] = [];
    const all = await countedIn(tx, async (counted) => {
      kept = await stillAnswered(counted, screens);
    });
    expect(all).toBeLessThanOrEqual(one + 1);
    expect(kept).toHaveLength(16);
    expect(new Set(kept.map(({ letInBy }) => letInBy))).toEqual(new Set([dispatcher]));
    expect(await listScreensIn(tx, DISTRICT, 100)).toHaveLength(16);
  });
});
