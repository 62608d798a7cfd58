// What a dispatcher looks at beside a case: past cases like it, and who had it in hand for how long. Both are
// cut to what the reader may see, the one case by the one, each past case by its own.
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { caseTenures } from '../core/case-tenure.ts';
import { NO_KIN, unitRef } from '../core/case-view.ts';
import type { CaseTenures, SimilarCases } from '../core/contract-parts.ts';
import { mostSimilar } from '../core/similar.ts';
import { mayRead } from '../core/visibility.ts';
import { seenCase } from './case-view.ts';
import { listPast, type PastRow } from './queries-similar.ts';
import { getReadable } from './read-case.ts';
import { requireReadable } from './read-kin.ts';
import { contextOfReading } from './read-world.ts';

const isReadable = (actor: Actor, row: PastRow): boolean => mayRead(actor, {
  id: row.id, unitId: row.unit_id, holder: null, coUnitIds: row.co_unit_ids, asks: [],
  reporterPersonId: row.reporter_person_id, place: { areaPath: row.area_path },
});

const pastOf = (row: PastRow) => ({
  row, itemCode: row.item_code, description: row.description, areaPath: row.area_path, endedAt: row.ended_at,
  point: row.lon !== null && row.lat !== null ? { lon: row.lon, lat: row.lat } : null,
});

export async function readSimilar(tx: Tx, actor: Actor, caseId: string): Promise<SimilarCases> {
  const file = await requireReadable(tx, actor, caseId);
  const { description, itemCode, place: { areaPath, point } } = file;
  const past = (await listPast(tx, file)).filter((row) => isReadable(actor, row)).map(pastOf);
  const directory = await unitDirectory(tx);
  const found = mostSimilar({ description, itemCode, areaPath, point }, past, tx.now);
  return {
    items: found.map(({ of: { row }, distanceMetres }) => ({
      id: row.id, number: row.number, description: row.description, itemName: row.item_name,
      itemNameEn: row.item_name_en, endedAt: toIso(row.ended_at), state: row.state,
      closingCode: row.closing_code, unit: unitRef(directory, row.unit_id),
      usedMs: row.ended_at - row.created_at, reworks: row.reworks, returns: row.returns, distanceMetres,
    })),
  };
}

export async function readTenures(tx: Tx, actor: Actor, caseId: string): Promise<CaseTenures> {
  const history = await getReadable(tx, actor, caseId);
  const context = await contextOfReading(tx, actor, history.file.districtId);
  return caseTenures(seenCase(history, context, new Map(), NO_KIN), context.directory, tx.now);
}
