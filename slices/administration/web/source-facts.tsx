// What a base map of others is, in one line: how it is asked, in which coordinates, how deep, by whose leave,
// and since which day of the district.
import { fromIso, localDate } from '../../../kernel/instant.ts';
import { useText } from '../../../ui/words/texts.ts';
import type { AllTileSources } from '../../basemap/core/contract-sources.ts';
import { basemapTexts } from './basemap-texts.ts';

const dayOf = (iso: string): string => localDate(fromIso(iso) ?? 0);

export function SourceFacts({ source }: { source: AllTileSources['sources'][number] }) {
  const t = useText(basemapTexts);
  return (
    <p className="gl-admin-facts">
      <span>{t[source.kind]}</span>
      <span>{t[source.crs]}</span>
      <span>{t.zooms(source.minZoom, source.maxZoom)}</span>
      <span>{source.attribution}</span>
      <span>{t.since(dayOf(source.addedAt))}</span>
      {source.endedAt === null ? null : <span>{t.until(dayOf(source.endedAt))}</span>}
    </p>
  );
}
