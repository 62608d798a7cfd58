// Areas that come as files become a draft: levels without a file keep the names and codes in force and are
// united from below. Every fault is named and nothing is stored until there is none.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { AreaLevel } from '../../areas/core/area.ts';
import type { VersionRow } from '../../areas/core/contract.ts';
import type { FileFeature } from './area-file.ts';
import { areaFileTexts } from './area-file-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { PickedFiles } from './picked-files.tsx';
import { asDistrict, featuresOf, type PickedFile, useAreaFiles, useCrs } from './use-area-files.ts';
import { ALL_VERSIONS } from './use-grids.ts';

const MOST_SHOWN = 50;

type Features = readonly { readonly properties: Readonly<Record<string, unknown>> }[];

const useInForce = (versionId: string | undefined) =>
  useQuery({
    queryKey: ['grid version', versionId, 'export'],
    enabled: versionId !== undefined,
    queryFn: ({ signal }) =>
      api.get<{ features: readonly FileFeature[] }>(`/api/areas/versions/${versionId}/export/geojson`, {
        signal,
      }),
  });

/** A level as it is in force, without borders. Its areas are called by their own codes where the files below
 *  call them so. */
export function asInForce(all: readonly FileFeature[], level: AreaLevel, below: Features) {
  const named = new Set(below.map(({ properties }) => String(properties['parent'] ?? '')));
  const own = new Map(
    all.map(({ properties }) => {
      const [code, external] = [String(properties['code']), properties['externalCode']];
      return [code, typeof external === 'string' && !named.has(code) ? external : code] as const;
    }),
  );
  const called = (code: unknown) => own.get(String(code)) ?? code;
  return all
    .filter(({ properties }) => properties['level'] === level)
    .map(({ properties: { code, name, nameEn, parent } }) => ({
      type: 'Feature',
      geometry: null,
      properties: { code: called(code), name, nameEn: nameEn ?? undefined, parent: called(parent) },
    }));
}

const collection = (features: readonly unknown[]) => ({
  geojson: { type: 'FeatureCollection', features },
});

function bodyOf(files: readonly PickedFile[], inForce: readonly FileFeature[] | undefined) {
  const of = (level: AreaLevel) => files.filter((file) => file.level === level).flatMap(featuresOf);
  const grids = of('grid');
  const communities = of('community');
  const streets = of('street');
  const outline = asDistrict(files.filter(({ level }) => level === 'district'));
  const known = inForce ?? [];
  const middle = communities.length > 0 ? communities : asInForce(known, 'community', grids);
  return {
    grids: collection(grids),
    communities: collection(middle),
    streets: collection(streets.length > 0 ? streets : asInForce(known, 'street', middle)),
    ...(outline.length === 0 ? {} : { district: collection(outline) }),
  };
}

/** Why it can't be sent yet. */
function useWhyNot(files: readonly PickedFile[], hasInForce: boolean): string | undefined {
  const t = useText(areaFileTexts);
  const levels = new Set(files.map(({ level }) => level));
  if (files.length === 0) return t.needsFiles;
  if (files.some(({ level }) => level === undefined)) return t.needsLevels;
  if (!levels.has('grid')) return t.needsGrids;
  if (!hasInForce && !(levels.has('street') && levels.has('community'))) return t.needsAbove;
  const isNamed = ({ level, named }: PickedFile) =>
    level === 'district' || (named.code !== '' && named.nameField !== '');
  return files.every(isNamed) ? undefined : t.needsFields;
}

function Faults({ error }: { error: Error | null }) {
  const t = useText(areaFileTexts);
  const language = useSpoken();
  if (!error) return null;
  const told = isRefused(error, 'areas.import_invalid') ? error.data['faults'] : undefined;
  const faults = (Array.isArray(told) ? told : []) as { readonly words: string }[];
  return (
    <Notice tone="danger">
      <p>{tellError(error, language)}</p>
      {faults.length === 0 ? null : (
        <>
          <p>{t.faults}</p>
          <ul>
            {faults.slice(0, MOST_SHOWN).map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

interface ImportProps {
  readonly districtId: string;
  readonly inForce: VersionRow | undefined;
  readonly onClose: () => void;
  readonly onDone: (versionId: string) => void;
}

export function ImportAreas({ districtId, inForce, onClose, onDone }: ImportProps) {
  const t = useText(areaFileTexts);
  const files = useAreaFiles();
  const known = useInForce(inForce?.versionId);
  const root = known.data?.features.find(({ properties }) => properties['level'] === 'district');
  const [source, setSource] = useState('');
  const [typed, setTyped] = useState<string>();
  const name = typed ?? String(root?.properties['name'] ?? '');
  const taken = files.files.filter(({ isLeftOut }) => !isLeftOut);
  const crs = useCrs(taken);
  const filesWhyNot = useWhyNot(taken, inForce !== undefined);
  const sending = useSend(
    (body: object, intent) => api.post<{ versionId: string }>('/api/areas/import', body, { intent }),
    { refresh: ALL_VERSIONS, onDone: ({ versionId }) => onDone(versionId) },
  );
  const hint =
    filesWhyNot ??
    crs.whyNot ??
    (name.trim() === '' ? t.needsName : source.trim() === '' ? t.needsSource : '');
  const isWaiting = inForce !== undefined && !known.data;
  const nameEn = root?.properties['nameEn'];
  const submit = () =>
    void sending.send({
      districtId,
      name: name.trim(),
      ...(typeof nameEn === 'string' ? { nameEn } : {}),
      crs: crs.crs,
      source: source.trim(),
      ...bodyOf(taken, known.data?.features),
    });
  return (
    <FormDialog
      title={t.import}
      onClose={onClose}
      onSubmit={submit}
      send={{ label: t.send, isBusy: sending.isSending, isOff: hint !== '' || isWaiting, hint }}
    >
      <p>{t.importWhy}</p>
      <PickedFiles files={files} crs={crs} />
      <TextField label={t.districtName} maxLength={100} value={name} onChange={setTyped} />
      <TextField label={t.source} help={t.sourceHelp} maxLength={200} value={source} onChange={setSource} />
      <Faults error={sending.error ?? known.error} />
    </FormDialog>
  );
}
