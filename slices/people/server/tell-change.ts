// What is said of people, posts and units on the record of changes. A phone is masked here as everywhere: the
// record shows that it changed, and its last digits.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { ROLE_WORDS } from '../../../kernel/role-words.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { areaName } from '../../areas/server/public.ts';
import { type Fact, factOf, factsOf, same, textFact, type Words } from '../../changes/core/change.ts';
import { type Language, maskPhone } from '../core/person.ts';
import type { NewPost } from '../core/post.ts';
import type { Unit } from '../core/unit.ts';

const LANGUAGES: Readonly<Record<Language, Words>> = {
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
};

export const TITLES = {
  'person.create': { zh: '新增人员', en: 'Person taken on' },
  'person.change': { zh: '修改人员信息', en: 'Person’s details changed' },
  'person.leave': { zh: '人员离岗', en: 'Person left' },
  'person.export': { zh: '导出人员名单', en: 'List of staff exported' },
  'password.set': { zh: '重设密码', en: 'Password reset' },
  'post.give': { zh: '任命岗位', en: 'Post given' },
  'post.end': { zh: '结束岗位', en: 'Post ended' },
  'unit.create': { zh: '新增单位', en: 'Unit added' },
  'unit.change': { zh: '修改单位', en: 'Unit changed' },
  'unit.close': { zh: '撤销单位', en: 'Unit closed' },
  'unit.succeed': { zh: '撤销单位，由其他单位承接', en: 'Unit closed, taken over by another' },
} as const satisfies Readonly<Record<string, Words>>;

/** The name of a place as far as it is drawn; its path where no map is in force yet. */
export const placeName = (tx: Tx, areaPath: string): Promise<string> => areaName(tx, areaPath);

/** Of what the operator sets up by the thousand only the first is told, with the number. */
export const toldOf = <T>(actor: Actor, all: readonly T[]): readonly T[] =>
  actor.kind === 'system' ? all.slice(0, 1) : all;

export interface ToldPerson {
  readonly name: string;
  readonly login: string | null;
  readonly language: Language;
  readonly phone: string | null;
  readonly place: string;
}

export function personFacts(before: ToldPerson | null, after: ToldPerson): Fact[] {
  const masked = (one: ToldPerson | null) => (one?.phone ? maskPhone(one.phone) : null);
  const phoneName = { zh: '电话', en: 'phone' };
  const changed: Words = { zh: '已更改，尾号相同', en: 'changed, same last digits' };
  const isSecret = before !== null && before.phone !== after.phone && masked(before) === masked(after);
  return factsOf(
    textFact({ zh: '姓名', en: 'name' }, before?.name, after.name),
    textFact({ zh: '账号', en: 'login' }, before?.login, after.login),
    isSecret
      ? { name: phoneName, before: same(masked(before) ?? ''), after: changed }
      : textFact(phoneName, masked(before), masked(after)),
    factOf({ zh: '语言', en: 'language' }, before && LANGUAGES[before.language], LANGUAGES[after.language]),
    textFact({ zh: '所在区域', en: 'taken on in' }, before?.place, after.place),
  );
}

/** The plain phone of a row, for telling it masked. */
export const openPhone = (cipher: Cipher, sealed: Uint8Array | null): string | null =>
  sealed === null ? null : cipher.open(sealed);

export const unitWords = (unit: Pick<Unit, 'name' | 'nameEn'> | undefined): Words =>
  unit ? { zh: unit.name, en: unit.nameEn || unit.name } : same('–');

const NO_END: Words = { zh: '长期', en: 'until further notice' };

export function postFacts(
  post: Omit<NewPost, 'personId' | 'unitId'>,
  unit: Unit | undefined,
  place: string,
): Fact[] {
  return factsOf(
    factOf({ zh: '岗位', en: 'role' }, null, ROLE_WORDS[post.role]),
    factOf({ zh: '单位', en: 'unit' }, null, unitWords(unit)),
    textFact({ zh: '区域', en: 'area' }, null, place),
    textFact({ zh: '任期自', en: 'from' }, null, post.fromDate),
    factOf({ zh: '任期至', en: 'until' }, null, post.toDate === null ? NO_END : same(post.toDate)),
  );
}

export const personSubject = (id: Id, name: string) => ({ kind: 'person', id, name });
export const unitSubject = (id: Id, name: string) => ({ kind: 'unit', id, name });
