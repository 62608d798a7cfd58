// What the ids of a view are called: areas, units, people, items, the main case. A person or a case that the
// reader may not know is never named: anybody can put an id into an address. Looked up once for the head
// of a file; screens know the names from their own pickers.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Language } from '../../../platform/server/http/route.ts';
import { areaName } from '../../areas/server/public.ts';
import { catalogueInForce } from '../../catalogue/server/public.ts';
import { knownPeople, namesOf, unitDirectory } from '../../people/server/public.ts';
import type { ViewQuery } from '../core/contract-lists.ts';
import type { NameOf } from '../core/view-words.ts';
import { countView } from './list-cases.ts';
import { getListRows } from './queries-lists.ts';
import { readableOf } from './read-kin.ts';

async function itemNames(
  tx: Tx, districtId: string | undefined, lang: Language,
): Promise<Map<string, string>> {
  const catalogue = districtId === undefined ? undefined : await catalogueInForce(tx, districtId);
  if (catalogue === undefined || isRefusal(catalogue)) return new Map();
  return new Map(catalogue.items().map(({ code, name, nameEn }) => [code, lang === 'zh' ? name : nameEn]));
}

const MASKED = '***';

/** Those known from the directory, and those whom a case in the reader's own list names as its holder. */
async function peopleNamed(tx: Tx, actor: Actor, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const known = await knownPeople(tx, actor, ids);
  const names = await namesOf(tx, ids);
  const told = new Map<Id, string>();
  for (const id of ids) {
    const isKnown = known.has(id) || (await countView(tx, actor, { holderPersonId: [id] })).total > 0;
    told.set(id, isKnown ? (names.get(id) ?? MASKED) : MASKED);
  }
  return told;
}

async function numberOf(tx: Tx, actor: Actor, caseId: Id | undefined): Promise<string> {
  if (caseId === undefined || !(await readableOf(tx, actor, [caseId])).has(caseId)) return MASKED;
  return (await getListRows(tx, [caseId])).get(caseId)?.number ?? MASKED;
}

export async function nameLookup(
  tx: Tx, actor: Actor, query: ViewQuery, lang: Language, districtId: string | undefined,
): Promise<NameOf> {
  const directory = await unitDirectory(tx);
  const people = await peopleNamed(tx, actor, query.holderPersonId ?? []);
  const items = query.itemCode?.length ? await itemNames(tx, districtId, lang) : new Map<string, string>();
  const area = query.areaPath === undefined ? undefined : await areaName(tx, query.areaPath);
  const main = await numberOf(tx, actor, query.mainCaseId);
  return (kind, id) => {
    switch (kind) {
      case 'area': return area;
      case 'unit': {
        const unit = directory.unit(id);
        return lang === 'zh' ? unit?.name : unit?.nameEn;
      }
      case 'person': return people.get(id);
      case 'item': return items.get(id);
      case 'case': return main;
      default: return undefined;
    }
  };
}
