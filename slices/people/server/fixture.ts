// A small town for the tests of this slice: one district, two streets, a community, and the people who work
// there. Hashing is made cheap; everything else is the real thing.
import type { Id } from '../../../kernel/id.ts';
import type { Role } from '../../../kernel/rights.ts';
import { fakeCipher } from '../../../platform/server/crypto/fake.ts';
import type { TestStore } from '../../../platform/server/db/test-database.ts';
import { peoplePolicy } from '../core/policy.ts';
import type { NewUnit } from './create-units.ts';
import {
  argonHasher,
  createPeople,
  createUnits,
  givePosts,
  openPeople,
  type PeopleServices,
  type UnitTies,
} from './public.ts';

export const SETUP = { kind: 'system', name: 'setup' } as const;
export const PASSWORD = '清晨七点到东吴巷巡查';
export const GRID = '500151.003.012.007';
export const WANG_PHONE = '13812345678';

export const cheapHasher = argonHasher({ memoryKib: 64, passes: 1 });

/** This slice knows no case and no rule: the app hands them in, and its tests hold that. */
export const TIES: UnitTies = {
  countOpenCases: async () => 0,
  countRules: async () => 0,
  countRulesNaming: async () => 0,
  moveCases: async () => undefined,
};

export const peopleOf = (store: TestStore): PeopleServices =>
  openPeople({
    database: store.database,
    clock: store.clock,
    cipher: fakeCipher,
    policy: peoplePolicy,
    ties: TIES,
    hasher: cheapHasher,
  });

const unit = (code: string, areaPath: string, over: Partial<NewUnit> = {}): NewUnit => ({
  districtId: '500151',
  code,
  name: code,
  nameEn: code,
  kind: 'centre',
  specialty: 'centre',
  areaPath,
  serves: [areaPath],
  ...over,
});

export const UNITS: readonly NewUnit[] = [
  unit('区指挥中心', '500151', { nameEn: 'District centre' }),
  unit('长桥街道中心', '500151.003', { nameEn: 'Changqiao centre' }),
  unit('龙西街道中心', '500151.004'),
  unit('新胜社区中心', '500151.003.012', { nameEn: 'Xinsheng centre' }),
  unit('环卫公司', '500151', {
    kind: 'company',
    specialty: 'sanitation',
    serves: ['500151.003', '500151.004'],
  }),
];

export interface Town {
  readonly units: Readonly<Record<string, Id>>;
  readonly people: Readonly<Record<string, Id>>;
  readonly posts: Readonly<Record<string, Id>>;
}

const STAFF: readonly [login: string, name: string, role: Role, unit: string, areaPath: string][] = [
  ['admin', '钱管理', 'administrator', '区指挥中心', '500151'],
  ['street-admin', '孙街道', 'administrator', '长桥街道中心', '500151.003'],
  ['wang', '王敏', 'grid_head', '新胜社区中心', GRID],
  ['li', '李强', 'handler', '环卫公司', '500151.003'],
  ['zhao', '赵派遣', 'dispatcher', '区指挥中心', '500151'],
];

/** Builds the town in one transaction. Everybody has the same password; only Wang Min has a phone. */
export async function buildTown(store: TestStore): Promise<Town> {
  const passwordHash = await cheapHasher.hash(PASSWORD);
  return store.database.transaction(async (tx) => {
    const made = await createUnits(tx, SETUP, UNITS);
    const units = Object.fromEntries(made.map((one) => [one.name, one.id]));
    const ids = await createPeople(
      tx,
      fakeCipher,
      SETUP,
      STAFF.map(([login, name, , , areaPath]) => ({
        login,
        name,
        areaPath,
        passwordHash,
        ...(login === 'wang' ? { phone: '138-1234-5678' } : {}),
      })),
    );
    const people = Object.fromEntries(STAFF.map(([login], n) => [login, ids[n] ?? '']));
    const postIds = await givePosts(
      tx,
      SETUP,
      STAFF.map(([login, , role, unitName, areaPath]) => ({
        personId: people[login] ?? '',
        unitId: units[unitName] ?? '',
        role,
        areaPath,
        fromDate: '2026-01-01',
        toDate: null,
      })),
    );
    const posts = Object.fromEntries(STAFF.map(([login], n) => [login, postIds[n] ?? '']));
    return { units, people, posts };
  });
}
