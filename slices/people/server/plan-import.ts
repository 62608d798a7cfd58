// What one line of a list of staff would do, against the people, units, posts and places of now: make
// somebody, change them, give a post, nothing, or be refused with the reason. It writes nothing.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import { isRefusal, tellRefusal } from '../../../kernel/refusal.ts';
import { type Actor, isWithin, rightTo } from '../../../kernel/rights.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type AreaNode, areaTree } from '../../areas/server/public.ts';
import type { Words } from '../../changes/core/change.ts';
import { dayIn, type ImportRow, languageIn, roleIn } from '../core/import-columns.ts';
import { type Language, maskPhone, normaliseLogin, normalisePhone } from '../core/person.ts';
import { peoplePolicy } from '../core/policy.ts';
import { checkPost, isInForce, type NewPost } from '../core/post.ts';
import { peopleRefusals } from '../core/refusals.ts';
import { needsSecond } from '../core/two-people.ts';
import type { Unit } from '../core/unit.ts';
import type { UnitDirectory } from '../core/unit-directory.ts';
import { phoneIndex } from './create-people.ts';
import { findForImport, type PersonRow } from './queries-people.ts';
import { listPostsOf } from './queries-posts.ts';
import { unitDirectory } from './unit-snapshot.ts';

export type Outcome = 'new' | 'changed' | 'same' | 'refused';

export interface PersonFields {
  readonly name: string;
  readonly login: string | null;
  readonly phone: string | null;
  readonly areaPath: string;
  readonly language: Language;
}

export interface PlannedLine {
  readonly line: number;
  readonly outcome: Outcome;
  /** Why it is refused, or what will change. */
  readonly words: Words | null;
  /** Its post waits for a second person. */
  readonly waits: boolean;
  readonly personId: Id | null;
  readonly person: PersonFields | null;
  /** Without its person where that one is new. */
  readonly post: Omit<NewPost, 'personId'> | null;
}

/** Paths by what people call a place: its path, its names from the street down, a name only it has. */
function placesOf(root: AreaNode): ReadonlyMap<string, string | null> {
  const places = new Map<string, string | null>();
  const put = (name: string, path: string) => places.set(name, places.has(name) ? null : path);
  const walk = (node: AreaNode, chain: readonly string[]) => {
    put(node.path, node.path);
    put(node.name, node.path);
    if (chain.length > 1) put(chain.join('/'), node.path);
    for (const child of node.children) walk(child, [...chain, child.name]);
  };
  put(root.name, root.path);
  places.set(root.path, root.path);
  for (const child of root.children) walk(child, [child.name]);
  return places;
}

/** `汐桥街道/古榕社区/第一网格`: how a place is written in a file. */
export function chainOf(root: AreaNode, path: string): string {
  const names: string[] = [];
  let node: AreaNode | undefined = root;
  while (node && node.path !== path) {
    node = node.children.find((child) => isWithin(path, child.path));
    if (node) names.push(node.name);
  }
  return node ? names.join('/') || root.name : path;
}

export interface ImportWorld {
  readonly actor: Actor;
  readonly cipher: Cipher;
  readonly districtId: string;
  readonly places: ReadonlyMap<string, string | null>;
  readonly units: ReadonlyMap<string, Unit | null>;
  readonly directory: UnitDirectory;
  /** What earlier lines of the same file would make. */
  readonly seen: { readonly logins: Map<string, string>; readonly heads: Set<string> };
}

export async function openWorld(
  tx: Tx,
  cipher: Cipher,
  actor: Actor,
  districtId: string,
): Promise<ImportWorld> {
  const tree = await areaTree(tx, districtId);
  const directory = await unitDirectory(tx);
  const units = new Map<string, Unit | null>();
  for (const unit of directory.units()) {
    if (unit.districtId !== districtId) continue;
    for (const word of new Set([unit.code, unit.name])) units.set(word, units.has(word) ? null : unit);
  }
  const places = isRefusal(tree) ? new Map([[districtId, districtId]]) : placesOf(tree);
  return {
    actor,
    cipher,
    districtId,
    places,
    units,
    directory,
    seen: { logins: new Map(), heads: new Set() },
  };
}

