// Moves a corner of a border, for both sides at once: it is pressed on the map or chosen in the list, and
// goes where the pin is dragged, stepped by buttons, typed, or laid on the nearest road.
import { useEffect, useMemo, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { listIn, namedIn, nameIn, placeWords, readPlace } from './bench-names.ts';
import type { ToolProps } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';
import { allGround, askGround, nearestOnRoad, ringsOf } from './ground-near.ts';
import { Chosen, ToolForm } from './tool-form.tsx';

interface Corner extends Point {
  /** The next along the ring. */
  readonly next: Point;
  /** Other grids that hold it. */
  readonly shared: readonly string[];
}

const keyOf = (at: readonly number[]): string => `${at[0]} ${at[1]}`;
const pointOf = ([lon = 0, lat = 0]: readonly number[]): Point => ({ lon, lat });

/** Every corner of a grid once, in the order of its rings. */
export function cornersOf(grids: Areas, path: string): readonly Corner[] {
  const held = new Map<string, string[]>();
  const own = new Set((ringsOf(grids, path) ?? []).flat(2).map(keyOf));
  for (const { properties, geometry } of grids.features) {
    if (properties.path === path) continue;
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    for (const at of rings.flat()) {
      const key = keyOf(at);
      const holders = held.get(key);
      if (!own.has(key) || holders?.includes(properties.path)) continue;
      if (holders) holders.push(properties.path);
      else held.set(key, [properties.path]);
    }
  }
  const seen = new Map<string, Corner>();
  for (const ring of (ringsOf(grids, path) ?? []).flat()) {
    for (const [at, position] of ring.slice(0, -1).entries()) {
      const next = pointOf(ring[at + 1] ?? position);
      const key = keyOf(position);
      if (!seen.has(key)) seen.set(key, { ...pointOf(position), next, shared: held.get(key) ?? [] });
    }
  }
  return [...seen.values()];
}

const isAt = (a: Point | undefined, b: Point): boolean => a?.lon === b.lon && a.lat === b.lat;

const STEPS = ['1', '10', '50'] as const;
const METRES_PER_DEGREE = 111_195;
const WAYS = [
  ['north', 0, 1],
  ['south', 0, -1],
  ['west', -1, 0],
  ['east', 1, 0],
] as const;
const NEAR_ROAD_METRES = 30;

function moved({ lon, lat }: Point, east: number, north: number, metres: number): Point {
  const degrees = metres / METRES_PER_DEGREE;
  return { lon: lon + (east * degrees) / Math.cos((lat * Math.PI) / 180), lat: lat + north * degrees };
}

interface PinProps extends Pick<ToolProps, 'bench' | 'version'> {
  readonly pin: Point;
}

function OntoRoad({ bench, pin, districtId }: Omit<PinProps, 'version'> & { districtId: string }) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const [told, setTold] = useState<string>();
  const find = async () => {
    setTold(undefined);
    const low = moved(pin, -1, -1, NEAR_ROAD_METRES);
    const high = moved(pin, 1, 1, NEAR_ROAD_METRES);
    try {
      const roads = await allGround([low.lon, low.lat, high.lon, high.lat], askGround(districtId, 'road'));
      const near = nearestOnRoad(roads, pin);
      if (near && near.metres <= NEAR_ROAD_METRES) bench.set({ pin: near.place });
      else setTold(t.noRoadNear);
    } catch (error) {
      setTold(tellError(error, language));
    }
  };
  return (
    <>
      <Button size="small" onClick={() => void find()}>
        {t.toRoad}
      </Button>
      {told === undefined ? null : <Notice tone="warn">{told}</Notice>}
    </>
  );
}

