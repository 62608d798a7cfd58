// What the reader may do to each of several cases, and to all of them alike: for acting on many at once. Each
// case is then acted on by itself, through its own door.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { abilitiesView } from '../core/case-view.ts';
import type { ManyAbilities } from '../core/contract-lists.ts';
import { mayRead } from '../core/visibility.ts';
import { findFile } from './queries-reading.ts';
import { contextOfReading } from './read-world.ts';

type AbilityView = ManyAbilities['common'][number];

type FieldView = AbilityView['fields'][number];

/** A choice that is not the reader's own in both is left to what each case means by saying nothing. */
function chosenInBoth(one: readonly FieldView[], other: readonly FieldView[]): readonly FieldView[] {
  const kept = new Map<string, FieldView>();
  for (const field of one) {
    if (field.onlyIf && !kept.has(field.onlyIf.field)) continue;
    const theirs = other.find(({ name }) => name === field.name)?.options ?? [];
    const options = field.options?.filter((option) => theirs.includes(option)) ?? [];
    const [meant] = options;
    if (field.meant === undefined) kept.set(field.name, field);
    else if (meant && options.length > 1) kept.set(field.name, { ...field, options, meant });
  }
  return [...kept.values()];
}

/** What one case asks for more than another (a photo by its item's rule) is asked for all. */
function stricter(one: AbilityView, other: AbilityView): AbilityView {
  const fields = chosenInBoth(one.fields, other.fields).map((field) => {
    const same = other.fields.find(({ name }) => name === field.name);
    const minimum = Math.max(field.minimum ?? 0, same?.minimum ?? 0);
    return { ...field, isRequired: field.isRequired || same?.isRequired === true,
      ...(minimum > 0 ? { minimum } : {}) };
  });
  const until = one.until !== null && other.until !== null ? [one.until, other.until].sort()[0] : undefined;
  return { ...one, fields, until: until ?? one.until ?? other.until };
}

function commonTo(lists: readonly (readonly AbilityView[])[]): AbilityView[] {
  const [first = [], ...rest] = lists;
  return first.flatMap((ability) => {
    const same = rest.map((list) => list.find(({ action }) => action === ability.action));
    const all = same.flatMap((one) => one ?? []);
    return all.length === rest.length ? [all.reduce(stricter, ability)] : [];
  });
}

/** Cases that the reader may not read are left out, as if they were not there. */
export async function readAbilities(
  tx: Tx, actor: Actor, caseIds: readonly string[],
): Promise<ManyAbilities> {
  const found = await Promise.all([...new Set(caseIds)].map((id) => findFile(tx, id)));
  const cases: ManyAbilities['cases'] = [];
  const lists: AbilityView[][] = [];
  for (const one of found) {
    if (!one || !mayRead(actor, one.file)) continue;
    const { file, version } = one;
    const abilities = abilitiesView(file, await contextOfReading(tx, actor, file.districtId));
    lists.push(abilities);
    cases.push({ id: file.id, number: file.number, version, actions: abilities.map(({ action }) => action) });
  }
  return { common: commonTo(lists), cases };
}
