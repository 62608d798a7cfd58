// Another administrator of the demo district: what changes who answers for what waits for two, and the
// demo has one. They sign in as everybody there does.
import { sql } from 'kysely';
import { createPeople, givePosts } from '../slices/people/server/public.ts';
import type { Town } from './town.ts';

const SETUP = { kind: 'system', name: 'setup' } as const;
export const SECOND_LOGIN = 'admin.second';

/** `others`: people without a post, who can be appointed on screen. */
export async function makeSecond(
  city: Town,
  areaPath: string,
  others: readonly { readonly name: string; readonly login: string }[] = [],
): Promise<void> {
  await city.store.database.transaction(async (tx) => {
    const found = await sql<{ hash: string; unitId: string }>`
      select person.password_hash as hash, post.unit_id as "unitId" from person
      join post on post.person_id = person.id where person.login = 'admin'`.execute(tx.db);
    const [{ hash, unitId } = { hash: '', unitId: '' }] = found.rows;
    const made = [{ name: '严复核', login: SECOND_LOGIN }, ...others];
    const [personId = ''] = await createPeople(
      tx, tx.cipher, SETUP, made.map((one) => ({ ...one, areaPath, passwordHash: hash })),
    );
    await givePosts(tx, SETUP, [
      { personId, unitId, role: 'administrator', areaPath, fromDate: '2026-01-01', toDate: null },
    ]);
  });
}
