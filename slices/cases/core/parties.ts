// Who may act, as data: each party is the kernel's kind of policy row plus which target it is measured on.
// The flow names parties; policy.ts makes the permission table of them; nothing else grants a right.
import type { Id } from '../../../kernel/id.ts';
import type { Actor, PolicyRow, Post, Role, Target, UnitKind } from '../../../kernel/rights.ts';
import { isWithin, rightTo } from '../../../kernel/rights.ts';
import { OFFICERS } from '../../people/core/officers.ts';
import { askOf, type CaseFile, type Place } from './case-file.ts';
import { SUB_CENTRE } from './levels.ts';
import type { Directory, Standing } from './moment.ts';

export type PartyName =
  | 'anyone' | 'officer' | 'centre' | 'centre_leader' | 'centre_above' | 'district_centre' | 'unit'
  | 'co_unit' | 'grid_head' | 'grid_head_for_unit' | 'inspector' | 'asked_inspector' | 'reporter'
  | 'reporting_person' | 'leader' | 'holder' | 'holding_person' | 'pushed_unit' | 'superior'
  | 'rating_community' | 'rating_street' | 'asked_colleague' | 'asking_colleague' | 'head_beside_hand_over'
  | 'rating_supervisor' | 'sub_centre' | 'unit_while_open' | 'grid_head_while_open' | 'system';

/** Of a case what standing is measured on: a line of a list has as much. */
export interface PartyFile extends Pick<CaseFile, 'id' | 'districtId' | 'centreUnitId' | 'unitId'
  | 'coUnitIds' | 'holder' | 'reporterPersonId' | 'asks' | 'pushes'> {
  readonly place: Pick<Place, 'areaPath'>;
}

export interface Party {
  readonly zh: string;
  readonly en: string;
  readonly who: PolicyRow['who'];
  readonly scope: PolicyRow['scope'];
  readonly unitKinds?: readonly UnitKind[];
  /** What the scope is measured on. Several targets: any of them will do. */
  readonly targets: (file: PartyFile) => readonly Target[];
  /** What a role and a scope can't say. */
  readonly also?: (file: PartyFile, actor: Actor, post: Post | null, directory: Directory) => boolean;
}

const WORKERS: readonly Role[] = ['handler', 'unit_head', 'dispatcher'];
const HOLDERS: readonly Role[] = ['handler', 'unit_head', 'dispatcher', 'inspector', 'grid_head', 'leader'];

const inArea = (file: PartyFile): Target[] => [{ areaPath: file.place.areaPath }];
const inUnit = (unitId: Id | null | undefined): Target[] => (unitId ? [{ unitId }] : []);
const depth = (areaPath: string): number => areaPath.split('.').length;

function isAboveCentre(file: PartyFile, post: Post | null, directory: Directory): boolean {
  const centre = directory.unit(file.centreUnitId);
  return !!post && !!centre && isWithin(centre.areaPath, post.areaPath) && post.areaPath !== centre.areaPath;
}

const responsible = (file: PartyFile, directory: Directory) => directory.unit(file.unitId ?? '');

/** A centre or a team works through the people of the grid; a company or an office has its own. */
const worksThroughGrid = (file: PartyFile, directory: Directory): boolean =>
  ['centre', 'team'].includes(responsible(file, directory)?.kind ?? '');

/** An open case has a holder, an ended one none. */
const isOpen = (file: PartyFile): boolean => file.holder !== null;

/** Whoever has left the post has left the case with it. */
const isStillThere = (file: PartyFile, actor: Actor): boolean =>
  actor.kind === 'person' && actor.posts.some(
    (post) => post.unitId === file.holder?.unitId || isWithin(file.place.areaPath, post.areaPath),
  );

const GRID_OFFICERS: readonly Role[] = ['grid_head', 'guide', 'assistant'];

/** To whom a case in work may pass: a person of the responsible unit, or an officer of the grid where a
 *  centre or team is responsible. */
export const isColleague = (file: PartyFile, posts: readonly Post[], directory: Directory): boolean =>
  posts.some((post) => post.unitId === file.unitId || (GRID_OFFICERS.includes(post.role)
    && isWithin(file.place.areaPath, post.areaPath) && worksThroughGrid(file, directory)));

