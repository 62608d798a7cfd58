// Professional layers over a map of cases: which are shown, and what lies where the person stands or
// looks. Asked for when it is opened: most who look at a map look for cases.
import type { Point } from '../../../kernel/geo.ts';
import { useText } from '../../../ui/words/texts.ts';
import { LayerChoices, LayersAt } from '../../areas/web/public.ts';
import { workspaceTexts } from './workspace-texts.ts';

export interface MapLayersProps {
  readonly districtId: string;
  readonly chosen: readonly string[];
  readonly onChoose: (codes: readonly string[]) => void;
  /** The middle of the map; undefined until it is drawn. */
  readonly centre: Point | undefined;
  /** Where the person stands, if that is known. */
  readonly here?: Point | undefined;
  readonly isOuterBase?: boolean;
}

export function MapLayers({ centre, here, ...choices }: MapLayersProps) {
  const t = useText(workspaceTexts);
  return (
    <section className="gl-map-panel" aria-label={t.layers}>
      <h2>{t.layers}</h2>
      <LayerChoices {...choices} />
      {here ? <LayersAt at={here} label={t.layersHere} /> : null}
      {centre ? <LayersAt at={centre} label={t.layersCentre} /> : null}
    </section>
  );
}
