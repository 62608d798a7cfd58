// A small district for tests of cases: three levels of centres, a department, a company, a team, and people
// of every kind. Used by tests alone; it holds no rule.
import type { Actor, Role } from '../../../kernel/rights.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { defaultCalendarData } from '../../calendar/core/calendar-data.ts';
import { compileCalendar } from '../../calendar/core/calendar.ts';
import { CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS } from '../../calendar/core/china-holidays.ts';
import type { Resolution } from '../../catalogue/core/resolve.ts';
import { UNIT_SPECIALTIES } from '../../catalogue/core/unit-specialties.ts';
import type { Unit } from '../../people/core/unit.ts';
import { indexUnits, UnitDirectory } from '../../people/core/unit-directory.ts';
import type { CaseFile, Place } from './case-file.ts';
import { decide, type Decision } from './decide.ts';
import type { Flow } from './flow.ts';
import { standardFlow } from './flows/standard.ts';
import type { Context, PartPlan } from './moment.ts';

export const DISTRICT = '500151';
export const GRID = '500151.003.012.007';

/** Every kind of unit that the default lists name, for tests of the server. */
export const SPECIALTIES = UNIT_SPECIALTIES;

const idOf = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const unit = (n: number, kind: Unit['kind'], name: string, areaPath: string, specialty: string,
  parentNo?: number): Unit => ({
  id: idOf(n), districtId: DISTRICT, code: `U${n}`, name, nameEn: name, kind, specialty, areaPath,
  serves: [areaPath], ...(parentNo === undefined ? {} : { parentId: idOf(parentNo) }),
});

export const UNITS = {
  district: unit(1, 'centre', '区指挥中心', DISTRICT, 'centre'),
  street: unit(2, 'centre', '高新区分中心', '500151.003', 'centre'),
  community: unit(3, 'centre', '苑北社区中心', '500151.003.012', 'centre'),
  management: unit(4, 'department', '城管局', DISTRICT, 'urban_management'),
  sanitation: unit(5, 'company', '环卫公司', DISTRICT, 'sanitation'),
  team: unit(6, 'team', '市容队', '500151.003', 'street_team'),
  elsewhere: unit(7, 'team', '他街队', '500151.009', 'street_team'),
  branch: unit(10, 'department', '市政分中心', DISTRICT, 'sub_centre', 1),
  crew: unit(11, 'team', '市政抢修班', DISTRICT, 'municipal_works', 10),
  farCrew: unit(12, 'team', '他街抢修班', '500151.009', 'municipal_works', 10),
} as const;

const person = (n: number, name: string, role: Role, at: Unit,
  areaPath = at.areaPath): Actor & { kind: 'person' } => ({
  kind: 'person', personId: idOf(100 + n), name,
  posts: [{ id: idOf(200 + n), unitId: at.id, unitKind: at.kind, role, areaPath }],
});

export const PEOPLE = {
  inspector: person(1, '金俭', 'inspector', UNITS.district, GRID),
  dispatcher: person(2, '区派遣员', 'dispatcher', UNITS.district),
  secondDispatcher: person(3, '区派遣员乙', 'dispatcher', UNITS.district),
  leader: person(4, '区领导', 'leader', UNITS.district),
  streetDispatcher: person(5, '街道派遣员', 'dispatcher', UNITS.street),
  streetLeader: person(6, '街道领导', 'leader', UNITS.street),
  gridHead: person(7, '沈许琴', 'grid_head', UNITS.community, GRID),
  handler: person(8, '环卫工', 'handler', UNITS.sanitation),
  unitHead: person(9, '环卫经理', 'unit_head', UNITS.sanitation),
  manager: person(10, '城管队员', 'handler', UNITS.management),
  managerHead: person(11, '城管科长', 'unit_head', UNITS.management),
  stranger: person(12, '他街队员', 'handler', UNITS.elsewhere),
  communityDispatcher: person(13, '社区值班', 'dispatcher', UNITS.community),
  teamHandler: person(14, '市容队员', 'handler', UNITS.team),
  branchOfficer: person(16, '分中心值班', 'handler', UNITS.branch),
  crewHand: person(17, '抢修工', 'handler', UNITS.crew),
  otherInspector: person(15, '巡查员乙', 'inspector', UNITS.district, '500151.003'),
} as const;
export type PersonName = keyof typeof PEOPLE;

export const directory = new UnitDirectory(indexUnits(Object.values(UNITS), []), '2026-08-05');
export const calendar = compileCalendar(defaultCalendarData(CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS));
export const PLACE: Place = {
  point: { lon: 105.84, lat: 29.84 }, areaPath: GRID, gridCode: '500151003012007', address: '北区13幢1单元',
  areaVersionId: idOf(9),
};

