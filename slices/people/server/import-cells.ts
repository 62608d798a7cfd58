// One cell of a list of staff after the other: what it means, or what is wrong with it and how to mend it. A
// cell that cannot be read stops no other from being told. It reads the world and writes nothing.
import { localDate } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal, tellRefusal } from '../../../kernel/refusal.ts';
import { type Role, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Words } from '../../changes/core/change.ts';
import { dayIn, type ImportField, type ImportRow, languageIn, roleIn } from '../core/import-columns.ts';
import type { LineFaults } from '../core/import-faults.ts';
import { checkPhone, type Language, maskPhone, normaliseLogin } from '../core/person.ts';
import { peoplePolicy } from '../core/policy.ts';
import { checkPost, type NewPost } from '../core/post.ts';
import { peopleRefusals } from '../core/refusals.ts';
import type { Unit } from '../core/unit.ts';
import type { ImportWorld } from './import-world.ts';
import type { PersonRow } from './queries-people.ts';

export interface PersonFields {
  readonly name: string;
  readonly login: string | null;
  readonly phone: string | null;
  readonly areaPath: string;
  readonly language: Language;
}

const MASKED = /^[0-9]*\*+[0-9]*$/;
export const isMasked = (phone: string): boolean => MASKED.test(phone);

export const mayDo = (world: ImportWorld, operation: string, areaPath: string): boolean =>
  rightTo(peoplePolicy, world.actor, operation, { areaPath }) !== undefined;

interface Place {
  readonly field: ImportField;
  readonly operation: string;
  readonly name: Words;
}

function placeIn(world: ImportWorld, text: string, of: Place, faults: LineFaults): string | undefined {
  const { field, operation, name } = of;
  const path = world.places.get(text.replace(/\s*[/／>›]\s*/g, '/'));
  if (path === undefined) {
    return faults.add(
      field,
      `${name.zh}“${text}”不存在，请按“街道/社区/网格”填写。`,
      `${name.en} “${text}” is unknown: write it as street/community/grid.`,
    );
  }
  if (path === null) {
    return faults.add(
      field,
      `有多个区域叫“${text}”，请按“街道/社区/网格”填写。`,
      `Several areas are called “${text}”: write it as street/community/grid.`,
    );
  }
  if (mayDo(world, operation, path)) return path;
  return faults.add(
    field,
    `${name.zh}“${text}”不在您的管理范围内，请改成您管理的区域，或请该区域的管理员导入。`,
    `${name.en} “${text}” is not yours to administer: name an area of yours, or ask its administrator.`,
  );
}

function nameIn({ name }: ImportRow, faults: LineFaults): string | undefined {
  if (name !== '' && name.length <= 100) return name;
  return faults.add('name', '请填写姓名（100 字以内）。', 'Fill in the name (at most 100 characters).');
}

function addRefusal(faults: LineFaults, field: ImportField, { code, data }: Refusal): undefined {
  const words = peopleRefusals[code as keyof typeof peopleRefusals];
  return faults.add(field, tellRefusal(words, data, 'zh'), tellRefusal(words, data, 'en'));
}

function phoneIn(world: ImportWorld, row: ImportRow, known: PersonRow | undefined, faults: LineFaults) {
  const held = known?.phoneSealed ? world.cipher.open(known.phoneSealed) : null;
  const isKept = held !== null && isMasked(row.phone) && row.phone === maskPhone(held);
  if (row.phone === '' || isKept) return held;
  const phone = checkPhone(row.phone);
  if (!isRefusal(phone)) return phone;
  if (isMasked(row.phone)) {
    return faults.add(
      'phone',
      '电话被遮盖，请填写完整号码；不改电话就留空。',
      'The phone is masked: write the whole number, or leave it empty to keep what is held.',
    );
  }
  return addRefusal(faults, 'phone', phone);
}

function loginIn(world: ImportWorld, row: ImportRow, known: PersonRow | undefined, faults: LineFaults) {
  const login = row.login === '' ? (known?.login ?? null) : normaliseLogin(row.login);
  if (login === null) return null;
  if (login.length < 2 || login.length > 100 || /\s/.test(login)) {
    return faults.add(
      'login',
      `账号“${row.login}”应为 2–100 个字符，不含空格，请改写。`,
      `The login “${row.login}” must have 2–100 characters and no spaces: write another.`,
    );
  }
  const before = world.seen.logins.get(login);
  if (before !== undefined && before !== row.name) {
    return faults.add(
      'login',
      `账号“${login}”在文件中属于${before}，请给${row.name}换一个。`,
      `In this file the login “${login}” is ${before}’s: give ${row.name} another.`,
    );
  }
  world.seen.logins.set(login, row.name);
  return login;
}

