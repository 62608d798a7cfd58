// Splits the chosen grid: along a line that is drawn or typed, along a road of the base map, or by a straight
// cut that leaves so many homes in the half that keeps the code.
import { useEffect, useMemo, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { markOf } from '../../../platform/web/map/marks.ts';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Loading, Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Edit } from '../../areas/core/contract-workshop.ts';
import { namedIn } from './bench-names.ts';
import type { ToolProps } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';
import { homesIn, ringsOf, roadsAcross, useGround } from './ground-near.ts';
import {
  Chosen,
  isSnap,
  NameFields,
  type NewNames,
  namesOf,
  PlacesField,
  SnapField,
  snapOf,
  ToolForm,
} from './tool-form.tsx';
import { boxOfAreas } from './use-grids.ts';

type Way = 'byLine' | 'byRoad' | 'byHomes';
const WAYS = ['byLine', 'byRoad', 'byHomes'] as const;

interface WayProps extends ToolProps {
  readonly path: string;
  /** Of the new grid: they stay when another way to split is tried. */
  readonly names: NewNames;
  readonly onNames: (names: NewNames) => void;
}

const NOT_NAMED: NewNames = { name: '', nameEn: '' };
const pairs = (line: readonly { readonly lon: number; readonly lat: number }[]) =>
  line.map(({ lon, lat }) => [lon, lat]);

/** Which half keeps the code: the larger, or the one that the pin stands in. */
function Keeps({ bench, grids, path }: Pick<WayProps, 'bench' | 'grids' | 'path'>) {
  const t = useText(benchTexts);
  const { pin } = bench;
  const place = () => {
    const box = boxOfAreas(grids, [path]);
    return box && { lon: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2 };
  };
  return (
    <>
      <NativeSelect
        label={t.keeps}
        value={pin ? 'pin' : 'larger'}
        choices={[
          { value: 'larger', label: t.keepsLarger },
          { value: 'pin', label: t.keepsAt },
        ]}
        onChange={(value) => bench.set({ pin: value === 'pin' ? place() : undefined, isDrawing: false })}
      />
      {pin ? (
        <p className="gl-figures" role="status">
          {t.pinAt(pin.lon.toFixed(6), pin.lat.toFixed(6))}
        </p>
      ) : null}
    </>
  );
}

/** The form of both cuts along a line. */
function useCut({ bench, edits, path, names, onNames }: WayProps) {
  const t = useText(benchTexts);
  const [snap, setSnap] = useState('');
  const whyNot = isSnap(snap) ? (names.name.trim() === '' ? t.needsName : undefined) : t.snapWrong;
  const send = (line: readonly { readonly lon: number; readonly lat: number }[]) => {
    const edit: Edit = {
      kind: 'split',
      path,
      line: pairs(line),
      ...snapOf(snap),
      ...(bench.pin ? { keepAt: bench.pin } : {}),
      ...namesOf(names),
    };
    edits.edit(edit);
  };
  const fields = (
    <>
      <NameFields names={names} onChange={onNames} />
      <SnapField value={snap} onChange={setSnap} />
    </>
  );
  return { fields, whyNot, send };
}

function ByLine(props: WayProps) {
  const t = useText(benchTexts);
  const { bench, edits } = props;
  const { fields, whyNot, send } = useCut(props);
  const isShort = bench.line.length < 2;
  return (
    <ToolForm
      edits={edits}
      label={t.split}
      whyNot={isShort ? t.lineShort : whyNot}
      onSubmit={() => send(bench.line)}
    >
      <PlacesField bench={bench} isLine />
      <Keeps {...props} />
      {fields}
    </ToolForm>
  );
}

