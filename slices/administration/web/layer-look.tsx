// One version of a professional layer over the grids in force: hatched on the map and named in a list, with
// what the check found; a press on the map tells all layers that lie there.
import { useMemo, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Hatch } from '../../../platform/web/map/hatch.tsx';
import { AreaMap } from '../../../platform/web/map/map.tsx';
import { type Box, NO_AREAS } from '../../../platform/web/map/map-data.ts';
import { type Marked, markOf } from '../../../platform/web/map/marks.ts';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useBoundaries, useLayerAreas, useLayersAt } from '../../areas/web/public.ts';
import type { LayerRow, LayerVersionRow } from '../../areas/core/contract-layers.ts';
import { placeWords } from './bench-names.ts';
import { layersTexts } from './layers-texts.ts';
import { boxOfGround } from './use-grids.ts';
import { useLayerFindings } from './use-layers.ts';

const MOST_LISTED = 200;
const named = ({ name, nameEn }: { name: string; nameEn: string | null }, language: 'zh' | 'en') =>
  language === 'zh' ? name : (nameEn ?? name);

function At({ at }: { at: Point | undefined }) {
  const t = useText(layersTexts);
  const language = useSpoken();
  const { data, error } = useLayersAt(at);
  if (!at) return <p>{t.press}</p>;
  if (error) return <p role="status">{tellError(error, language)}</p>;
  return (
    <div role="status">
      <p>
        {t.at(placeWords(at))} {data?.length === 0 ? t.nothing : null}
      </p>
      <ul>
        {data?.map((hit) => (
          <li key={`${hit.layerCode} ${hit.code}`}>
            {named({ name: hit.layerName, nameEn: hit.layerNameEn }, language)}: {named(hit, language)}{' '}
            {hit.code}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Findings({ versionId }: { versionId: string }) {
  const t = useText(layersTexts);
  const { data } = useLayerFindings(versionId);
  if (!data || data.length === 0) return null;
  return (
    <>
      <h3>{t.findings}</h3>
      <ul>
        {data.slice(0, MOST_LISTED).map(({ words }) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </>
  );
}

interface LookProps {
  readonly districtId: string;
  readonly layer: LayerRow;
  readonly version: LayerVersionRow;
}

export function LayerLook({ districtId, layer, version }: LookProps) {
  const t = useText(layersTexts);
  const language = useSpoken();
  const { data: grids } = useBoundaries(districtId, 'grid');
  const { data, error, refetch } = useLayerAreas(version.versionId);
  const [at, setAt] = useState<Point>();
  const [box, setBox] = useState<Box>();
  const marked = useMemo<Marked>(
    () => ({
      type: 'FeatureCollection',
      features: (data?.features ?? []).map(({ geometry }) => markOf('moved', geometry)),
    }),
    [data],
  );
  if (error) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!data) return <Loading lines={5} />;
  return (
    <div className="gl-layer-look">
      <div className="gl-layer-map">
        <AreaMap
          label={t.map(named(layer, language))}
          areas={grids ?? NO_AREAS}
          districtId={districtId}
          marked={marked}
          onPickPlace={setAt}
          {...(at ? { here: at } : {})}
          {...(box ? { lookAtBox: box } : {})}
        />
      </div>
      <div>
        <p className="gl-bench-legend">
          <Hatch kind="moved" /> {t.mark}
        </p>
        <At at={at} />
        <Findings versionId={version.versionId} />
        <ul className="gl-bench-rows" aria-label={t.list}>
          {data.features.slice(0, MOST_LISTED).map(({ properties, geometry }) => (
            <li key={properties.code}>
              <button type="button" onClick={() => setBox(boxOfGround(geometry))}>
                {named(properties, language)} <span className="gl-muted">{properties.code}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