class LineFault extends Error {
  readonly words: Words;
  constructor(zh: string, en: string) {
    super(en);
    this.words = { zh, en };
  }
}

const fault = (zh: string, en: string): never => {
  throw new LineFault(zh, en);
};

const PHONE = /^[0-9+]{5,20}$/;
const MASKED = /^[0-9]*\*+[0-9]*$/;

function placeIn(world: ImportWorld, text: string, what: Words): string {
  const path = world.places.get(text.replace(/\s*[/／>›]\s*/g, '/'));
  if (path === undefined)
    return fault(
      `${what.zh}“${text}”不存在，请按“街道/社区/网格”填写。`,
      `${what.en} “${text}” is unknown: write it as street/community/grid.`,
    );
  return (
    path ??
    fault(
      `有多个区域叫“${text}”，请按“街道/社区/网格”填写。`,
      `Several areas are called “${text}”: write it as street/community/grid.`,
    )
  );
}

function requireMay(world: ImportWorld, operation: string, areaPath: string): void {
  if (rightTo(peoplePolicy, world.actor, operation, { areaPath })) return;
  fault('该区域不在您的管理范围内。', 'This area is not yours to administer.');
}

function personIn(world: ImportWorld, row: ImportRow, known: PersonRow | undefined): PersonFields {
  if (row.name === '' || row.name.length > 100)
    fault('请填写姓名（100 字以内）。', 'Fill in the name (at most 100 characters).');
  const areaPath =
    row.area === '' && known
      ? known.areaPath
      : placeIn(world, row.area === '' ? world.districtId : row.area, { zh: '所在区域', en: 'Area' });
  requireMay(world, 'person.create', areaPath);
  const held = known?.phoneSealed ? world.cipher.open(known.phoneSealed) : null;
  const isKept =
    row.phone === '' || (held !== null && MASKED.test(row.phone) && row.phone === maskPhone(held));
  const phone = isKept ? held : normalisePhone(row.phone);
  if (!isKept && !PHONE.test(phone ?? '')) {
    fault(`电话“${maskPhone(row.phone)}”格式不对。`, `The phone “${maskPhone(row.phone)}” is no number.`);
  }
  const login = row.login === '' ? (known?.login ?? null) : normaliseLogin(row.login);
  if (login !== null && (login.length < 2 || login.length > 100 || /\s/.test(login))) {
    fault('账号应为 2–100 个字符，不含空格。', 'A login has 2–100 characters and no spaces.');
  }
  const language = row.language === '' && known ? known.language : languageIn(row.language);
  if (!language) return fault(`语言“${row.language}”应为中文或英文。`, 'The language is Chinese or English.');
  return { name: row.name, login, phone, areaPath, language };
}

function dayOr(text: string, fallback: string | null, what: Words): string | null {
  if (text === '') return fallback;
  return (
    dayIn(text) ??
    fault(
      `${what.zh}“${text}”不是日期，请写成 2026-08-05。`,
      `${what.en} “${text}” is no date: write 2026-08-05.`,
    )
  );
}

function postIn(tx: Tx, world: ImportWorld, row: ImportRow): Omit<NewPost, 'personId'> | null {
  if (row.role === '') return null;
  const role = roleIn(row.role) ?? fault(`没有“${row.role}”这个岗位。`, `There is no role “${row.role}”.`);
  const unit = world.units.get(row.unit);
  if (unit === null)
    return fault(
      `有多个单位叫“${row.unit}”，请填写编码。`,
      `Several units are called “${row.unit}”: write the code.`,
    );
  if (!unit) return fault(`单位“${row.unit}”不存在。`, `The unit “${row.unit}” does not exist.`);
  const areaPath =
    row.postArea === '' ? unit.areaPath : placeIn(world, row.postArea, { zh: '任职区域', en: 'Post area' });
  for (const path of [areaPath, unit.areaPath]) requireMay(world, 'post.give', path);
  const fromDate = dayOr(row.from, localDate(tx.now), { zh: '任期自', en: 'From' }) ?? localDate(tx.now);
  const toDate = dayOr(row.until, null, { zh: '任期至', en: 'Until' });
  const post = { unitId: unit.id, role, areaPath, fromDate, toDate };
  const checked = checkPost({ ...post, personId: '' }, unit);
  if (isRefusal(checked)) {
    const words = peopleRefusals[checked.code as keyof typeof peopleRefusals];
    fault(tellRefusal(words, checked.data, 'zh'), tellRefusal(words, checked.data, 'en'));
  }
  return post;
}

