// Nobody's land: each place in words and hatched on the map, and its claim by a community with the decision
// that stands behind it.
import type { MultiPolygon } from 'geojson';
import { useEffect, useMemo, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { markOf } from '../../../platform/web/map/marks.ts';
import { Loading, Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { LandFound } from '../../areas/core/contract-workshop.ts';
import { choicesOf } from './bench-merge.tsx';
import { OutlineForm } from './bench-outline.tsx';
import { nameIn } from './bench-names.ts';
import type { ToolProps } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';
import { NameFields, namesOf, ToolForm } from './tool-form.tsx';
import { boxOfGround, useAreasOf, useLand } from './use-grids.ts';

const MOST_LISTED = 200;
const NEW = 'new ';

function useTargets(land: LandFound, versionId: string) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const communities = useAreasOf(versionId, 'community').data;
  const beside = land.beside.map((one) => ({ value: one.path, label: nameIn(one, language) }));
  const fresh = choicesOf(communities, language).map(({ value, label }) => ({
    value: NEW + value,
    label: t.newGrid(label),
  }));
  return [...beside, ...fresh];
}

function Claim({ land, edits, version }: { land: LandFound } & Pick<ToolProps, 'edits' | 'version'>) {
  const t = useText(benchTexts);
  const targets = useTargets(land, version.versionId);
  const [to, setTo] = useState('');
  const [names, setNames] = useState({ name: '', nameEn: '' });
  const [number, setNumber] = useState('');
  const [text, setText] = useState('');
  const [decidedOn, setDecidedOn] = useState('');
  const isNew = to.startsWith(NEW);
  const isWhole = to !== '' && number.trim() !== '' && text.trim().length > 1 && decidedOn !== '';
  const whyNot = !isWhole ? t.claimNeeds : isNew && names.name.trim() === '' ? t.needsName : undefined;
  const submit = () =>
    edits.edit({
      kind: 'claim',
      at: land.at,
      to: isNew ? { communityPath: to.slice(NEW.length), ...namesOf(names) } : { path: to },
      decision: { number: number.trim(), text: text.trim(), decidedOn },
    });
  return (
    <ToolForm edits={edits} label={t.claimDo} whyNot={whyNot} onSubmit={submit}>
      <NativeSelect label={t.claimTo} value={to} placeholder="" choices={targets} onChange={setTo} />
      {isNew ? <NameFields names={names} onChange={setNames} /> : null}
      <TextField label={t.decision} maxLength={100} value={number} onChange={setNumber} />
      <TextArea label={t.decisionText} rows={2} maxLength={2000} value={text} onChange={setText} />
      <TextField type="date" label={t.decidedOn} value={decidedOn} onChange={setDecidedOn} />
    </ToolForm>
  );
}

const groundOf = ({ boundary }: LandFound) => boundary as MultiPolygon;

export function LandTool({ bench, edits, version, onShow }: ToolProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const { data, error } = useLand(version.versionId, true);
  const [at, setAt] = useState<number>();
  const marked = useMemo(
    () => ({
      type: 'FeatureCollection' as const,
      features: (data ?? []).map((land) => markOf('nobody', groundOf(land))),
    }),
    [data],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown follows the land alone
  useEffect(() => onShow({ marked }), [marked]);
  if (error) return <Notice tone="danger">{tellError(error, language)}</Notice>;
  if (!data) return <Loading lines={4} />;
  const land = at === undefined ? undefined : data[at];
  const metres = data.reduce((sum, { squareMetres }) => sum + squareMetres, 0);
  return (
    <>
      <p role="status">
        {data.length === 0 ? t.landNone : t.landFound(data.length, count(Math.round(metres)))}
      </p>
      <ul className="gl-bench-rows">
        {data.slice(0, MOST_LISTED).map((one, n) => (
          <li key={`${one.at.lon} ${one.at.lat}`}>
            <button
              type="button"
              aria-pressed={n === at}
              onClick={() => {
                setAt(n);
                bench.set({ lookAtBox: boxOfGround(groundOf(one)) });
              }}
            >
              {one.words}
            </button>
          </li>
        ))}
      </ul>
      {data.length > MOST_LISTED ? <p>{t.listMost(MOST_LISTED)}</p> : null}
      {land ? <Claim key={at} land={land} edits={edits} version={version} /> : null}
      <OutlineForm edits={edits} />
    </>
  );
}
