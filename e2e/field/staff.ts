// Who works the simulated shift: officers with a post in a grid, and pairs of handlers of the company that
// clears what they report. Real rows with real sessions, in the small test district.
import { assert } from '../../kernel/assert.ts';
import type { Id } from '../../kernel/id.ts';
import type { Role } from '../../kernel/rights.ts';
import type { TestStore } from '../../platform/server/db/test-database.ts';
import type { TestDistrict } from '../../slices/cases/server/test-district.ts';
import { createPeople, givePosts } from '../../slices/people/server/public.ts';

const SETUP = { kind: 'system', name: 'setup' } as const;
const DISTRICT = '500151';

export interface Worker {
  readonly name: string;
  readonly personId: Id;
}

interface Group {
  readonly names: readonly string[];
  readonly role: Role;
  readonly unitId: Id;
  readonly areaPath: string;
}

async function take({ database }: TestStore, group: Group): Promise<Worker[]> {
  const { names, role, unitId, areaPath } = group;
  return database.transaction(async (tx) => {
    const people = names.map((name) => ({ name, areaPath, login: name }));
    const ids = await createPeople(tx, tx.cipher, SETUP, people);
    const posts = ids.map((personId) => ({
      personId,
      unitId,
      role,
      areaPath,
      fromDate: '2026-01-01',
      toDate: null,
    }));
    await givePosts(tx, SETUP, posts);
    return names.map((name, index) => {
      const personId = ids[index];
      assert(personId, 'everyone who is taken on has an id');
      return { name, personId };
    });
  });
}

const named = (word: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${word}-${index + 1}`);

export const takeOfficers = (store: TestStore, city: TestDistrict, count: number): Promise<Worker[]> =>
  take(store, {
    names: named('officer', count),
    role: 'assistant',
    unitId: city.unit('centre', '.001.001').id,
    areaPath: `${DISTRICT}.001.001.001`,
  });

export const takeHandlers = (store: TestStore, city: TestDistrict, count: number): Promise<Worker[]> =>
  take(store, {
    names: named('handler', count),
    role: 'handler',
    unitId: city.unit('sanitation', '.001').id,
    areaPath: `${DISTRICT}.001`,
  });
