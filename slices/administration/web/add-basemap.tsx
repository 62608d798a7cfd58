// The form for a base map of others: where its tiles are and in which coordinates they lie.
import { type FormEvent, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { NewTileSource } from '../../basemap/core/contract-sources.ts';
import { HIGHEST_ZOOM, SOURCE_CRS, SOURCE_KINDS } from '../../basemap/core/tile-source.ts';
import { basemapTexts } from './basemap-texts.ts';

const EMPTY = {
  name: '',
  nameEn: '',
  kind: 'wmts' as NewTileSource['kind'],
  crs: 'WGS84' as NewTileSource['crs'],
  address: '',
  attribution: '',
  minZoom: '7',
  maxZoom: '18',
};
type Typed = typeof EMPTY;
const HELP = { xyz: 'helpXyz', wmts: 'helpWmts', wms: 'helpWms' } as const;
const ZOOM = /^(1?\d|20)$/;

const isWhole = ({ name, nameEn, address, attribution, minZoom, maxZoom }: Typed): boolean =>
  [name, nameEn, attribution].every((text) => text.trim() !== '') &&
  /^https?:\/\/.{3,}/.test(address.trim()) &&
  ZOOM.test(minZoom) &&
  ZOOM.test(maxZoom);

interface FieldsProps {
  readonly typed: Typed;
  readonly onChange: (change: Partial<Typed>) => void;
}

function Names({ typed, onChange }: FieldsProps) {
  const t = useText(basemapTexts);
  return (
    <div className="gl-admin-choices">
      <TextField label={t.name} maxLength={60} value={typed.name} onChange={(name) => onChange({ name })} />
      <TextField
        label={t.nameEn}
        maxLength={60}
        value={typed.nameEn}
        onChange={(nameEn) => onChange({ nameEn })}
      />
      <TextField
        label={t.attribution}
        maxLength={200}
        value={typed.attribution}
        onChange={(attribution) => onChange({ attribution })}
      />
    </div>
  );
}

function Where({ typed, onChange }: FieldsProps) {
  const t = useText(basemapTexts);
  return (
    <>
      <NativeSelect
        label={t.kind}
        value={typed.kind}
        choices={SOURCE_KINDS.map((kind) => ({ value: kind, label: t[kind] }))}
        onChange={(kind) => onChange({ kind: kind as Typed['kind'] })}
      />
      <TextArea
        label={t.address}
        help={t[HELP[typed.kind]]}
        rows={3}
        maxLength={1000}
        value={typed.address}
        onChange={(address) => onChange({ address })}
      />
      <NativeSelect
        label={t.crs}
        help={t.crsHelp}
        value={typed.crs}
        choices={SOURCE_CRS.map((crs) => ({ value: crs, label: t[crs] }))}
        onChange={(crs) => onChange({ crs: crs as Typed['crs'] })}
      />
    </>
  );
}

function Zooms({ typed, onChange }: FieldsProps) {
  const t = useText(basemapTexts);
  const limits = { type: 'number', min: 0, max: HIGHEST_ZOOM, help: t.zoomHelp } as const;
  return (
    <div className="gl-admin-choices">
      <TextField
        {...limits}
        label={t.minZoom}
        value={typed.minZoom}
        onChange={(minZoom) => onChange({ minZoom })}
      />
      <TextField
        {...limits}
        label={t.maxZoom}
        value={typed.maxZoom}
        onChange={(maxZoom) => onChange({ maxZoom })}
      />
    </div>
  );
}

export function AddBasemap({ districtId, onAdded }: { districtId: string; onAdded: () => void }) {
  const t = useText(basemapTexts);
  const language = useSpoken();
  const [typed, setTyped] = useState(EMPTY);
  const sending = useSend(
    (body: NewTileSource, intent) => api.post(`/api/basemap/${districtId}/tile-sources`, body, { intent }),
    {
      refresh: [['base maps']],
      onDone: () => {
        setTyped(EMPTY);
        onAdded();
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, nameEn, address, attribution, kind, crs } = typed;
    void sending.send({
      kind,
      crs,
      name: name.trim(),
      nameEn: nameEn.trim(),
      address: address.trim(),
      attribution: attribution.trim(),
      minZoom: Number(typed.minZoom),
      maxZoom: Number(typed.maxZoom),
    });
  };
  const fields = { typed, onChange: (change: Partial<Typed>) => setTyped({ ...typed, ...change }) };
  return (
    <Card title={t.add}>
      <Form className="gl-admin-form" onSubmit={submit}>
        <Names {...fields} />
        <Where {...fields} />
        <Zooms {...fields} />
        {sending.error ? <Notice tone="danger">{tellError(sending.error, language)}</Notice> : null}
        <div className="gl-admin-acts">
          <Button type="submit" tone="primary" isBusy={sending.isSending} disabled={!isWhole(typed)}>
            {t.add}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
