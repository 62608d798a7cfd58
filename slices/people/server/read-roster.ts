// The roster as an administrator reads it, and where somebody is missing: grids without a head, units without
// a person. Numbers leave masked.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { type Actor, isWithin, type Role } from '../../../kernel/rights.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AreaNode, areaTree } from '../../areas/server/public.ts';
import { maskPhone, normalisePhone } from '../core/person.ts';
import { peoplePolicy } from '../core/policy.ts';
import { isInForce } from '../core/post.ts';
import { phoneIndex } from './create-people.ts';
import { chainOf } from './import-world.ts';
import { listPostsOf } from './queries-posts.ts';
import { countPostsByUnit, listRoster } from './queries-roster.ts';
import { unitDirectory } from './unit-snapshot.ts';

export interface RosterAsked {
  readonly areaPath: string;
  readonly personId?: Id;
  readonly unitId?: Id;
  readonly role?: Role;
  readonly words?: string;
  readonly state?: 'active' | 'left';
  readonly hasNoPost?: boolean;
  readonly limit?: number;
  readonly after?: Id;
}

const NUMBER = /^\+?[0-9]{7,15}$/;

/** By a whole number only where it came in a body: an address lands in logs. */
export function searchRoster(tx: Tx, cipher: Cipher, actor: Actor, asked: RosterAsked) {
  const { words } = asked;
  const isNumber = words !== undefined && NUMBER.test(normalisePhone(words));
  return readRoster(tx, cipher, actor, asked, isNumber);
}

export async function readRoster(
  tx: Tx,
  cipher: Cipher,
  actor: Actor,
  asked: RosterAsked,
  isNumber = false,
) {
  const { limit = 50, words, ...rest } = asked;
  requireRight(peoplePolicy, actor, 'person.roster', { areaPath: asked.areaPath });
  const rows = await listRoster(tx, {
    ...rest,
    ...(words === undefined ? {} : { words }),
    ...(isNumber && words !== undefined ? { phoneIndex: phoneIndex(cipher, words) } : {}),
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const posts =
    shown.length === 0
      ? []
      : await listPostsOf(
          tx,
          shown.map((row) => row.id),
        );
  const directory = await unitDirectory(tx);
  const today = localDate(tx.now);
  const people = shown.map(({ phoneSealed, ...person }) => ({
    ...person,
    phoneMasked: phoneSealed === null ? null : maskPhone(cipher.open(phoneSealed)),
    posts: posts
      .filter((post) => post.personId === person.id)
      .map((post) => {
        const unit = directory.unit(post.unitId);
        const names = { unitName: unit?.name ?? '', unitNameEn: unit?.nameEn ?? '' };
        return { ...post, ...names, isInForce: isInForce(post, today) };
      }),
  }));
  return { people, isMore: rows.length > limit };
}

const gridsOf = (node: AreaNode): AreaNode[] =>
  node.level === 'grid' ? [node] : node.children.flatMap(gridsOf);

/** Where nobody is who should be. */
export async function readGaps(tx: Tx, actor: Actor, areaPath: string) {
  requireRight(peoplePolicy, actor, 'person.roster', { areaPath });
  const districtId = areaPath.slice(0, 6);
  const tree = await areaTree(tx, districtId);
  const directory = await unitDirectory(tx);
  const grids = isRefusal(tree) ? [] : gridsOf(tree).filter(({ path }) => isWithin(path, areaPath));
  const headless = grids.filter(({ path }) => directory.gridHead(path) === undefined);
  const counts = await countPostsByUnit(tx, districtId);
  const units = directory
    .units()
    .filter((unit) => isWithin(unit.areaPath, areaPath) && !unit.isClosed && !counts.has(unit.id));
  return {
    grids: headless.map(({ path }) => ({
      areaPath: path,
      name: isRefusal(tree) ? path : chainOf(tree, path),
    })),
    units: units.map(({ id, name, nameEn, areaPath: path }) => ({ id, name, nameEn, areaPath: path })),
  };
}