type Held = Awaited<ReturnType<typeof listPostsOf>>[number];

function isSamePost(post: Omit<NewPost, 'personId'>, held: Held, today: string): boolean {
  const isIt = held.unitId === post.unitId && held.role === post.role && held.areaPath === post.areaPath;
  if (!isIt || !(isInForce(held, today) || held.fromDate >= today)) return false;
  if (held.toDate !== post.toDate) {
    fault(
      '此岗位已在任期内，要改任期请在人员页面先结束它。',
      'This post is held already; to change its term end it first.',
    );
  }
  return true;
}

function requireFreeHead(world: ImportWorld, post: Omit<NewPost, 'personId'>): void {
  if (post.role !== 'grid_head') return;
  const head = world.directory.gridHead(post.areaPath);
  if (head || world.seen.heads.has(post.areaPath)) {
    fault(
      `该网格已有网格长${head ? `（${head.name}）` : ''}，请先结束原任期。`,
      'The grid has a head already; end that post first.',
    );
  }
  world.seen.heads.add(post.areaPath);
}

const differs = (person: PersonFields, known: PersonRow, phone: string | null): boolean =>
  person.name !== known.name ||
  person.login !== known.login ||
  person.language !== known.language ||
  person.areaPath !== known.areaPath ||
  person.phone !== phone;

async function planLine(tx: Tx, world: ImportWorld, row: ImportRow): Promise<Omit<PlannedLine, 'line'>> {
  const login = row.login === '' ? null : normaliseLogin(row.login);
  const isMasked = MASKED.test(row.phone);
  const index = row.phone === '' || isMasked ? null : phoneIndex(world.cipher, row.phone);
  const found = await findForImport(tx, {
    districtId: world.districtId,
    login,
    phoneIndex: index,
    name: row.name,
  });
  if (found.length > 1)
    fault(
      '有多位同名人员，请填写账号或电话以便区分。',
      'Several people have this name: fill in the login or the phone.',
    );
  const [known] = found;
  if (known && known.districtId !== world.districtId) {
    fault(`账号“${row.login}”已被使用。`, `The login “${row.login}” is taken.`);
  }
  const held = known ? await listPostsOf(tx, [known.id]) : [];
  // Before anything else is told of them: whoever has no post stands where they were taken on.
  const places = held.length > 0 || !known ? held : [known];
  for (const { areaPath } of places) requireMay(world, 'person.change', areaPath);
  if (known?.state === 'left') fault(`${known.name}已离岗。`, `${known.name} has left.`);
  if (!known && isMasked)
    fault('电话被遮盖，请填写完整号码。', 'The phone is masked: write the whole number.');
  const person = personIn(world, row, known);
  const before = login === null ? undefined : world.seen.logins.get(login);
  if (before !== undefined && before !== person.name) {
    fault(`账号“${login}”在文件中属于${before}。`, `In this file the login “${login}” is ${before}’s.`);
  }
  if (login !== null) world.seen.logins.set(login, person.name);
  const asked = postIn(tx, world, row);
  const post = asked && held.some((one) => isSamePost(asked, one, localDate(tx.now))) ? null : asked;
  if (post) requireFreeHead(world, post);
  const phone = known?.phoneSealed ? world.cipher.open(known.phoneSealed) : null;
  const isChanged = known !== undefined && differs(person, known, phone);
  const outcome = known ? (isChanged || post ? 'changed' : 'same') : 'new';
  const waits = post !== null && needsSecond(post);
  return { outcome, words: null, waits, personId: known?.id ?? null, person, post };
}

export async function planRow(tx: Tx, world: ImportWorld, row: ImportRow): Promise<PlannedLine> {
  try {
    return { line: row.line, ...(await planLine(tx, world, row)) };
  } catch (error) {
    if (!(error instanceof LineFault)) throw error;
    const nothing = { waits: false, personId: null, person: null, post: null };
    return { line: row.line, outcome: 'refused', words: error.words, ...nothing };
  }
}