export const PARTIES: Readonly<Record<PartyName, Party>> = {
  anyone: {
    zh: '任何人（按来源）', en: 'anyone, by channel', scope: 'anywhere',
    who: ['public', 'anyone_signed_in', 'system'], targets: () => [{}],
  },
  officer: { zh: '网格与巡查人员', en: 'officer of the area', who: OFFICERS, scope: 'own_area', targets: inArea },
  centre: {
    zh: '主管中心派遣员', en: 'dispatcher of the centre in charge', who: ['dispatcher'], unitKinds: ['centre'],
    scope: 'own_unit', targets: (file) => inUnit(file.centreUnitId),
  },
  centre_leader: {
    zh: '主管中心领导', en: 'leader of the centre in charge', who: ['leader', 'unit_head'], unitKinds: ['centre'],
    scope: 'own_unit', targets: (file) => inUnit(file.centreUnitId),
  },
  centre_above: {
    zh: '上级中心', en: 'a centre above', who: ['dispatcher', 'leader'], unitKinds: ['centre'], scope: 'own_area',
    targets: inArea, also: (file, _, post, directory) => isAboveCentre(file, post, directory),
  },
  district_centre: {
    zh: '区中心', en: 'the district centre', who: ['dispatcher', 'leader'], unitKinds: ['centre'],
      scope: 'own_area',
    targets: inArea, also: (file, _, post) => post?.areaPath === file.districtId,
  },
  unit: {
    zh: '责任单位', en: 'the responsible unit', who: WORKERS, scope: 'own_unit',
    targets: (file) => inUnit(file.unitId),
  },
  sub_centre: {
    zh: '承办的分中心', en: 'the sub-centre that is responsible', who: WORKERS, scope: 'own_unit',
    targets: (file) => inUnit(file.unitId),
    also: (file, _, __, directory) => responsible(file, directory)?.specialty === SUB_CENTRE,
  },
  unit_while_open: {
    zh: '责任单位（未结时）', en: 'the responsible unit, while the case is open', who: WORKERS, scope: 'own_unit',
    targets: (file) => (isOpen(file) ? inUnit(file.unitId) : []),
  },
  co_unit: {
    zh: '协办单位', en: 'a co-unit', who: WORKERS, scope: 'own_unit',
    targets: (file) => file.coUnitIds.map((unitId) => ({ unitId })),
  },
  grid_head: { zh: '网格长', en: 'head of the grid', who: ['grid_head'], scope: 'own_area', targets: inArea },
  grid_head_for_unit: {
    zh: '网格长（中心、队伍承办时）', en: 'head of the grid, where a centre or team is responsible',
    who: ['grid_head'], scope: 'own_area', targets: inArea,
    also: (file, _, __, directory) => worksThroughGrid(file, directory),
  },
  grid_head_while_open: {
    zh: '网格长（中心、队伍承办且未结时）',
    en: 'head of the grid, where a centre or team is responsible, while the case is open',
    who: ['grid_head'], scope: 'own_area', targets: inArea,
    also: (file, _, __, directory) => isOpen(file) && worksThroughGrid(file, directory),
  },
  inspector: { zh: '巡查员', en: 'inspector of the area', who: ['inspector'], scope: 'own_area',
    targets: inArea },
  asked_inspector: {
    zh: '受命巡查员', en: 'the inspector who was asked', who: ['inspector'], scope: 'own_area', targets: inArea,
    also: (file, actor) => actor.kind === 'person' && askOf(file, 'check')?.toPersonId === actor.personId,
  },
  asked_colleague: {
    zh: '被移交的同事', en: 'the colleague who was asked to take over', who: ['anyone_signed_in'], scope: 'self',
    targets: (file) => {
      const personId = askOf(file, 'hand_over')?.toPersonId;
      return personId ? [{ personId }] : [];
    },
    // Whoever has left the post meanwhile can't take it on; the unit then asks another.
    also: (file, actor, _, directory) =>
      actor.kind === 'person' && isColleague(file, actor.posts, directory),
  },
  asking_colleague: {
    zh: '移交人', en: 'whoever hands it over', who: ['anyone_signed_in'], scope: 'self',
    targets: (file) => {
      const personId = askOf(file, 'hand_over')?.byPersonId;
      return personId ? [{ personId }] : [];
    },
    also: isStillThere,
  },
  head_beside_hand_over: {
    zh: '责任单位负责人（非被移交人）', en: 'the responsible unit’s head, unless asked', who: ['unit_head'],
    scope: 'own_unit', targets: (file) => inUnit(file.unitId),
    // Asker and asked may both be away: then nobody else could ask a third.
    also: (file, actor) =>
      actor.kind === 'person' && askOf(file, 'hand_over')?.toPersonId !== actor.personId,
  },
  reporter: {
    zh: '上报人（凭查询码）', en: 'the reporter, by the public code', who: ['reporter'], scope: 'anywhere',
    targets: (file) => [{ caseId: file.id }],
  },
  reporting_person: {
    zh: '上报人', en: 'the signed-in reporter', who: ['anyone_signed_in'], scope: 'self',
    targets: (file) => (file.reporterPersonId ? [{ personId: file.reporterPersonId }] : []),
  },
  leader: { zh: '领导', en: 'leader of the area', who: ['leader'], scope: 'own_area', targets: inArea },
  holder: {
    zh: '承办单位', en: 'the unit that must act now', who: HOLDERS, scope: 'holder',
    targets: (file) => (file.holder ? [{ holderUnitId: file.holder.unitId }] : []),
  },
  holding_person: {
    zh: '承办人', en: 'the person who must act now', who: ['anyone_signed_in'], scope: 'self',
    targets: (file) => (file.holder?.personId ? [{ personId: file.holder.personId }] : []),
    also: isStillThere,
  },
  pushed_unit: {
    zh: '被督办单位', en: 'the unit that was pushed', who: WORKERS, scope: 'own_unit',
    targets: (file) => file.pushes.filter((one) => one.answeredSeq === null).flatMap((one) =>
      inUnit(one.toUnitId)),
  },
  superior: {
    zh: '被请示的上级', en: 'the superior who was asked', who: ['leader', 'dispatcher', 'unit_head'],
    scope: 'own_unit', targets: (file) => inUnit(askOf(file, 'consult')?.toUnitId),
  },
  rating_community: {
    zh: '社区（评街道站所）', en: 'the community, on an office of the street', who: ['dispatcher', 'leader'],
    unitKinds: ['centre'], scope: 'own_area', targets: inArea,
    also: (file, _, post, directory) =>
      !!post && depth(post.areaPath) === 3 && depth(responsible(file, directory)?.areaPath ?? '') === 2,
  },
  rating_street: {
    zh: '街道（评职能部门）', en: 'the street, on a department', who: ['dispatcher', 'leader'],
    unitKinds: ['centre'], scope: 'own_area', targets: inArea,
    also: (file, _, post, directory) =>
      !!post && depth(post.areaPath) === 2 && responsible(file, directory)?.kind === 'department',
  },
  rating_supervisor: {
    zh: '区领导、考核员（不属被评单位）', en: 'leader or analyst of the district, outside the rated unit',
    who: ['leader', 'analyst'], scope: 'own_area', targets: inArea,
    also: (file, actor, post) => post?.areaPath === file.districtId && actor.kind === 'person'
      && !actor.posts.some(({ unitId }) => unitId === file.unitId),
  },
  system: { zh: '系统', en: 'the system', who: ['system'], scope: 'anywhere', targets: () => [{}] },
};