const AREA = { field: 'area', operation: 'person.create', name: { zh: '所在区域', en: 'Area' } } as const;

/** Where somebody stands already is looked up by no name. */
function areaIn(world: ImportWorld, row: ImportRow, known: PersonRow | undefined, faults: LineFaults) {
  const isKept = row.area === '' && known !== undefined && mayDo(world, AREA.operation, known.areaPath);
  return isKept ? known.areaPath : placeIn(world, row.area || world.districtId, AREA, faults);
}

/** Undefined where any of its cells is wrong. */
export function personIn(
  world: ImportWorld,
  row: ImportRow,
  known: PersonRow | undefined,
  faults: LineFaults,
): PersonFields | undefined {
  const name = nameIn(row, faults);
  const phone = phoneIn(world, row, known, faults);
  const login = loginIn(world, row, known, faults);
  const areaPath = areaIn(world, row, known, faults);
  const language = row.language === '' && known ? known.language : languageIn(row.language);
  if (!language) {
    faults.add(
      'language',
      `语言“${row.language}”应写成中文或英文。`,
      `“${row.language}” is no language here: write Chinese or English.`,
    );
  }
  const isRead = name !== undefined && phone !== undefined && login !== undefined;
  return isRead && areaPath && language ? { name, login, phone, areaPath, language } : undefined;
}

function dayOr(row: ImportRow, field: 'from' | 'until', name: Words, faults: LineFaults) {
  const text = row[field];
  return text === ''
    ? null
    : (dayIn(text) ??
        faults.add(
          field,
          `${name.zh}“${text}”不是日期，请写成 2026-08-05。`,
          `${name.en} “${text}” is no date: write 2026-08-05.`,
        ));
}

function roleOf({ role }: ImportRow, faults: LineFaults): Role | undefined {
  return (
    roleIn(role) ??
    faults.add(
      'role',
      `没有“${role}”这个岗位，请照模板中的岗位名称填写，如“网格长”“处置人员”。`,
      `There is no role “${role}”: write one as the template names it, such as “Handler”.`,
    )
  );
}

function unitOf(world: ImportWorld, { unit: text }: ImportRow, faults: LineFaults): Unit | undefined {
  const unit = world.units.get(text);
  if (unit === null) {
    return faults.add(
      'unit',
      `有多个单位叫“${text}”，请填写编码。`,
      `Several units are called “${text}”: write the code.`,
    );
  }
  if (!unit) {
    return faults.add(
      'unit',
      text === '' ? '请填写岗位所在的单位（名称或编码）。' : `单位“${text}”不存在，请照单位树填写名称或编码。`,
      text === ''
        ? 'Fill in the unit of the post, by name or code.'
        : `The unit “${text}” does not exist: write its name or code as the tree of units has it.`,
    );
  }
  if (mayDo(world, 'post.give', unit.areaPath)) return unit;
  return faults.add(
    'unit',
    `单位“${text}”不在您的管理范围内，请改成您管理的单位，或请其管理员任命。`,
    `The unit “${text}” is not yours to administer: name one of yours, or ask its administrator.`,
  );
}

const CELL_OF: Readonly<Record<string, ImportField>> = {
  'people.unit_closed': 'unit',
  'people.post_dates': 'until',
  'people.head_needs_grid': 'postArea',
  'people.post_outside_unit': 'postArea',
};

const POST_AREA = {
  field: 'postArea',
  operation: 'post.give',
  name: { zh: '任职区域', en: 'Post area' },
} as const;

/** Null where the line names no role; undefined where any cell of its post is wrong. */
export function postIn(
  tx: Tx,
  world: ImportWorld,
  row: ImportRow,
  faults: LineFaults,
): Omit<NewPost, 'personId'> | null | undefined {
  if (row.role === '') return null;
  const role = roleOf(row, faults);
  const unit = unitOf(world, row, faults);
  const areaPath = row.postArea === '' ? unit?.areaPath : placeIn(world, row.postArea, POST_AREA, faults);
  const from = dayOr(row, 'from', { zh: '任期自', en: 'From' }, faults);
  const toDate = dayOr(row, 'until', { zh: '任期至', en: 'Until' }, faults);
  if (!role || !unit || !areaPath || from === undefined || toDate === undefined) return undefined;
  const post = { unitId: unit.id, role, areaPath, fromDate: from ?? localDate(tx.now), toDate };
  const checked = checkPost({ ...post, personId: '' }, unit);
  return isRefusal(checked) ? addRefusal(faults, CELL_OF[checked.code] ?? 'role', checked) : post;
}
