// basemap.manage_sources: a base map of others is added, or taken away; each is on record. Of its address the
// record holds the server alone: the rest may be a key of the district's, and more people read the record.
import { assert } from '../../../kernel/assert.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { allowedUrl } from '../../../platform/server/http/outside-hosts.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type Fact, same, type Words } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import type { NewTileSource } from '../core/contract-sources.ts';
import { basemapPolicy } from '../core/policy.ts';
import { isTemplate, PLACEHOLDERS, tileUrlOf } from '../core/tile-source.ts';
import { endTileSource, findTileSource, insertTileSource, listTileSources } from './queries-sources.ts';

export const MOST_SOURCES = 20;
export const MANAGE = 'basemap.manage_sources';

const CRS: Readonly<Record<NewTileSource['crs'], Words>> = {
  WGS84: same('WGS 84'),
  GCJ02: same('GCJ-02'),
};

/** Throws Refused `auth.not_allowed`; whose hand it is, otherwise. */
export function administratorOf(actor: Actor, districtId: string): string {
  requireRight(basemapPolicy, actor, MANAGE, { areaPath: districtId });
  assert(actor.kind === 'person', 'the policy lets only people change base maps');
  return actor.personId;
}

const firstUrl = (of: NewTileSource): string => tileUrlOf(of, { z: of.minZoom, x: 0, y: 0 });
const hostOf = (of: NewTileSource): string => {
  const url = firstUrl(of);
  return URL.canParse(url) ? new URL(url).host : of.address;
};

/** What the record tells of one, as it comes or as it goes. */
function factsOf(of: NewTileSource, isAdded: boolean): Fact[] {
  const fact = (zh: string, en: string, value: Words): Fact => ({
    name: { zh, en },
    before: isAdded ? null : value,
    after: isAdded ? value : null,
  });
  return [
    fact('服务器', 'server', same(hostOf(of))),
    fact('服务类型', 'kind of service', same(of.kind.toUpperCase())),
    fact('坐标系', 'coordinates', CRS[of.crs]),
    fact('层级', 'zooms', same(`${of.minZoom}–${of.maxZoom}`)),
    fact('版权说明', 'attribution', same(of.attribution.trim())),
  ];
}

interface Managed {
  readonly districtId: string;
  readonly id: string;
  readonly source: NewTileSource;
  readonly isAdded: boolean;
}

const record = (tx: Tx, actor: Actor, { districtId, id, source, isAdded }: Managed): Promise<void> =>
  recordChanges(tx, actor, [
    {
      operation: MANAGE,
      title: isAdded
        ? { zh: '添加外部底图', en: 'Base map of others added' }
        : { zh: '移除外部底图', en: 'Base map of others taken away' },
      areaPath: districtId,
      subject: { kind: 'basemap', id, name: source.name.trim() },
      facts: factsOf(source, isAdded),
    },
  ]);

/** Throws Refused `basemap.source_…` and `basemap.too_many_sources`. */
export async function addSource(
  tx: Tx,
  actor: Actor,
  hosts: readonly string[],
  districtId: string,
  source: NewTileSource,
): Promise<string> {
  const by = administratorOf(actor, districtId);
  const { kind, minZoom, maxZoom, name } = source;
  if (!isTemplate(source)) throwRefusal('basemap.source_address', { needed: PLACEHOLDERS[kind].join(' ') });
  if (!allowedUrl(firstUrl(source), hosts)) {
    throwRefusal('basemap.source_host', { host: hostOf(source), allowed: hosts.join(', ') || '–' });
  }
  if (minZoom > maxZoom) throwRefusal('basemap.source_zooms', { minZoom, maxZoom });
  const others = await listTileSources(tx, districtId, MOST_SOURCES);
  if (others.some((other) => other.name === name.trim())) throwRefusal('basemap.source_known', { name });
  if (others.length === MOST_SOURCES) throwRefusal('basemap.too_many_sources', { limit: MOST_SOURCES });
  const id = await insertTileSource(tx, { ...source, districtId, by });
  await record(tx, actor, { districtId, id, source, isAdded: true });
  return id;
}

/** Throws Refused `basemap.source_unknown`. */
export async function removeSource(
  tx: Tx,
  actor: Actor,
  { districtId, sourceId }: { readonly districtId: string; readonly sourceId: string },
): Promise<void> {
  const by = administratorOf(actor, districtId);
  const source = (await findTileSource(tx, sourceId)) ?? throwRefusal('basemap.source_unknown');
  if (!(await endTileSource(tx, { districtId, sourceId, by }))) throwRefusal('basemap.source_unknown');
  await record(tx, actor, { districtId, id: sourceId, source, isAdded: false });
}