export const resolution: Resolution = {
  itemCode: '0101', itemName: '暴露垃圾', itemNameEn: 'Exposed rubbish', catalogueId: idOf(300),
    ruleId: idOf(301),
  unitId: UNITS.sanitation.id, centreUnitId: UNITS.street.id, coUnitIds: [UNITS.team.id],
  limits: { ...standardFlow.defaultLimits, handle: { kind: 'working_hours', amount: 4 } },
  verification: 'inspector', photoRule: { report: 1, feedBack: 1 }, solvedOnSpot: 'answered',
  legalBasis: '城市市容管理条例', isCertain: false, thingCondition: null, why: [],
};

export const at = (words: string): Instant => fromIso(`${words.replace(' ', 'T')}:00+08:00`) ?? Number.NaN;
export const REPORT_BODY =
  { channel: 'patrol', description: '绿化带建筑垃圾', itemCode: '0101', photoIds: [idOf(400)] };
export const photo = idOf(401);

/** Two parts as a server would have decided them: the rule's unit and another. */
const SENT = [UNITS.sanitation, UNITS.management];
export const PLANS: readonly PartPlan[] = SENT.map(({ id: unitId }, index) => ({
  caseId: idOf(700 + index), number: `50015120260805000010${index}`, unitId, itemCode: '0101', words: '各办一半',
}));

export interface Options {
  readonly flow?: Flow;
  readonly resolution?: Partial<Resolution>;
}

/** One case lived through in a test: `city.do('dispatcher', 'accept', {...})`. The clock moves by
 *  `city.now`. */
export class City {
  /** Every code that any city of this test file was refused with. */
  static readonly refusedWith = new Set<string>();
  file: CaseFile | undefined;
  now: Instant = at('2026-08-05 09:30');
  readonly decisions: Decision[] = [];
  readonly flow: Flow;
  readonly resolution: Resolution;

  constructor(options: Options = {}) {
    this.flow = options.flow ?? standardFlow;
    this.resolution = { ...resolution, ...options.resolution };
  }

  context(actor: Actor, extra: Partial<Context> = {}): Context {
    return { actor, now: this.now, calendar, directory, resolution: this.resolution, place: PLACE,
      fresh: { id: idOf(500), number: '500151202608050000001', publicCode: '00000-00000-00000' }, ...extra };
  }

  actor(who: PersonName | 'reporter' | 'system' | 'public'): Actor {
    if (who === 'reporter') return { kind: 'reporter', caseId: idOf(500) };
    if (who === 'system') return { kind: 'system', name: 'test' };
    return who === 'public' ? { kind: 'public' } : PEOPLE[who];
  }

  try(
    who: Parameters<City['actor']>[0], action: string, body: Record<string, unknown> = {},
      extra: Partial<Context> = {},
  ): Decision | Refusal {
    const named = Object.values(PEOPLE).find((one) => one.personId === body.personId);
    const context = this.context(this.actor(who), { ...(named ? { named } : {}), ...extra });
    return decide(this.flow, this.file, { action, body }, context);
  }

  /** The refusal's code, or undefined where it was done. */
  do(...command: Parameters<City['try']>): string | undefined {
    const decided = this.try(...command);
    if (isRefusal(decided)) {
      City.refusedWith.add(decided.code);
      return decided.code;
    }
    this.file = decided.file;
    this.decisions.push(decided);
    return undefined;
  }

  get steps() {
    return this.decisions.flatMap((decision) => decision.steps);
  }

  get open(): CaseFile {
    if (!this.file) throw new Error('nothing has been reported yet');
    return this.file;
  }
}

/** How a case comes to each state, as `who action body` rows. */
const claimBody = { personId: PEOPLE.handler.personId };
const ROAD: readonly [string, readonly [PersonName, string, Record<string, unknown>][]][] = [
  ['reported', [['inspector', 'report', REPORT_BODY]]],
  ['accepted', [['streetDispatcher', 'accept', {}]]],
  ['dispatched', [['streetDispatcher', 'dispatch', {}]]],
  ['handling', [['handler', 'claim', claimBody]]],
  ['answered', [['handler', 'feed_back', { result: '已清运', photoIds: [photo] }]]],
  ['verified', [['otherInspector', 'verify', { finding: '已清洁' }]]],
  ['closed', [['streetDispatcher', 'close', { closingCode: 'solved' }]]],
];

export function cityIn(state: string, options: Options = {}): City {
  const city = new City(options);
  for (const [reached, commands] of ROAD) {
    if (['rejected', 'withdrawn', 'merged'].includes(state) && reached === 'accepted') break;
    for (const command of commands) {
      const no = city.do(...command);
      if (no) throw new Error(`${command[1]}: ${no}`);
    }
    if (reached === state) return city;
  }
  const main = { ...city.open, id: idOf(600) };
  const ends: Record<string, () => string | undefined> = {
    rejected: () => city.do('streetDispatcher', 'reject', { reasonCode: 'not_true', reply: '未见' }),
    withdrawn: () => city.do('inspector', 'withdraw', {}),
    merged: () => city.do('streetDispatcher', 'merge', { mainCaseId: main.id }, { main }),
  };
  const no = ends[state]?.();
  if (no) throw new Error(`${state}: ${no}`);
  return city;
}
