// The questions before something happens to a professional layer: a file that comes in, a version that comes
// into force, is brought back, or given up.
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { LayerRow, LayerVersionRow } from '../../areas/core/contract-layers.ts';
import { layerVersionUrl } from '../../areas/web/public.ts';
import { adminTexts } from './admin-texts.ts';
import { areaFileTexts } from './area-file-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { gridTexts } from './grid-texts.ts';
import { layersTexts } from './layers-texts.ts';
import { PickedFiles } from './picked-files.tsx';
import { featuresOf, useAreaFiles, useCrs } from './use-area-files.ts';
import { LAYERS } from './use-layers.ts';

const MOST_SHOWN = 30;
const CODE = /^[a-z][a-z0-9_]{0,39}$/;

function Refusal({ error }: { error: Error | null }) {
  const t = useText(layersTexts);
  const language = useSpoken();
  if (!error) return null;
  const data = isRefused(error) ? error.data : {};
  const told = (data['findings'] ?? data['faults'] ?? []) as readonly { readonly words: string }[];
  return (
    <Notice tone="danger">
      <p>{tellError(error, language)}</p>
      {Array.isArray(told) && told.length > 0 ? (
        <>
          <p>{t.faults}</p>
          <ul>
            {told.slice(0, MOST_SHOWN).map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Notice>
  );
}

interface FormProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A known code brings its name and kind with it. */
function useLayerFields(layers: readonly LayerRow[]) {
  const [typed, setTyped] = useState({ code: '', name: '', nameEn: '', kind: 'free' });
  const known = layers.find(({ code }) => code === typed.code);
  const set = (change: Partial<typeof typed>) => setTyped((now) => ({ ...now, ...change }));
  const fields = known
    ? { ...typed, name: known.name, nameEn: known.nameEn ?? '', kind: known.isTiling ? 'tiling' : 'free' }
    : typed;
  return {
    fields,
    set,
    isKnown: known !== undefined,
    isWrong: typed.code !== '' && !CODE.test(typed.code),
  };
}

function LayerFields({ form }: { form: ReturnType<typeof useLayerFields> }) {
  const t = useText(layersTexts);
  const g = useText(gridTexts);
  const { fields, set, isKnown, isWrong } = form;
  return (
    <>
      <TextField
        label={t.code}
        help={t.codeHelp}
        maxLength={40}
        value={fields.code}
        error={isWrong ? t.codeWrong : undefined}
        onChange={(code) => set({ code })}
      />
      <TextField
        label={t.name}
        maxLength={100}
        value={fields.name}
        readOnly={isKnown}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={g.nameEn}
        maxLength={100}
        value={fields.nameEn}
        readOnly={isKnown}
        onChange={(nameEn) => set({ nameEn })}
      />
      {isKnown ? (
        <p>{fields.kind === 'tiling' ? t.tiling : t.free}</p>
      ) : (
        <NativeSelect
          label={t.kind}
          value={fields.kind}
          choices={[
            { value: 'free', label: t.free },
            { value: 'tiling', label: t.tiling },
          ]}
          onChange={(kind) => set({ kind })}
        />
      )}
    </>
  );
}

interface ImportProps extends FormProps {
  readonly districtId: string;
  readonly layers: readonly LayerRow[];
}

export function ImportLayer({ districtId, layers, onClose, onDone }: ImportProps) {
  const [t, f] = [useText(layersTexts), useText(areaFileTexts)];
  const files = useAreaFiles();
  const form = useLayerFields(layers);
  const [source, setSource] = useState('');
  const taken = files.files.filter(({ isLeftOut }) => !isLeftOut);
  const crs = useCrs(taken);
  const sending = useSend(
    (body: object, intent) => api.post('/api/areas/layers/import', body, { intent }),
    { refresh: LAYERS, onDone },
  );
  const { code, name, nameEn, kind } = form.fields;
  const isNamed = taken.every(({ named }) => named.code !== '' && named.nameField !== '');
  const hint =
    form.isWrong || code === '' || name.trim() === ''
      ? t.needsCode
      : taken.length === 0 || !isNamed
        ? t.oneFile
        : (crs.whyNot ?? (source.trim() === '' ? f.needsSource : ''));
  const submit = () =>
    void sending.send({
      districtId,
      code,
      name: name.trim(),
      ...(nameEn.trim() === '' ? {} : { nameEn: nameEn.trim() }),
      isTiling: kind === 'tiling',
      crs: crs.crs,
      source: source.trim(),
      areas: { geojson: { type: 'FeatureCollection', features: taken.flatMap(featuresOf) } },
    });
  return (
    <FormDialog
      title={t.import}
      onClose={onClose}
      onSubmit={submit}
      send={{ label: t.import, isBusy: sending.isSending, isOff: hint !== '', hint }}
    >
      <LayerFields form={form} />
      <PickedFiles files={files} crs={crs} isLayer />
      <TextField label={f.source} help={f.sourceHelp} maxLength={200} value={source} onChange={setSource} />
      <Refusal error={sending.error} />
    </FormDialog>
  );
}

export interface ActOnLayer {
  readonly act: 'publish' | 'giveUp';
  readonly layer: LayerRow;
  readonly version: LayerVersionRow;
}

export function LayerForm({ act, layer, version, onClose, onDone }: ActOnLayer & FormProps) {
  const [t, a, g] = [useText(layersTexts), useText(adminTexts), useText(gridTexts)];
  const language = useSpoken();
  const [why, setWhy] = useState('');
  const url = `${layerVersionUrl(version.versionId)}/${act === 'publish' ? 'publish' : 'discard'}`;
  const sending = useSend((body: object, intent) => api.post(url, body, { intent }), {
    refresh: LAYERS,
    onDone,
  });
  const label = act === 'giveUp' ? t.giveUp : version.state === 'retired' ? t.again : t.publish;
  const name = language === 'zh' ? layer.name : (layer.nameEn ?? layer.name);
  return (
    <FormDialog
      title={`${label} · ${name} · ${g.number(version.number)}`}
      onClose={onClose}
      onSubmit={() => void sending.send({ why: why.trim() })}
      send={{
        label,
        isDanger: act === 'giveUp',
        isBusy: sending.isSending,
        isOff: why.trim().length < 2,
        hint: g.needsWhy,
      }}
    >
      <p>{act === 'giveUp' ? t.giveUpWhy : t.publishWhy}</p>
      <TextArea label={a.why} rows={2} maxLength={500} value={why} onChange={setWhy} />
      <Refusal error={sending.error} />
    </FormDialog>
  );
}
