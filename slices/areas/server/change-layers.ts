// A professional layer comes as a file, is checked, comes into force, is brought back or given up. It moves
// no case, so one person is enough; every act stands on record with its reason.
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { factsOf, textFact, type Words } from '../../changes/core/change.ts';
import { recordChanges, requireReason } from '../../changes/server/public.ts';
import { fromE7, squareMetresPerE7 } from '../core/exact-geometry.ts';
import { planLayer } from '../core/layer.ts';
import type { FeatureSource } from '../core/read-features.ts';
import { TOLERATED_SQUARE_METRES } from '../core/tiling.ts';
import {
  deleteLayerVersion,
  findLayerVersion,
  insertLayerAreas,
  insertLayerVersion,
  type LayerVersion,
  listLayerPlaces,
  lockLayer,
  lockLayerVersion,
  publishLayerVersion,
} from './queries-layers.ts';

const MOST_PLACES = 1_000;
export const CHANGE_LAYERS = 'area.change_layers';

export interface LayerImport {
  readonly districtId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly isTiling: boolean;
  readonly crs: unknown;
  readonly source: string;
  readonly areas: FeatureSource;
  readonly by: string;
}

const KINDS = { tiling: '须铺满区县 / tiling', free: '可重叠 / free' } as const;

/** A draft, or `areas.import_invalid` with every fault. The first import of a code makes the layer. */
export async function importLayer(
  tx: Tx,
  { areas: source, crs, by, ...given }: LayerImport,
): Promise<{ readonly versionId: string; readonly number: number; readonly areas: number } | Refusal> {
  const { areas, faults } = planLayer(source, crs);
  if (faults.length > 0) return refuse('areas.import_invalid', { count: faults.length, faults });
  const layer = await lockLayer(tx, { ...given, nameEn: given.nameEn ?? null, by });
  if (layer.isTiling !== given.isTiling || layer.name !== given.name) {
    const kind = layer.isTiling ? KINDS.tiling : KINDS.free;
    return refuse('areas.layer_differs', { code: layer.code, name: layer.name, kind });
  }
  const id = tx.ids.next();
  const { districtId, code } = given;
  const version = { id, districtId, layerCode: code, source: given.source, crs: String(crs), by };
  const number = await insertLayerVersion(tx, version);
  await insertLayerAreas(tx, { districtId, versionId: id }, areas);
  return { versionId: id, number, areas: areas.length };
}

export interface LayerFault {
  readonly kind: 'invalid_ring' | 'overlap' | 'gap' | 'stray';
  readonly at: { readonly lon: number; readonly lat: number };
  readonly squareMetres: number;
  readonly names: readonly string[];
}

export async function checkLayer(tx: Tx, version: LayerVersion): Promise<LayerFault[]> {
  const places = await listLayerPlaces(tx, version, MOST_PLACES);
  return places.flatMap(({ kind, x, y, areaE7, names }) => {
    const at = { lon: fromE7(x), lat: fromE7(y) };
    const squareMetres = Math.round(areaE7 * squareMetresPerE7(at.lat) * 100) / 100;
    const isTolerated = kind !== 'invalid_ring' && squareMetres <= TOLERATED_SQUARE_METRES;
    return isTolerated ? [] : [{ kind, at, squareMetres, names }];
  });
}

export function tellLayerFault({ kind, at, squareMetres, names }: LayerFault, lang: 'zh' | 'en'): string {
  const place = `${at.lon.toFixed(7)}, ${at.lat.toFixed(7)}`;
  const who = names.join(lang === 'zh' ? '、' : ', ');
  const words: Readonly<Record<LayerFault['kind'], Words>> = {
    invalid_ring: { zh: `${who} 的界线在 ${place} 处自相交。`, en: `${who} crosses itself at ${place}.` },
    overlap: {
      zh: `${who} 在 ${place} 处重叠 ${squareMetres} 平方米。`,
      en: `${who} overlap by ${squareMetres} m² at ${place}.`,
    },
    gap: {
      zh: `${place} 处有 ${squareMetres} 平方米不属于任何一块。`,
      en: `${squareMetres} m² at ${place} lie in none of its areas.`,
    },
    stray: {
      zh: `${who} 在 ${place} 处有 ${squareMetres} 平方米在区县之外。`,
      en: `${who} reaches ${squareMetres} m² outside the district at ${place}.`,
    },
  };
  return words[kind][lang];
}

const TITLES = {
  published: { zh: '发布专业图层', en: 'Layer published' },
  broughtBack: { zh: '恢复专业图层的旧版本', en: 'Earlier version of a layer brought back' },
  givenUp: { zh: '放弃专业图层草稿', en: 'Draft of a layer given up' },
} as const;

const told = (version: LayerVersion, title: Words, why: string) => ({
  title,
  operation: CHANGE_LAYERS,
  areaPath: version.districtId,
  subject: { kind: 'layer', id: version.id, name: `${version.layerName} · ${version.number}` },
  facts: factsOf(
    textFact({ zh: '图层', en: 'layer' }, null, version.layerName),
    textFact({ zh: '版本', en: 'version' }, null, String(version.number)),
    textFact({ zh: '来源', en: 'source' }, null, version.source),
    textFact({ zh: '区域数', en: 'areas' }, null, String(version.areas)),
  ),
  why,
});

type LayerRefusal = Refusal<
  | 'areas.layer_version_unknown'
  | 'areas.layer_in_force'
  | 'areas.layer_was_in_force'
  | 'areas.layer_not_tiled'
>;

const unknown = (versionId: string) => refuse('areas.layer_version_unknown', { versionId });

/** A draft comes into force, or a retired version again. Throws Refused `changes.reason_missing`. */
export async function publishLayer(
  tx: Tx,
  actor: Actor,
  versionId: string,
  why: string | undefined,
): Promise<LayerVersion | LayerRefusal> {
  const version = await lockLayerVersion(tx, versionId);
  if (!version) return unknown(versionId);
  if (version.state === 'published') return refuse('areas.layer_in_force', { number: version.number });
  const reason = requireReason(why);
  const findings = await checkLayer(tx, version);
  if (findings.length > 0) {
    return refuse('areas.layer_not_tiled', { versionId, count: findings.length, findings });
  }
  await publishLayerVersion(tx, version);
  const title = version.state === 'retired' ? TITLES.broughtBack : TITLES.published;
  await recordChanges(tx, actor, [told(version, title, reason)]);
  return version;
}

/** Throws Refused `changes.reason_missing`. */
export async function discardLayer(
  tx: Tx,
  actor: Actor,
  versionId: string,
  why: string | undefined,
): Promise<LayerVersion | LayerRefusal> {
  const version = await lockLayerVersion(tx, versionId);
  if (!version) return unknown(versionId);
  const { number, state } = version;
  if (state === 'published') return refuse('areas.layer_in_force', { number });
  if (state === 'retired') return refuse('areas.layer_was_in_force', { number });
  const reason = requireReason(why);
  await deleteLayerVersion(tx, versionId);
  await recordChanges(tx, actor, [told(version, TITLES.givenUp, reason)]);
  return version;
}

export async function getLayerVersion(tx: Tx, versionId: string): Promise<LayerVersion | LayerRefusal> {
  return (await findLayerVersion(tx, versionId)) ?? unknown(versionId);
}
