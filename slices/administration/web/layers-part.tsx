// The professional layers of a district: each with its versions, what may be done with them, and a look at
// one over the grids.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { LayerRow, LayerVersionRow } from '../../areas/core/contract-layers.ts';
import { useLayers } from '../../areas/web/public.ts';
import { gridTexts } from './grid-texts.ts';
import { dayOf } from './grid-versions.tsx';
import { type ActOnLayer, ImportLayer, LayerForm } from './layer-forms.tsx';
import { LayerLook } from './layer-look.tsx';
import { layersTexts } from './layers-texts.ts';

const STANDING = { draft: 'draft', published: 'force', retired: 'retired' } as const;
const TONES = { draft: 'accent', published: 'ok', retired: 'plain' } as const;

interface VersionProps {
  readonly layer: LayerRow;
  readonly version: LayerVersionRow;
  readonly isOpen: boolean;
  readonly onLook: () => void;
  readonly onAct: (doing: ActOnLayer) => void;
}

function Version({ layer, version, isOpen, onLook, onAct }: VersionProps) {
  const [t, g] = [useText(layersTexts), useText(gridTexts)];
  const { state, number, source, areas, effectiveFrom, createdAt } = version;
  return (
    <li aria-label={`${layer.name} ${g.number(number)}`}>
      <strong>{g.number(number)}</strong>
      <Badge tone={TONES[state]}>{g[STANDING[state]]}</Badge>
      <span>{source}</span>
      <span className="gl-admin-facts">
        <span>{t.areas(areas)}</span>
        <span>{effectiveFrom === null ? g.made(dayOf(createdAt)) : g.from(dayOf(effectiveFrom))}</span>
      </span>
      <Button size="small" aria-expanded={isOpen} onClick={onLook}>
        {isOpen ? t.close : t.look}
      </Button>
      {state === 'published' ? null : (
        <Button size="small" onClick={() => onAct({ act: 'publish', layer, version })}>
          {state === 'retired' ? t.again : t.publish}
        </Button>
      )}
      {state === 'draft' ? (
        <Button size="small" tone="quiet" onClick={() => onAct({ act: 'giveUp', layer, version })}>
          {t.giveUp}
        </Button>
      ) : null}
    </li>
  );
}

interface LayerProps extends Pick<VersionProps, 'layer' | 'onAct'> {
  readonly districtId: string;
}

function Layer({ layer, districtId, onAct }: LayerProps) {
  const t = useText(layersTexts);
  const language = useSpoken();
  const [openId, setOpen] = useState<string>();
  const open = layer.versions.find(({ versionId }) => versionId === openId);
  return (
    <section>
      <h3>
        {language === 'zh' ? layer.name : (layer.nameEn ?? layer.name)}{' '}
        <span className="gl-muted">
          {layer.code} · {layer.isTiling ? t.tiling : t.free}
        </span>
      </h3>
      <ul className="gl-grid-versions">
        {layer.versions.map((version) => (
          <Version
            key={version.versionId}
            layer={layer}
            version={version}
            isOpen={version === open}
            onLook={() => setOpen(version === open ? undefined : version.versionId)}
            onAct={onAct}
          />
        ))}
      </ul>
      {open ? (
        <LayerLook key={open.versionId} districtId={districtId} layer={layer} version={open} />
      ) : null}
    </section>
  );
}

type Doing = ActOnLayer | { readonly act: 'import' };

export function LayersPart({ districtId }: { districtId: string }) {
  const t = useText(layersTexts);
  const language = useSpoken();
  const { data, error, refetch } = useLayers(districtId);
  const [doing, setDoing] = useState<Doing>();
  const [isDone, setDone] = useState(false);
  const ways = {
    onClose: () => setDoing(undefined),
    onDone: () => {
      setDoing(undefined);
      setDone(true);
    },
  };
  const start = (next: Doing) => {
    setDone(false);
    setDoing(next);
  };
  return (
    <Card
      title={t.layers}
      aside={
        <Button size="small" icon="plus" onClick={() => start({ act: 'import' })}>
          {t.import}
        </Button>
      }
    >
      <p>{t.why}</p>
      {isDone ? <Notice tone="ok">{t.done}</Notice> : null}
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={3} /> : null}
      {data?.length === 0 ? <p>{t.none}</p> : null}
      {data?.map((layer) => (
        <Layer key={layer.code} layer={layer} districtId={districtId} onAct={start} />
      ))}
      {doing?.act === 'import' ? (
        <ImportLayer {...ways} districtId={districtId} layers={data ?? []} />
      ) : null}
      {doing && doing.act !== 'import' ? <LayerForm {...ways} {...doing} /> : null}
    </Card>
  );
}
