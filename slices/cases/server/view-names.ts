// What the ids of a view are called: areas, units, people, items, the main case. Looked up once for the head
// of a file; screens know the names from their own pickers.
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Language } from '../../../platform/server/http/route.ts';
import { areaName } from '../../areas/server/public.ts';
import { catalogueInForce } from '../../catalogue/server/public.ts';
import { namesOf, unitDirectory } from '../../people/server/public.ts';
import type { ViewQuery } from '../core/contract-lists.ts';
import type { NameOf } from '../core/view-words.ts';
import { getListRows } from './queries-lists.ts';

async function itemNames(
  tx: Tx, districtId: string | undefined, lang: Language,
): Promise<Map<string, string>> {
  const catalogue = districtId === undefined ? undefined : await catalogueInForce(tx, districtId);
  if (catalogue === undefined || isRefusal(catalogue)) return new Map();
  return new Map(catalogue.items().map(({ code, name, nameEn }) => [code, lang === 'zh' ? name : nameEn]));
}

export async function nameLookup(
  tx: Tx, query: ViewQuery, lang: Language, districtId: string | undefined,
): Promise<NameOf> {
  const directory = await unitDirectory(tx);
  const people = await namesOf(tx, query.holderPersonId ?? []);
  const items = query.itemCode?.length ? await itemNames(tx, districtId, lang) : new Map<string, string>();
  const area = query.areaPath === undefined ? undefined : await areaName(tx, query.areaPath);
  const mainId = query.mainCaseId;
  const main = mainId ? (await getListRows(tx, [mainId])).get(mainId) : undefined;
  return (kind, id) => {
    switch (kind) {
      case 'area': return area;
      case 'unit': {
        const unit = directory.unit(id);
        return lang === 'zh' ? unit?.name : unit?.nameEn;
      }
      case 'person': return people.get(id);
      case 'item': return items.get(id);
      case 'case': return main?.number;
      default: return undefined;
    }
  };
}
