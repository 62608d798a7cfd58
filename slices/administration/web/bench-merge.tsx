// Tools that draw nothing: neighbours are merged under one code, an area gets another name, a community is
// numbered anew.
import { useState } from 'react';
import type { Areas } from '../../../platform/web/map/map-data.ts';
import { Button } from '../../../ui/button/button.tsx';
import { TableFileField } from '../../../ui/file-field/file-field.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { codeIn, listIn, namedIn, nameIn } from './bench-names.ts';
import type { ToolProps } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';
import { Chosen, ToolForm } from './tool-form.tsx';
import { useAreasOf } from './use-grids.ts';

export const choicesOf = (areas: Areas | undefined, language: 'zh' | 'en') =>
  (areas?.features ?? []).map(({ properties }) => ({
    value: properties.path,
    label: `${nameIn(properties, language)} ${codeIn(properties.path)}`,
  }));

export function MergeTool({ bench, edits, grids }: ToolProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const [picked, setPicked] = useState('');
  const { chosen } = bench;
  const keep = chosen.includes(picked) ? picked : (chosen[0] ?? '');
  const names = chosen.map((path) => namedIn(grids, path, language));
  const submit = () => edits.edit({ kind: 'merge', keep, paths: chosen.filter((path) => path !== keep) });
  return (
    <>
      <Chosen names={listIn(names, language)} hint={t.chooseMany} bench={bench} />
      <ToolForm
        edits={edits}
        label={t.mergeDo}
        whyNot={chosen.length < 2 ? t.chooseMany : undefined}
        onSubmit={submit}
      >
        {chosen.length < 2 ? null : (
          <NativeSelect
            label={t.keep}
            value={keep}
            choices={chosen.map((path) => ({
              value: path,
              label: `${namedIn(grids, path, language)} ${codeIn(path)}`,
            }))}
            onChange={setPicked}
          />
        )}
      </ToolForm>
    </>
  );
}

interface RenameProps extends Pick<ToolProps, 'edits'> {
  readonly path: string;
  readonly name: string;
  readonly nameEn: string;
}

function Rename({ edits, path, ...now }: RenameProps) {
  const t = useText(benchTexts);
  const [name, setName] = useState(now.name);
  const [nameEn, setNameEn] = useState(now.nameEn);
  const whyNot = name.trim() === '' ? t.needsName : undefined;
  const submit = () => {
    const english = nameEn.trim();
    edits.edit({ kind: 'rename', path, name: name.trim(), nameEn: english === '' ? null : english });
  };
  return (
    <ToolForm edits={edits} label={t.renameDo} whyNot={whyNot} onSubmit={submit}>
      <TextField label={t.rename} maxLength={100} value={name} onChange={setName} />
      <TextField
        label={t.nameEn}
        optional={t.optional}
        maxLength={100}
        value={nameEn}
        onChange={setNameEn}
      />
    </ToolForm>
  );
}

/** Of the chosen grid, or of a community or street. */
export function NamesTool({ bench, edits, grids, version }: ToolProps) {
  const t = useText(benchTexts);
  const language = useSpoken();
  const streets = useAreasOf(version.versionId, 'street').data;
  const communities = useAreasOf(version.versionId, 'community').data;
  const [above, setAbove] = useState('');
  const [community, setCommunity] = useState('');
  const path = bench.chosen[0] ?? above;
  const all = [...grids.features, ...(communities?.features ?? []), ...(streets?.features ?? [])];
  const area = all.find(({ properties }) => properties.path === path)?.properties as
    | { readonly path: string; readonly name: string; readonly nameEn?: string | null }
    | undefined;
  return (
    <>
      <Chosen
        names={bench.chosen[0] === undefined ? '' : namedIn(grids, path, language)}
        hint={t.chooseOne}
        bench={bench}
      />
      {bench.chosen.length > 0 ? null : (
        <NativeSelect
          label={t.renameArea}
          value={above}
          placeholder={t.chooseCommunity}
          choices={[...choicesOf(streets, language), ...choicesOf(communities, language)]}
          onChange={setAbove}
        />
      )}
      {area ? (
        <Rename
          key={`${area.path} ${area.name} ${area.nameEn ?? ''}`}
          edits={edits}
          path={area.path}
          name={area.name}
          nameEn={area.nameEn ?? ''}
        />
      ) : null}
      <hr />
      <TableFileField label={t.table} help={t.tableHelp} onFile={(file) => void edits.rename(file)} />
      <hr />
      <NativeSelect
        label={t.renumber}
        help={t.renumberHelp}
        value={community}
        placeholder={t.chooseCommunity}
        choices={choicesOf(communities, language)}
        onChange={setCommunity}
      />
      <Button
        disabled={community === ''}
        isBusy={edits.isSending}
        onClick={() => edits.edit({ kind: 'renumber', communityPath: community })}
      >
        {t.renumberDo}
      </Button>
    </>
  );
}
