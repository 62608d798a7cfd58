// Which items a person's own words may mean, in the district of the point, or the one named, or the only one.
import type { Point } from '../../../kernel/geo.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { listDistricts, locate } from '../../areas/server/public.ts';
import { suggestItems } from '../../catalogue/server/public.ts';

export interface Suggesting {
  readonly text: string;
  readonly districtId?: string;
  readonly point?: Point;
  readonly limit: number;
}

async function districtFor(tx: Tx, { districtId, point }: Suggesting): Promise<string> {
  if (districtId !== undefined) return districtId;
  if (point) return orRefuse(await locate(tx, point)).districtId;
  const districts = await listDistricts(tx);
  const only = districts.length === 1 ? districts[0] : undefined;
  return only?.path ?? throwRefusal('intake.district_unclear', { districts: districts.length });
}

/** Throws Refused `intake.district_unclear`, `areas.outside`, `catalogue.not_in_force`. */
export async function suggestItem(tx: Tx, asked: Suggesting) {
  const districtId = await districtFor(tx, asked);
  const hits = orRefuse(await suggestItems(tx, districtId, asked.text, asked.limit));
  const items = hits.map(({ item, score, matched }) => ({
    code: item.code,
    name: item.name,
    nameEn: item.nameEn,
    confidence: Math.round(score * 1000) / 1000,
    matched: [...matched],
  }));
  return { districtId, items };
}