function PinFields({ bench, pin }: PinProps) {
  const t = useText(benchTexts);
  const [step, setStep] = useState<(typeof STEPS)[number]>('1');
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? undefined : readPlace(typed);
  const isOwn = typed !== undefined && (read === undefined || isAt(read, pin));
  return (
    <>
      <TextField
        label={t.to}
        help={t.toHelp}
        value={isOwn ? typed : placeWords(pin)}
        error={isOwn && read === undefined ? t.toWrong : undefined}
        onChange={(text) => {
          setTyped(text);
          const place = readPlace(text);
          if (place) bench.set({ pin: place });
        }}
      />
      <Segments
        label={t.stepBy}
        choices={STEPS.map((id) => ({ id, label: t.metres(Number(id)) }))}
        chosen={step}
        onChoose={setStep}
      />
      <div className="gl-admin-acts">
        {WAYS.map(([way, east, north]) => (
          <Button
            key={way}
            size="small"
            onClick={() => {
              setTyped(undefined);
              bench.set({ pin: moved(pin, east, north, Number(step)) });
            }}
          >
            {t[way]}
          </Button>
        ))}
        <OntoRoad bench={bench} pin={pin} districtId={districtIn(bench.chosen)} />
      </div>
    </>
  );
}

const districtIn = ([path = '']: readonly string[]): string => path.slice(0, 6);

interface CornerProps extends ToolProps {
  readonly corners: readonly Corner[];
}

function CornerForm({ bench, edits, version, corners }: CornerProps) {
  const t = useText(benchTexts);
  const { corner, pin } = bench;
  const found = corner && corners.find((one) => isAt(corner, one));
  if (!found || !pin) return null;
  const from = [found.lon, found.lat];
  return (
    <ToolForm
      edits={edits}
      label={t.moveDo}
      whyNot={isAt(pin, found) ? t.toHelp : undefined}
      onSubmit={() => edits.edit({ kind: 'move', moves: [{ from, to: [pin.lon, pin.lat] }] })}
    >
      <PinFields bench={bench} pin={pin} version={version} />
      <div className="gl-admin-acts">
        <Button
          size="small"
          isBusy={edits.isSending}
          disabled={isAt(pin, found)}
          onClick={() =>
            edits.edit({ kind: 'insert', between: [from, [found.next.lon, found.next.lat]], at: pin })
          }
        >
          {t.insertDo}
        </Button>
        <Button
          size="small"
          isBusy={edits.isSending}
          onClick={() => edits.edit({ kind: 'remove', at: { lon: found.lon, lat: found.lat } })}
        >
          {t.removeDo}
        </Button>
      </div>
      <p className="gl-field-help">{t.insertHelp}</p>
    </ToolForm>
  );
}

export function BorderTool(props: ToolProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const { bench, grids, onShow } = props;
  const [path] = bench.chosen;
  const corners = useMemo(() => (path === undefined ? [] : cornersOf(grids, path)), [grids, path]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows the corners alone
  useEffect(() => onShow({ spots: corners }), [corners]);
  const at = corners.findIndex((one) => isAt(bench.corner, one));
  const sharedBy = (one: Corner) =>
    listIn(
      one.shared.map((other) => namedIn(grids, other, language)),
      language,
    );
  const choices = corners.map((one, n) => ({
    value: String(n),
    label: t.cornerOf(n + 1, placeWords(one), sharedBy(one)),
  }));
  const area = grids.features.find(({ properties }) => properties.path === path)?.properties;
  return (
    <>
      <Chosen names={area ? nameIn(area, language) : ''} hint={t.chooseOne} bench={bench} />
      {path === undefined ? null : (
        <NativeSelect
          label={t.corner}
          value={at < 0 ? '' : String(at)}
          placeholder={t.chooseCorner}
          choices={choices}
          onChange={(value) => {
            const one = corners[Number(value)];
            const place = value === '' || !one ? undefined : { lon: one.lon, lat: one.lat };
            bench.set({ corner: place, pin: place, lookAt: place });
          }}
        />
      )}
      <CornerForm {...props} corners={corners} />
    </>
  );
}
