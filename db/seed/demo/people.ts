// The people of the demo district: dispatchers, leaders, inspectors, handlers, and one head and three
// kinds of member for every grid. All names are drawn from lists; logins say role and place, so that they
// can be remembered: `dispatcher.01` works for street 01, `head.0102` heads the first grid of its
// community 02.
import type { Role } from '../../../kernel/rights.ts';
import type { DemoArea, DemoPlaces } from './district.ts';
import { SUB_CENTRE } from '../../../slices/cases/core/levels.ts';
import { GIVEN_FIRST, GIVEN_SECOND, SURNAMES } from './names.ts';
import { centreCode, type DemoUnit } from './organisation.ts';
import { chance, pick, type Rand, stream } from './random.ts';

export interface DemoPerson {
  /** Unique within the district; what posts and the history name a person by. */
  readonly key: string;
  readonly name: string;
  readonly login: string | undefined;
  readonly unitCode: string;
  readonly role: Role;
  readonly areaPath: string;
}

/** What the start-up banner shows. */
export interface DemoSignIn {
  readonly who: string;
  readonly login: string;
  readonly role: string;
  readonly roleEn: string;
}

export const DEMO_PASSWORD = 'wangxi-demo';

const ROLE_WORDS: Readonly<Record<Role, readonly [string, string]>> = {
  inspector: ['巡查员', 'inspector'],
  grid_head: ['网格长', 'grid head'],
  guide: ['指导员', 'guide'],
  assistant: ['协管员', 'assistant'],
  participant: ['参与员', 'participant'],
  handler: ['处置人员', 'handler'],
  unit_head: ['单位负责人', 'head of unit'],
  dispatcher: ['派遣员', 'dispatcher'],
  leader: ['领导', 'leader'],
  mediator: ['调解员', 'mediator'],
  clerk: ['窗口人员', 'clerk'],
  analyst: ['考核员', 'analyst'],
  administrator: ['管理员', 'administrator'],
};

class Roll {
  readonly people: DemoPerson[] = [];
  private readonly used = new Set<string>();
  private readonly rand: Rand;

  constructor(rand: Rand) {
    this.rand = rand;
  }

  /** People who sign in have names that no other has, so that a screen tells them apart. */
  private freshName(isUnique: boolean): string {
    for (;;) {
      const given = chance(this.rand, 0.22)
        ? pick(this.rand, [...GIVEN_SECOND])
        : pick(this.rand, [...GIVEN_FIRST]) + pick(this.rand, [...GIVEN_SECOND]);
      const name = pick(this.rand, [...SURNAMES]) + given;
      if (isUnique && this.used.has(name)) continue;
      this.used.add(name);
      return name;
    }
  }

  add(key: string, role: Role, unitCode: string, areaPath: string, login?: string): void {
    this.people.push({ key, role, unitCode, areaPath, login, name: this.freshName(login !== undefined) });
  }
}

/** `990101.003.012` → `0312`: two digits a level suffice here and are quick to type. */
export const shortCode = (areaPath: string): string =>
  areaPath
    .split('.')
    .slice(1)
    .map((part) => part.slice(-2))
    .join('');

function staffCentre(roll: Roll, area: DemoArea): void {
  const unit = centreCode(area.path);
  const place = area.level === 'district' ? 'district' : shortCode(area.path);
  const sign = (name: string, role: Role) =>
    roll.add(`${name}.${place}`, role, unit, area.path, `${name}.${place}`);
  sign('dispatcher', 'dispatcher');
  sign('inspector', 'inspector');
  if (area.level === 'community') return;
  sign('leader', 'leader');
  if (area.level !== 'district') return;
  sign('dispatcher2', 'dispatcher');
  sign('leader2', 'leader');
  sign('analyst', 'analyst');
  roll.add('admin', 'administrator', unit, area.path, 'admin');
}

function staffUnit(roll: Roll, unit: DemoUnit): void {
  const short = shortCode(unit.areaPath);
  const stem = unit.specialty.replaceAll('_', '-');
  const login = short === '' ? stem : `${stem}.${short}`;
  roll.add(login, 'handler', unit.code, unit.areaPath, login);
  roll.add(`${login}#2`, 'handler', unit.code, unit.areaPath);
  if (unit.kind !== 'company' || short === '') {
    roll.add(`chief.${login}`, 'unit_head', unit.code, unit.areaPath, `chief.${login}`);
  }
}

/** `SUB-07` → `sub-centre.07` and `chief.sub-centre.07`. */
function staffSub(roll: Roll, unit: DemoUnit): void {
  const login = `sub-centre.${unit.code.slice(-2)}`;
  roll.add(login, 'handler', unit.code, unit.areaPath, login);
  roll.add(`chief.${login}`, 'unit_head', unit.code, unit.areaPath, `chief.${login}`);
}

function staffGrid(roll: Roll, grid: DemoArea): void {
  const community = grid.path.slice(0, grid.path.lastIndexOf('.'));
  const unit = centreCode(community);
  const isFirst = grid.path.endsWith('.001');
  const login = isFirst ? `head.${shortCode(community)}` : undefined;
  roll.add(`head ${grid.path}`, 'grid_head', unit, grid.path, login);
  for (const role of ['guide', 'assistant', 'participant'] as const) {
    roll.add(`${role} ${grid.path}`, role, unit, grid.path);
  }
}

export function makePeople(seed: number, places: DemoPlaces, units: readonly DemoUnit[]): DemoPerson[] {
  const roll = new Roll(stream(seed, 'people'));
  for (const area of places.areas) if (area.level !== 'grid') staffCentre(roll, area);
  const isSub = (unit: DemoUnit): boolean => unit.specialty === SUB_CENTRE;
  for (const unit of units) if (unit.kind !== 'centre' && !isSub(unit)) staffUnit(roll, unit);
  for (const area of places.areas) if (area.level === 'grid') staffGrid(roll, area);
  for (const unit of units) if (isSub(unit)) staffSub(roll, unit);
  return roll.people;
}

const SHOWN = [
  'admin',
  'dispatcher.district',
  'dispatcher2.district',
  'leader.district',
  'leader2.district',
  'analyst.district',
  'inspector.district',
  'dispatcher.01',
  'leader.01',
  'inspector.01',
  'dispatcher.0101',
  'inspector.0101',
  'head.0101',
  'sanitation.01',
  'urban-management.01',
  'urban-management',
  'property-company.0101',
  'water',
  'lighting',
  'municipal-works',
  'landscaping',
  'traffic-police',
  'public-security.01',
];

/** The sign-ins worth showing to a newcomer, in the order of the loop. All share DEMO_PASSWORD. */
export function demoSignIns(people: readonly DemoPerson[], units: readonly DemoUnit[]): DemoSignIn[] {
  const byLogin = new Map(people.map((person) => [person.login, person]));
  const unitNames = new Map(units.map((unit) => [unit.code, unit.name]));
  return SHOWN.flatMap((login) => {
    const person = byLogin.get(login);
    if (!person) return [];
    const [zh, en] = ROLE_WORDS[person.role];
    const unit = unitNames.get(person.unitCode) ?? '';
    return [{ who: person.name, login, role: `${unit} ${zh}`, roleEn: en }];
  });
}
