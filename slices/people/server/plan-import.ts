// What one line of a list of staff would do, against the people, units, posts and places of now: make
// somebody, change them, give a post, nothing, or be refused with every cell that is wrong. It writes
// nothing.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { pendingBodies } from '../../changes/server/public.ts';
import type { ImportRow } from '../core/import-columns.ts';
import { type CellFault, LineFaults } from '../core/import-faults.ts';
import { normaliseLogin } from '../core/person.ts';
import { isInForce, type NewPost } from '../core/post.ts';
import { needsSecond } from '../core/two-people.ts';
import { phoneIndex } from './create-people.ts';
import { isMasked, mayDo, type PersonFields, personIn, postIn } from './import-cells.ts';
import type { ImportWorld } from './import-world.ts';
import { findForImport, type PersonRow } from './queries-people.ts';
import { listPostsOf } from './queries-posts.ts';

export type Outcome = 'new' | 'changed' | 'same' | 'refused';

export interface PlannedLine {
  readonly line: number;
  readonly outcome: Outcome;
  /** Every cell for which it is refused. */
  readonly faults: readonly CellFault[];
  /** Its post waits for a second person. */
  readonly waits: boolean;
  readonly personId: Id | null;
  /** Somebody known gets a post by it, and nothing else of them changes. */
  readonly isPostAlone: boolean;
  readonly person: PersonFields | null;
  /** Without its person where that one is new. */
  readonly post: Omit<NewPost, 'personId'> | null;
}

type Post = Omit<NewPost, 'personId'>;
type Held = Awaited<ReturnType<typeof listPostsOf>>[number];

interface Known {
  readonly person: PersonRow | undefined;
  readonly held: readonly Held[];
}
const NOBODY: Known = { person: undefined, held: [] };

const tellTaken = ({ login }: ImportRow, faults: LineFaults): undefined =>
  faults.add('login', `账号“${login}”已被使用，请换一个。`, `The login “${login}” is taken: choose another.`);

/** Nothing is told of somebody who is not the reader's: such a line is read as if nobody were known. So is
 *  one whose login is another's: nobody becomes another by a list. */
async function knownIn(tx: Tx, world: ImportWorld, row: ImportRow, faults: LineFaults): Promise<Known> {
  const login = row.login === '' ? null : normaliseLogin(row.login);
  const index = row.phone === '' || isMasked(row.phone) ? null : phoneIndex(world.cipher, row.phone);
  const { districtId } = world;
  const found = await findForImport(tx, { districtId, login, phoneIndex: index, name: row.name });
  const [person] = found;
  if (found.length > 1) {
    faults.add(
      'name',
      '有多位同名人员，请填写账号或电话以便区分。',
      'Several people have this name: fill in the login or the phone.',
    );
    return NOBODY;
  }
  if (!person) return NOBODY;
  if (person.districtId !== districtId) {
    tellTaken(row, faults);
    return NOBODY;
  }
  const held = await listPostsOf(tx, [person.id]);
  // Whoever has no post stands where they were taken on.
  const places = held.length > 0 ? held : [person];
  const isOthers = places.some(({ areaPath }) => !mayDo(world, 'person.change', areaPath));
  if (person.name !== row.name) {
    if (isOthers) tellTaken(row, faults);
    else tellOtherName(row, person.name, faults);
    return NOBODY;
  }
  if (isOthers) {
    faults.add(
      'name',
      '此人不在您的管理范围内，请删去这一行，或请其所在区域的管理员导入。',
      'This person is not yours to administer: leave the line out, or ask the administrator of their area.',
    );
    return NOBODY;
  }
  if (person.state === 'left') {
    faults.add(
      'name',
      `${person.name}已离岗，不能再导入；请删去这一行，或用新账号登记。`,
      `${person.name} has left: leave the line out, or take them on anew with another login.`,
    );
  }
  return { person, held };
}

function tellOtherName({ name, login }: ImportRow, owner: string, faults: LineFaults): void {
  faults.add(
    'login',
    `账号“${login}”是${owner}的，请给${name}换一个；若是同一人改了名，请先在人员页面改名。`,
    `The login “${login}” is ${owner}’s: give ${name} another; whoever has a new name is renamed on the ` +
      'screen of people first.',
  );
}

function isSamePost(post: Post, held: Held, today: string, faults: LineFaults): boolean {
  const isIt = held.unitId === post.unitId && held.role === post.role && held.areaPath === post.areaPath;
  if (!isIt || !(isInForce(held, today) || held.fromDate >= today)) return false;
  if (held.toDate !== post.toDate) {
    faults.add(
      'until',
      '此岗位已在任期内，要改任期请在人员页面先结束它。',
      'This post is held already; to change its term end it first on the screen of people.',
    );
  }
  return true;
}

function requireFreeHead(world: ImportWorld, post: Post, faults: LineFaults): void {
  if (post.role !== 'grid_head') return;
  const head = world.directory.gridHead(post.areaPath);
  if (head || world.seen.heads.has(post.areaPath)) {
    faults.add(
      'postArea',
      `该网格已有网格长${head ? `（${head.name}）` : ''}，请先结束原任期，或改任职区域。`,
      `The grid has a head already${head ? ` (${head.name})` : ''}: end that post first, or name another ` +
        'grid.',
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

/** Sent once more, a post that waits already is not proposed a second time. */
async function isProposed(tx: Tx, personId: Id, post: Post): Promise<boolean> {
  const bodies = await pendingBodies(tx, 'post.give', personId);
  return bodies.some(
    (body) =>
      body.unitId === post.unitId &&
      body.role === post.role &&
      body.areaPath === post.areaPath &&
      body.toDate === post.toDate,
  );
}

async function planLine(tx: Tx, world: ImportWorld, row: ImportRow, faults: LineFaults) {
  const { person: known, held } = await knownIn(tx, world, row, faults);
  const person = personIn(world, row, known, faults);
  const asked = postIn(tx, world, row, faults);
  const isHeld = asked && held.some((one) => isSamePost(asked, one, localDate(tx.now), faults));
  const post = isHeld ? null : (asked ?? null);
  const isWaiting = post !== null && known !== undefined && (await isProposed(tx, known.id, post));
  if (post && !isWaiting) requireFreeHead(world, post, faults);
  if (!person || faults.list.length > 0) return undefined;
  const phone = known?.phoneSealed ? world.cipher.open(known.phoneSealed) : null;
  const toGive = isWaiting ? null : post;
  const isOther = known !== undefined && differs(person, known, phone);
  const isPostAlone = known !== undefined && !isOther && toGive !== null;
  const outcome: Outcome = known ? (isOther || isPostAlone ? 'changed' : 'same') : 'new';
  const waits = post !== null && needsSecond(post);
  return { outcome, waits, personId: known?.id ?? null, isPostAlone, person, post: toGive };
}

const NOTHING = {
  outcome: 'refused',
  waits: false,
  personId: null,
  isPostAlone: false,
  person: null,
  post: null,
} as const;

export async function planRow(tx: Tx, world: ImportWorld, row: ImportRow): Promise<PlannedLine> {
  const faults = new LineFaults();
  const planned = await planLine(tx, world, row, faults);
  return { line: row.line, faults: faults.inOrder(), ...(planned ?? NOTHING) };
}