function ByRoad(props: WayProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const { bench, edits, grids, path, version, onShow } = props;
  const { fields, whyNot, send } = useCut(props);
  const [id, setId] = useState('');
  const box = useMemo(() => boxOfAreas(grids, [path]), [grids, path]);
  const { data, error } = useGround(districtIn(path), 'road', box);
  const roads = useMemo(() => roadsAcross(data ?? [], ringsOf(grids, path) ?? []), [data, grids, path]);
  const road = roads.find((one) => one.id === id);
  const line = road?.line;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows the road alone
  useEffect(() => {
    const geometry = line && { type: 'LineString' as const, coordinates: pairs(line) };
    onShow(
      geometry ? { marked: { type: 'FeatureCollection', features: [markOf('moved', geometry)] } } : {},
    );
    return () => onShow({});
  }, [line]);
  if (error) return <Notice tone="danger">{tellError(error, language)}</Notice>;
  if (!data) return <Loading lines={3} />;
  if (roads.length === 0) return <p>{t.noRoads}</p>;
  const choices = roads.map((one, at) => ({ value: one.id, label: one.name ?? t.unnamed(at + 1) }));
  return (
    <ToolForm
      edits={edits}
      label={t.split}
      whyNot={line ? whyNot : t.chooseRoad}
      onSubmit={() => line && send(line)}
    >
      <NativeSelect
        label={t.road}
        value={id}
        placeholder={t.chooseRoad}
        choices={choices}
        onChange={setId}
      />
      <Keeps {...{ bench, grids, path, version }} />
      {fields}
    </ToolForm>
  );
}

const districtIn = (path: string): string => path.slice(0, 6);

function ByHomes({ edits, grids, path, names, onNames }: WayProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const [wanted, setWanted] = useState('');
  const box = useMemo(() => boxOfAreas(grids, [path]), [grids, path]);
  const { data, error } = useGround(districtIn(path), 'building', box);
  const homes = useMemo(() => homesIn(data ?? [], ringsOf(grids, path) ?? []), [data, grids, path]);
  if (error) return <Notice tone="danger">{tellError(error, language)}</Notice>;
  if (!data) return <Loading lines={3} />;
  const most = homes.length - 1;
  if (most < 1) return <p>{t.noHomes}</p>;
  const isRight = /^\d+$/.test(wanted) && Number(wanted) >= 1 && Number(wanted) <= most;
  const whyNot = isRight ? (names.name.trim() === '' ? t.needsName : undefined) : t.homesWrong(most);
  const submit = () =>
    edits.edit({
      kind: 'split_by_share',
      path,
      points: pairs(homes),
      share: Number(wanted) / homes.length,
      ...namesOf(names),
    });
  return (
    <ToolForm edits={edits} label={t.split} whyNot={whyNot} onSubmit={submit}>
      <TextField
        label={t.homes}
        help={t.homesHelp(homes.length)}
        inputMode="numeric"
        value={wanted}
        onChange={setWanted}
      />
      <NameFields names={names} onChange={onNames} />
    </ToolForm>
  );
}

const FORMS = { byLine: ByLine, byRoad: ByRoad, byHomes: ByHomes } as const;

function WayOf({ way, ...props }: ToolProps & { way: Way; path: string }) {
  const [names, setNames] = useState(NOT_NAMED);
  const FormOf = FORMS[way];
  return <FormOf {...props} names={names} onNames={setNames} />;
}

export function SplitTool(props: ToolProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const { bench, grids } = props;
  const [way, setWay] = useState<Way>('byLine');
  const [path] = bench.chosen;
  return (
    <>
      <Chosen
        names={path === undefined ? '' : namedIn(grids, path, language)}
        hint={t.chooseOne}
        bench={bench}
      />
      <Segments
        label={t.way}
        choices={WAYS.map((id) => ({ id, label: t[id] }))}
        chosen={way}
        onChoose={(next) => {
          bench.clear();
          setWay(next);
        }}
      />
      {path === undefined ? null : (
        <WayOf key={`${path} ${props.edits.made}`} {...props} way={way} path={path} />
      )}
    </>
  );
}
