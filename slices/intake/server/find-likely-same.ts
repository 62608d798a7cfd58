// Which cases a report would repeat: the item's own distance and days, cases near the point, core's
// judgement.
import { DAY } from '../../../kernel/duration.ts';
import type { Point } from '../../../kernel/geo.ts';
import type { Id } from '../../../kernel/id.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { listNear, type NearCase } from '../../cases/server/public.ts';
import { catalogueInForce, type CompiledCatalogue } from '../../catalogue/server/public.ts';
import {
  type Candidate,
  DEFAULT_TERMS,
  type ItemKin,
  type LikelySame,
  likelySame,
  type SameTerms,
} from '../core/likely-same.ts';

/** More cases than anyone can compare lie this near only in a flood of reports; the nearest are judged. */
const MOST_JUDGED = 200;

export interface Asked {
  readonly districtId: string;
  readonly point: Point;
  readonly itemCode: string | null;
  readonly componentId: Id | null;
  readonly words: string;
  readonly at: Instant;
  /** The case itself, where one is compared that is filed already. */
  readonly exceptId?: Id;
}

export interface NearCandidate extends Candidate {
  readonly near: NearCase;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
}

export interface FoundSame {
  readonly terms: SameTerms;
  readonly cases: readonly LikelySame<NearCandidate>[];
}

type Items = Pick<CompiledCatalogue, 'item'> | undefined;

type Named = Pick<Asked, 'itemCode' | 'componentId'>;

const kinOf = (items: Items, { itemCode, componentId }: Named): ItemKin => {
  const item = itemCode === null ? undefined : items?.item(itemCode);
  return { itemCode, componentId, subclass: item ? (item.subclassCode ?? item.classCode) : null };
};

function termsFor(items: Items, itemCode: string | null): SameTerms {
  const item = itemCode === null ? undefined : items?.item(itemCode);
  if (!item) return DEFAULT_TERMS;
  return { ...DEFAULT_TERMS, radiusMetres: item.duplicateRadiusMetres, days: item.duplicateDays };
}

function candidateOf(items: Items, near: NearCase): NearCandidate {
  const item = near.itemCode === null ? undefined : items?.item(near.itemCode);
  return {
    ...kinOf(items, near),
    id: near.id,
    point: { lon: near.lon, lat: near.lat },
    words: near.description,
    createdAt: near.createdAt,
    state: near.state,
    isOpen: near.isOpen,
    near,
    itemName: item?.name ?? null,
    itemNameEn: item?.nameEn ?? null,
  };
}

/** A district without a catalogue is answered too, by place, time and words. */
export async function findLikelySame(tx: Tx, asked: Asked): Promise<FoundSame> {
  const { districtId, point, itemCode, words, at } = asked;
  const catalogue = await catalogueInForce(tx, districtId);
  const items = isRefusal(catalogue) ? undefined : catalogue;
  const terms = termsFor(items, itemCode);
  const near = await listNear(tx, {
    districtId,
    point,
    radiusMetres: terms.radiusMetres,
    since: at - terms.days * DAY,
    limit: MOST_JUDGED,
  });
  const candidates = near.filter((one) => one.id !== asked.exceptId).map((one) => candidateOf(items, one));
  return { terms, cases: likelySame({ ...kinOf(items, asked), point, words, at }, candidates, terms) };
}
