// Draws a new grid: a ring over nobody's land, and over those grids that are chosen to give ground.
import { useState } from 'react';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { choicesOf } from './bench-merge.tsx';
import { listIn, namedIn } from './bench-names.ts';
import type { ToolProps } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';
import {
  Chosen,
  isSnap,
  NameFields,
  namesOf,
  PlacesField,
  SnapField,
  snapOf,
  ToolForm,
} from './tool-form.tsx';
import { useAreasOf } from './use-grids.ts';

const LEAST_CORNERS = 3;

export function DrawTool({ bench, edits, grids, version }: ToolProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const communities = useAreasOf(version.versionId, 'community').data;
  const [names, setNames] = useState({ name: '', nameEn: '' });
  const [snap, setSnap] = useState('');
  const [picked, setPicked] = useState('');
  const community = picked || (bench.chosen[0]?.split('.').slice(0, 3).join('.') ?? '');
  const whyNot =
    bench.line.length < LEAST_CORNERS
      ? t.ringShort
      : community === ''
        ? t.chooseCommunity
        : names.name.trim() === ''
          ? t.needsName
          : isSnap(snap)
            ? undefined
            : t.snapWrong;
  const submit = () =>
    edits.edit({
      kind: 'draw',
      ring: bench.line.map(({ lon, lat }) => [lon, lat]),
      from: [...bench.chosen],
      communityPath: community,
      ...snapOf(snap),
      ...namesOf(names),
    });
  return (
    <>
      <Chosen
        names={listIn(
          bench.chosen.map((path) => namedIn(grids, path, language)),
          language,
        )}
        hint={t.chooseGivers}
        bench={bench}
      />
      <ToolForm edits={edits} label={t.drawDo} whyNot={whyNot} onSubmit={submit}>
        <PlacesField bench={bench} isLine={false} />
        <NativeSelect
          label={t.community}
          value={community}
          placeholder={t.chooseCommunity}
          choices={choicesOf(communities, language)}
          onChange={setPicked}
        />
        <NameFields names={names} onChange={setNames} />
        <SnapField value={snap} onChange={setSnap} />
      </ToolForm>
    </>
  );
}
