// Who answers for an area today, as those who work there read it, and whose number they may ask for.
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Role } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { Refused } from '../../../platform/server/http/refused.ts';
import { buildTown, GRID, peopleOf, SETUP, type Town, WANG_PHONE } from './fixture.ts';
import { peopleOnDuty } from './on-duty.ts';
import { createPeople, findActor, givePosts, type PeopleServices } from './public.ts';
import { unmaskPerson } from './unmask-person.ts';

const store = testDatabase();
const COMMUNITY = '500151.003.012';
const SIBLING = '500151.003.012.008';
let services: PeopleServices;
let town: Town;
let ids: Readonly<Record<string, string>> = {};

const CREW: readonly [name: string, role: Role, areaPath: string][] = [
  ['周指导', 'guide', GRID],
  ['吴协管', 'assistant', GRID],
  ['郑邻格', 'grid_head', SIBLING],
  ['冯巡查', 'inspector', COMMUNITY],
];

beforeAll(async () => {
  services = peopleOf(store);
  town = await buildTown(store);
  await store.database.transaction(async (tx) => {
    const made = await createPeople(
      tx,
      services.cipher,
      SETUP,
      CREW.map(([name, , areaPath], index) => ({ name, areaPath, phone: `1390000000${index}` })),
    );
    ids = Object.fromEntries(CREW.map(([name], index) => [name, made[index] ?? '']));
    await givePosts(
      tx,
      SETUP,
      CREW.map(([name, role, areaPath]) => ({
        personId: ids[name] ?? '',
        unitId: town.units['新胜社区中心'] ?? '',
        role,
        areaPath,
        fromDate: '2026-01-01',
        toDate: null,
      })),
    );
  });
});

async function actor(personId: string | undefined): Promise<Actor> {
  const found = await store.database.read((tx) => findActor(tx, personId ?? ''));
  if (!found) throw new Error('nobody');
  return found;
}
const onDuty = async (personId: string | undefined, areaPath: string) => {
  const reader = await actor(personId);
  return store.database.read((tx) => peopleOnDuty(tx, services.cipher, reader, areaPath));
};
const codeOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
  return 'done';
};

test('a grid head reads who works in the grid, and who answers for the areas around it', async () => {
  const { people, isMore } = await onDuty(town.people.wang, GRID);
  expect(isMore).toBe(false);
  const names = people.map(({ name }) => name);
  expect(names.slice(0, 2).sort()).toEqual(['孙街道', '李强'].sort());
  expect(names[2]).toBe('冯巡查');
  expect(names.slice(3).sort()).toEqual(['吴协管', '王敏', '周指导'].sort());
  expect(people.find(({ name }) => name === '王敏')).toMatchObject({
    role: 'grid_head',
    unitName: '新胜社区中心',
    phoneMasked: '138****5678',
  });
});

test('no number leaves in the list, and it says whose may be asked for', async () => {
  const { people } = await onDuty(town.people.wang, GRID);
  expect(JSON.stringify(people)).not.toMatch(/1[38]\d{9}/);
  const can = Object.fromEntries(people.map(({ name, canUnmask }) => [name, canUnmask]));
  expect(can).toMatchObject({ 周指导: true, 吴协管: true, 冯巡查: false, 孙街道: false });
});

test('a grid head calls a colleague of the grid for a purpose, not one of the next grid', async () => {
  const wang = await actor(town.people.wang);
  const unmask = (personId: string | undefined, purpose = '电话联系处置案件') =>
    store.database.transaction((tx) =>
      unmaskPerson(tx, services.cipher, wang, { personId: personId ?? '', purpose }),
    );
  expect((await unmask(ids.周指导)).phone).toBe('13900000000');
  expect(await codeOf(unmask(ids.周指导, ''))).toBe('people.purpose_missing');
  expect(await codeOf(unmask(ids.郑邻格))).toBe('auth.not_allowed');
});

test('an inspector of the community may call each of its grids, a grid head not the community', async () => {
  const { people } = await onDuty(ids.冯巡查, COMMUNITY);
  expect(people.map(({ name }) => name)).toContain('郑邻格');
  expect(people.find(({ name }) => name === '王敏')?.canUnmask).toBe(true);
  const inspector = await actor(ids.冯巡查);
  const { phone } = await store.database.transaction((tx) =>
    unmaskPerson(tx, services.cipher, inspector, { personId: town.people.wang ?? '', purpose: '核查前联系' }),
  );
  expect(phone).toBe(WANG_PHONE);
  expect(await codeOf(onDuty(town.people.wang, COMMUNITY))).toBe('auth.not_allowed');
  expect(await codeOf(onDuty(town.people.wang, SIBLING))).toBe('auth.not_allowed');
});
