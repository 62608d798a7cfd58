// The map as words: what stands in when the device can't draw, and what a screen reader gets beside the
// canvas. Everything that can be picked on the map can be picked here; the pin moves by buttons.
import { useDeferredValue } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { Button } from '../../../ui/button/button.tsx';
import { LampShape, lampTexts } from '../../../ui/lamp/lamp.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { MapProps } from './map.tsx';
import { mapTexts } from './map-texts.ts';

/** What a person reads; the list beside a map has them all. */
const MOST_LISTED = 200;
/** About ten metres in the latitudes of China. */
const STEP_DEGREES = 0.0001;
const WAYS = [
  ['north', 0, 1],
  ['south', 0, -1],
  ['west', -1, 0],
  ['east', 1, 0],
] as const;

function PinMover({ pin, onPinMove }: { pin: Point; onPinMove: (to: Point) => void }) {
  const t = useText(mapTexts);
  return (
    <p className="gl-map-pin-words">
      <span className="gl-figures">
        {t.place} {pin.lon.toFixed(5)}, {pin.lat.toFixed(5)}
      </span>
      {WAYS.map(([way, east, north]) => (
        <Button
          key={way}
          size="small"
          onClick={() =>
            onPinMove({ lon: pin.lon + east * STEP_DEGREES, lat: pin.lat + north * STEP_DEGREES })
          }
        >
          {t[way]}
        </Button>
      ))}
    </p>
  );
}

const NONE: NonNullable<MapProps['points']> = [];

export function MapList({ label, points: given = NONE, pin, onPinMove, onPick }: MapProps) {
  // Drawn in slices: two hundred rows at once would hold a slow phone.
  const points = useDeferredValue(given, NONE);
  const t = useText(mapTexts);
  const lamps = useText(lampTexts);
  return (
    <section className="gl-map-list" aria-label={label}>
      <p>{t.noGraphics}</p>
      {pin && onPinMove ? <PinMover pin={pin} onPinMove={onPinMove} /> : null}
      {given.length === 0 && !pin ? <p>{t.none}</p> : null}
      <ul>
        {points.slice(0, MOST_LISTED).map((point) => (
          <li key={point.id}>
            {point.lamp === 'ended' ? null : <LampShape lamp={point.lamp} />}
            <span className="gl-unseen">{point.lamp === 'ended' ? t.ended : lamps[point.lamp]}</span>
            {onPick ? (
              <Button tone="quiet" onClick={() => onPick(point.id)}>
                {point.label}
              </Button>
            ) : (
              point.label
            )}
          </li>
        ))}
      </ul>
      {points.length > MOST_LISTED ? <p>{t.moreThan(MOST_LISTED)}</p> : null}
    </section>
  );
}
