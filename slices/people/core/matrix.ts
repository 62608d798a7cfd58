// The permission matrix, spelled out: every role × unit kind × level of post × operation × relation to the
// target, with what must come out. Expectations are unions of sets, on purpose not the code that decides.
import type { Id } from '../../../kernel/id.ts';
import {
  type Actor,
  type PolicyRow,
  ROLES,
  type Role,
  type Scope,
  type Target,
  type UnitKind,
} from '../../../kernel/rights.ts';
import { UNIT_KINDS } from './unit.ts';

export type PostLevel = 'grid' | 'street' | 'district';
const POST_AREAS: Readonly<Record<PostLevel, string>> = {
  grid: '500151.003.012.007',
  street: '500151.003',
  district: '500151',
};
const PERSON = '00000000-0000-7000-8000-000000000001';
const OTHER_PERSON = '00000000-0000-7000-8000-000000000002';
const UNIT = '00000000-0000-7000-8000-000000000003';
const OTHER_UNIT = '00000000-0000-7000-8000-000000000004';

const ELSEWHERE = '500152.001';
const foreign = (areaPath: string, over: Target = {}): Target => ({
  areaPath,
  unitId: OTHER_UNIT,
  holderUnitId: OTHER_UNIT,
  personId: OTHER_PERSON,
  ...over,
});

/** What is acted on, seen from a post in grid 007 of community 012 of street 003 of district 500151. */
export const RELATIONS = {
  own_grid: foreign('500151.003.012.007'),
  sibling_grid: foreign('500151.003.012.008'),
  own_street: foreign('500151.003'),
  other_street: foreign('500151.004.001.001'),
  other_district: foreign('500152.003.012.007'),
  own_unit: foreign(ELSEWHERE, { unitId: UNIT }),
  held_by_own_unit: foreign(ELSEWHERE, { holderUnitId: UNIT }),
  other_unit: foreign(ELSEWHERE),
  unassigned: {},
  oneself: foreign(ELSEWHERE, { personId: PERSON }),
} as const satisfies Record<string, Target>;
export type Relation = keyof typeof RELATIONS;
export const RELATION_NAMES = Object.keys(RELATIONS) as readonly Relation[];

/** Which relations a scope reaches, by the level of the post. Written by hand: this is the specification. */
const REACH: Readonly<Record<PostLevel, Readonly<Record<Scope, readonly Relation[]>>>> = {
  grid: {
    anywhere: RELATION_NAMES,
    own_area: ['own_grid'],
    own_unit: ['own_unit'],
    holder: ['held_by_own_unit'],
    self: ['oneself'],
  },
  street: {
    anywhere: RELATION_NAMES,
    own_area: ['own_grid', 'sibling_grid', 'own_street'],
    own_unit: ['own_unit'],
    holder: ['held_by_own_unit'],
    self: ['oneself'],
  },
  district: {
    anywhere: RELATION_NAMES,
    own_area: ['own_grid', 'sibling_grid', 'own_street', 'other_street'],
    own_unit: ['own_unit'],
    holder: ['held_by_own_unit'],
    self: ['oneself'],
  },
};

/** `former_member` has a name and no post in force; `stranger` has not signed in. */
export type Standing = 'in_post' | 'former_member' | 'stranger';

export interface MatrixCell {
  readonly standing: Standing;
  readonly role: Role;
  readonly unitKind: UnitKind;
  readonly level: PostLevel;
  readonly operation: string;
  readonly relation: Relation;
  readonly actor: Actor;
  readonly target: Target;
  readonly isAllowed: boolean;
}

const LEVELS: readonly PostLevel[] = ['grid', 'street', 'district'];
const STANDINGS: readonly Standing[] = ['in_post', 'former_member', 'stranger'];
type Key = string;
const keyOf = (...parts: readonly string[]): Key => parts.join('|');

interface Grant {
  readonly standings: readonly Standing[];
  readonly roles: readonly Role[];
  readonly unitKinds: readonly UnitKind[];
  readonly relationsAt: (level: PostLevel) => readonly Relation[];
}

/** What one row grants, in sets; a row may grant to several kinds of caller. */
function grantsOf(row: PolicyRow): Grant[] {
  const grants: Grant[] = [];
  if (row.who.includes('public')) {
    grants.push({
      standings: STANDINGS,
      roles: ROLES,
      unitKinds: UNIT_KINDS,
      relationsAt: () => RELATION_NAMES,
    });
  }
  if (row.who.includes('anyone_signed_in')) {
    const relations: readonly Relation[] = row.scope === 'self' ? ['oneself'] : RELATION_NAMES;
    const standings: readonly Standing[] = ['in_post', 'former_member'];
    grants.push({ standings, roles: ROLES, unitKinds: UNIT_KINDS, relationsAt: () => relations });
  }
  grants.push({
    standings: ['in_post'],
    roles: ROLES.filter((role) => row.who.includes(role)),
    unitKinds: row.unitKinds ?? UNIT_KINDS,
    relationsAt: (level) => REACH[level][row.scope],
  });
  return grants;
}

function* keysOf(operation: string, grant: Grant): Generator<Key> {
  for (const standing of grant.standings) {
    for (const role of grant.roles) {
      for (const kind of grant.unitKinds) {
        for (const level of LEVELS) {
          for (const relation of grant.relationsAt(level)) {
            yield keyOf(standing, role, kind, level, operation, relation);
          }
        }
      }
    }
  }
}

/** All that is allowed, as a set of keys: the union of what each row grants. */
function allowedKeys(policy: readonly PolicyRow[]): Set<Key> {
  const allowed = new Set<Key>();
  for (const row of policy) {
    for (const grant of grantsOf(row)) for (const key of keysOf(row.operation, grant)) allowed.add(key);
  }
  return allowed;
}

function actorOf(standing: Standing, role: Role, unitKind: UnitKind, level: PostLevel): Actor {
  if (standing === 'stranger') return { kind: 'public' };
  const id: Id = '00000000-0000-7000-8000-000000000005';
  const post = { id, unitId: UNIT, unitKind, role, areaPath: POST_AREAS[level] };
  return { kind: 'person', personId: PERSON, name: '王敏', posts: standing === 'in_post' ? [post] : [] };
}

interface Caller {
  readonly standing: Standing;
  readonly role: Role;
  readonly unitKind: UnitKind;
  readonly level: PostLevel;
}

const callersOf = (standings: readonly Standing[]): Caller[] =>
  standings.flatMap((standing) =>
    ROLES.flatMap((role) =>
      UNIT_KINDS.flatMap((unitKind) => LEVELS.map((level) => ({ standing, role, unitKind, level }))),
    ),
  );

/** Every cell of the matrix for the joined table. `standings` shortens the walk. */
export function* matrixCells(
  policy: readonly PolicyRow[],
  standings: readonly Standing[] = STANDINGS,
): Generator<MatrixCell> {
  const allowed = allowedKeys(policy);
  const operations = [...new Set(policy.map((row) => row.operation))];
  for (const caller of callersOf(standings)) {
    const { standing, role, unitKind, level } = caller;
    const actor = actorOf(standing, role, unitKind, level);
    for (const operation of operations) {
      for (const relation of RELATION_NAMES) {
        const isAllowed = allowed.has(keyOf(standing, role, unitKind, level, operation, relation));
        yield { ...caller, operation, relation, actor, target: RELATIONS[relation], isAllowed };
      }
    }
  }
}