export const rowOf = (operation: string, name: PartyName, why: string): PolicyRow => {
  const { who, scope, unitKinds } = PARTIES[name];
  return { operation, who, scope, why, ...(unitKinds ? { unitKinds } : {}) };
};

const rows = new Map<PartyName, readonly PolicyRow[]>();

/** One post at a time, so that a person with several posts acts by the one that fits `also`. */
function standingAs(file: PartyFile, actor: Actor, name: PartyName,
  directory: Directory): Standing | undefined {
  const party = PARTIES[name];
  const row = rows.get(name) ?? [rowOf('case.act', name, party.en)];
  rows.set(name, row);
  const hats: Actor[] = actor.kind === 'person' && actor.posts.length > 1
    ? actor.posts.map((post) => ({ ...actor, posts: [post] })) : [actor];
  const personId = actor.kind === 'person' ? actor.personId : null;
  for (const target of party.targets(file)) {
    for (const hat of hats) {
      const right = rightTo(row, hat, 'case.act', target);
      if (!right) continue;
      const post = right === true ? null : right;
      if (party.also && !party.also(file, actor, post, directory)) continue;
      return { party: name, post, personId, unitId: post?.unitId ?? null };
    }
  }
  return undefined;
}

/** The first party of the list that the actor is, on this case. */
export function standingOn(
  file: PartyFile, actor: Actor, names: readonly PartyName[], directory: Directory,
): Standing | undefined {
  for (const name of names) {
    const standing = standingAs(file, actor, name, directory);
    if (standing) return standing;
  }
  return undefined;
}
