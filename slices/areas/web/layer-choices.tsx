// Which professional layers (police grids, emergency units, no-entry zones) lie over a map, each with its
// hatch as the map draws it; and what lies at one place in words, for whoever can't see a map or stands
// in the street.
import type { Point } from '../../../kernel/geo.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Hatch } from '../../../platform/web/map/hatch.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { Checkbox } from '../../../ui/text-field/text-field.tsx';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { layerTexts } from './layer-texts.ts';
import { type LayerHit, type LayerInForce, layersInForce, useLayers, useLayersAt } from './use-layers.ts';

const nameIn = (of: { name: string; nameEn: string | null }, language: Language): string =>
  language === 'zh' ? of.name : (of.nameEn ?? of.name);

/** Each layer with what of it lies there, a line for each layer. */
export function tellHits(hits: readonly LayerHit[], language: Language): readonly string[] {
  const layers = new Map<string, string[]>();
  for (const hit of hits) {
    const layer = nameIn({ name: hit.layerName, nameEn: hit.layerNameEn }, language);
    layers.set(layer, [...(layers.get(layer) ?? []), nameIn(hit, language)]);
  }
  const [colon, comma] = language === 'zh' ? ['：', '、'] : [': ', ', '];
  return [...layers].map(([layer, names]) => `${layer}${colon}${names.join(comma)}`);
}

/** The lines of a place, for a card; empty where nothing lies there, or nothing can be asked. No district
 *  without layers is asked for what lies where. */
export function useLayerLines(districtId: string, at: Point | undefined): readonly string[] {
  const language = useSpoken();
  const { data: layers } = useLayers(at ? districtId : '');
  const { data: hits } = useLayersAt(layers && layersInForce(layers).length > 0 ? at : undefined);
  return tellHits(hits ?? [], language);
}

/** What lies at a place; told as it changes, and silent where nothing can be asked. */
export function LayersAt({ at, label }: { at: Point | undefined; label?: string }) {
  const t = useText(layerTexts);
  const language = useSpoken();
  const { data, error } = useLayersAt(at);
  if (!at) return null;
  if (error && !data) return <p className="gl-muted">{tellError(error, language)}</p>;
  const lines = data ? tellHits(data, language) : undefined;
  return (
    <p role="status">
      <strong>{label ?? t.here}</strong>{' '}
      {lines === undefined ? t.loading : lines.join(language === 'zh' ? '；' : '; ') || t.nothing}
    </p>
  );
}

export interface LayerChoicesProps {
  readonly districtId: string;
  /** Codes of those that are shown. */
  readonly chosen: readonly string[];
  readonly onChoose: (codes: readonly string[]) => void;
  /** A base map of others lies below, on which no ground is hatched. */
  readonly isOuterBase?: boolean;
}

interface ChoiceProps {
  readonly layer: LayerInForce;
  readonly isOn: boolean;
  readonly onTurn: (on: boolean) => void;
}

function Choice({ layer, isOn, onTurn }: ChoiceProps) {
  const language = useSpoken();
  return (
    <Checkbox isChecked={isOn} onChange={onTurn}>
      <Hatch kind={layer.kind} /> {nameIn(layer, language)}
    </Checkbox>
  );
}

export function LayerChoices({ districtId, chosen, onChoose, isOuterBase = false }: LayerChoicesProps) {
  const t = useText(layerTexts);
  const language = useSpoken();
  const { data, error, refetch } = useLayers(districtId);
  if (error && !data) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!data) return <Loading lines={2} />;
  const layers = layersInForce(data);
  if (layers.length === 0) return <p className="gl-muted">{t.none}</p>;
  return (
    <fieldset className="gl-layer-choices">
      <legend>{t.shown}</legend>
      {layers.map((layer) => (
        <Choice
          key={layer.code}
          layer={layer}
          isOn={chosen.includes(layer.code)}
          onTurn={(isOn) =>
            onChoose(isOn ? [...chosen, layer.code] : chosen.filter((code) => code !== layer.code))
          }
        />
      ))}
      {isOuterBase && chosen.length > 0 ? <p className="gl-muted">{t.ownOnly}</p> : null}
    </fieldset>
  );
}

/** Those of a district that are chosen, for a map. */
export function useChosenLayers(districtId: string, chosen: readonly string[]): readonly LayerInForce[] {
  const { data } = useLayers(chosen.length > 0 ? districtId : '');
  return layersInForce(data ?? []).filter(({ code }) => chosen.includes(code));
}
