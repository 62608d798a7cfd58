// The tools above the map: how cases are shown, which boundaries, which base map, drawing around, components.
import { Button } from '../../../ui/button/button.tsx';
import { type ChoiceOf, Segments } from '../../../ui/choices/choices.tsx';
import { LampShape, LAMPS, lampTexts } from '../../../ui/lamp/lamp.tsx';
import { type Choice, NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { workspaceTexts } from './workspace-texts.ts';

export type Look = 'clusters' | 'heat';
export type Level = 'street' | 'community' | 'grid';
const LEVELS: readonly Level[] = ['street', 'community', 'grid'];

export interface MapToolsProps {
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  readonly level: Level;
  readonly onLevel: (level: Level) => void;
  readonly bases: { readonly choices: readonly Choice[]; readonly chosen: string };
  readonly onBase: (id: string) => void;
  readonly isDrawing: boolean;
  readonly onDraw: () => void;
  readonly hasOutline: boolean;
  readonly onClear: () => void;
  readonly hasClasses: boolean;
  readonly onClasses: () => void;
  readonly hasLayers: boolean;
  readonly onLayers: () => void;
}

export function MapTools(props: MapToolsProps) {
  const t = useText(workspaceTexts);
  const looks: readonly ChoiceOf<Look>[] = [
    { id: 'clusters', label: t.clusters },
    { id: 'heat', label: t.heat },
  ];
  return (
    <fieldset className="gl-map-toolbar" aria-label={t.tools}>
      <Segments label={t.look} isLabelHidden choices={looks} chosen={props.look} onChoose={props.onLook} />
      <NativeSelect
        label={t.level}
        value={props.level}
        choices={LEVELS.map((level) => ({ value: level, label: t[level] }))}
        onChange={(level) => props.onLevel(LEVELS.find((one) => one === level) ?? 'community')}
      />
      {props.bases.choices.length === 0 ? null : (
        <NativeSelect
          label={t.base}
          value={props.bases.chosen}
          placeholder={t.ownBase}
          choices={props.bases.choices}
          onChange={props.onBase}
        />
      )}
      <Button icon="route" aria-pressed={props.isDrawing} onClick={props.onDraw}>
        {t.lasso}
      </Button>
      {props.hasOutline ? (
        <Button icon="close" tone="quiet" onClick={props.onClear}>
          {t.clearLasso}
        </Button>
      ) : null}
      <Button icon="grid" aria-pressed={props.hasClasses} onClick={props.onClasses}>
        {t.components}
      </Button>
      <Button icon="map" aria-pressed={props.hasLayers} onClick={props.onLayers}>
        {t.layers}
      </Button>
    </fieldset>
  );
}

/** What the shapes and the shades mean. */
export function MapLegend({ look, isOfEnded = false }: { look: Look; isOfEnded?: boolean }) {
  const t = useText(workspaceTexts);
  const lamps = useText(lampTexts);
  if (look === 'heat') {
    return (
      <p className="gl-map-legend">
        <span>{t.heatOf}</span> <span>{t.less}</span>
        <span className="gl-map-heat" aria-hidden="true" />
        <span>{t.more}</span>
      </p>
    );
  }
  if (isOfEnded) {
    return (
      <ul className="gl-map-legend" aria-label={t.legend}>
        <li>
          <span className="gl-map-ended is-in-time" aria-hidden="true" /> {t.endedInTime}
        </li>
        <li>
          <span className="gl-map-ended is-late" aria-hidden="true" /> {t.endedLate}
        </li>
        <li>{t.endedCounts}</li>
      </ul>
    );
  }
  return (
    <ul className="gl-map-legend" aria-label={t.legend}>
      {LAMPS.map((lamp) => (
        <li key={lamp}>
          <LampShape lamp={lamp} /> {lamps[lamp]}
        </li>
      ))}
      <li>
        <span className="gl-map-ended" aria-hidden="true" /> {t.ended}
      </li>
    </ul>
  );
}
