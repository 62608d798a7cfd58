// Who may do what, as data. Rights come from posts, never from the person; every slice adds its rows
// (core/policy.ts), the server joins them to one table, and a route without a row fails the build.
import type { Id } from './id.ts';

export type Role =
  | 'inspector' // 巡查员
  | 'grid_head' // 网格长
  | 'guide' // 指导员
  | 'assistant' // 协管员
  | 'participant' // 参与员
  | 'handler' // 处置人员 of a department, station, company or team
  | 'unit_head' // 单位负责人
  | 'dispatcher' // 派遣员 of a command centre
  | 'leader' // 领导
  | 'mediator' // 调解员
  | 'clerk' // 窗口
  | 'analyst' // 考核员
  | 'administrator'; // 管理员

export const ROLES: readonly Role[] = [
  'inspector', 'grid_head', 'guide', 'assistant', 'participant', 'handler', 'unit_head',
  'dispatcher', 'leader', 'mediator', 'clerk', 'analyst', 'administrator',
];

export type UnitKind = 'centre' | 'department' | 'station' | 'company' | 'team' | 'social_org';

/** A post in force now: a person in a unit with a role, for an area and all below it. */
export interface Post {
  readonly id: Id;
  readonly unitId: Id;
  readonly unitKind: UnitKind;
  readonly role: Role;
  /** e.g. `500151.003.012`; the post reaches this area and everything below it. */
  readonly areaPath: string;
}

export type Actor =
  | { readonly kind: 'person'; readonly personId: Id; readonly name: string; readonly posts: readonly Post[] }
  | { readonly kind: 'reporter'; readonly caseId: Id }
  | { readonly kind: 'public' }
  /** A machine that a person has let in for one operation in one area: a wall. It holds no post. */
  | { readonly kind: 'device'; readonly deviceId: Id; readonly operation: string; readonly areaPath: string }
  | { readonly kind: 'system'; readonly name: string };

/** How far a role's right reaches.
 *  anywhere: the whole store · own_area: target's area lies in the post's · own_unit: target belongs to the
 *  post's unit · holder: target is held by the post's unit now · self: target is the person itself */
export type Scope = 'anywhere' | 'own_area' | 'own_unit' | 'holder' | 'self';

export interface PolicyRow {
  /** `noun.verb`, e.g. `case.dispatch`; one name on routes, buttons, docs and tests. */
  readonly operation: string;
  readonly who: readonly (Role | 'anyone_signed_in' | 'reporter' | 'device' | 'public' | 'system')[];
  readonly scope: Scope;
  /** Unit kinds that the post must be in, when the role alone does not say it. */
  readonly unitKinds?: readonly UnitKind[];
  readonly why: string;
}

/** What is acted on, as far as rights need to know it. */
export interface Target {
  readonly areaPath?: string;
  readonly unitId?: Id;
  readonly holderUnitId?: Id;
  readonly personId?: Id;
  readonly caseId?: Id;
}

/** `500151.003` lies in `500151` and in itself, not in `500151.00`. */
export const isWithin = (path: string, ancestor: string): boolean =>
  path === ancestor || path.startsWith(`${ancestor}.`);

function reaches(scope: Scope, post: Post, personId: Id, target: Target): boolean {
  switch (scope) {
    case 'anywhere':
      return true;
    case 'own_area':
      return target.areaPath !== undefined && isWithin(target.areaPath, post.areaPath);
    case 'own_unit':
      return target.unitId !== undefined && target.unitId === post.unitId;
    case 'holder':
      return target.holderUnitId !== undefined && target.holderUnitId === post.unitId;
    case 'self':
      return target.personId === personId;
  }
}

type Device = Extract<Actor, { kind: 'device' }>;

const isLetIn = (row: PolicyRow, { operation, areaPath }: Device, target: Target): boolean =>
  row.who.includes('device') &&
  row.operation === operation &&
  target.areaPath !== undefined &&
  isWithin(target.areaPath, areaPath);

/** The post by which the actor may do this, `true` where no post is needed, or undefined. */
export function rightTo(
  policy: readonly PolicyRow[],
  actor: Actor,
  operation: string,
  target: Target = {},
): Post | true | undefined {
  for (const row of policy) {
    if (row.operation !== operation) continue;
    if (row.who.includes('public')) return true;
    if (actor.kind === 'system' && row.who.includes('system')) return true;
    const isTheReporter = actor.kind === 'reporter' && actor.caseId === target.caseId;
    if (isTheReporter && row.who.includes('reporter')) return true;
    if (actor.kind === 'device' && isLetIn(row, actor, target)) return true;
    if (actor.kind !== 'person') continue;
    const isInScope = row.scope !== 'self' || target.personId === actor.personId;
    if (row.who.includes('anyone_signed_in') && isInScope) {
      return true;
    }
    const post = actor.posts.find(
      (p) =>
        row.who.includes(p.role) &&
        (row.unitKinds === undefined || row.unitKinds.includes(p.unitKind)) &&
        reaches(row.scope, p, actor.personId, target),
    );
    if (post) return post;
  }
  return undefined;
}
