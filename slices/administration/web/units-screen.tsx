// The tree of units of the reader's area: found by name, added, changed, closed; those with nobody in them
// are marked.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import type { Unit } from '../../people/core/unit.ts';
import { ADMIN_BASE, AdminFrame, AreaChoice } from './admin-frame.tsx';
import { adminTexts } from './admin-texts.ts';
import { placeTexts } from './place-texts.ts';
import { CloseUnit } from './close-unit.tsx';
import { Told } from './told.tsx';
import { UnitForm } from './unit-form.tsx';
import { useAdminArea, useGaps, type Waiting } from './use-admin.ts';
import { unitNameIn } from './use-unit-form.ts';

const MOST_UNITS = 2000;

const useUnits = (areaPath: string) =>
  useQuery({
    queryKey: ['units', 'tree', areaPath],
    enabled: areaPath !== '',
    queryFn: ({ signal }) =>
      api.get<{ units: readonly Unit[] }>('/api/units', {
        signal,
        query: { areaPath, limit: MOST_UNITS },
      }),
  });

type Doing = { readonly act: 'add' } | { readonly act: 'edit' | 'close'; readonly unit: Unit };

interface BranchProps {
  readonly units: readonly Unit[];
  readonly all: readonly Unit[];
  readonly empty: ReadonlySet<string>;
  readonly onDo: (doing: Doing) => void;
}

function UnitRow({ unit, isEmpty, onDo }: { unit: Unit; isEmpty: boolean; onDo: BranchProps['onDo'] }) {
  const t = useText(placeTexts);
  const a = useText(adminTexts);
  const language = useSpoken();
  const { data: tree } = useAreaTree(unit.districtId);
  const serves = unit.serves.map((path) => areaNames(tree, path, language, 1) ?? path);
  return (
    <div className="gl-admin-acts">
      <strong>{unitNameIn(unit, language)}</strong>
      <Badge>{t[unit.kind]}</Badge>
      {isEmpty ? <Badge tone="warn">{t.empty}</Badge> : null}
      <span className="gl-admin-facts">
        {t.serves} {serves.join(language === 'zh' ? '、' : ', ')}
      </span>
      <a href={`${ADMIN_BASE}/changes?subjectId=${unit.id}`}>{a.record}</a>
      <Button size="small" onClick={() => onDo({ act: 'edit', unit })}>
        {t.edit}
      </Button>
      {unit.kind === 'centre' ? null : (
        <Button size="small" tone="quiet" onClick={() => onDo({ act: 'close', unit })}>
          {t.close}
        </Button>
      )}
    </div>
  );
}

function Branch({ units, all, empty, onDo }: BranchProps) {
  return (
    <ul>
      {units.map((unit) => {
        const below = all.filter((one) => one.parentId === unit.id);
        return (
          <li key={unit.id}>
            <UnitRow unit={unit} isEmpty={empty.has(unit.id)} onDo={onDo} />
            {below.length === 0 ? null : <Branch units={below} all={all} empty={empty} onDo={onDo} />}
          </li>
        );
      })}
    </ul>
  );
}

/** Found ones stand by themselves; the tree has those first whose parent is not in it. */
function topOf(
  all: readonly Unit[],
  words: string,
): { top: readonly Unit[]; all: readonly Unit[] } {
  const said = words.trim().toLowerCase();
  if (said !== '') {
    const found = all.filter((unit) =>
      `${unit.name} ${unit.nameEn} ${unit.code}`.toLowerCase().includes(said),
    );
    return { top: found, all: [] };
  }
  const ids = new Set(all.map((unit) => unit.id));
  return { top: all.filter((unit) => unit.parentId === undefined || !ids.has(unit.parentId)), all };
}

export default function UnitsScreen() {
  const [t, language] = [useText(placeTexts), useSpoken()];
  const areaPath = useAdminArea();
  const { query } = useRoute();
  const [words, setWords] = useState(query.get('unit') ?? '');
  const [doing, setDoing] = useState<Doing>();
  const [told, setTold] = useState<Waiting>();
  const { data, error, refetch } = useUnits(areaPath);
  const { data: gaps } = useGaps(areaPath);
  const units = data?.units ?? [];
  const { top, all } = topOf(units, words);
  const ways = {
    onClose: () => setDoing(undefined),
    onDone: (waiting: Waiting) => {
      setDoing(undefined);
      setTold(waiting);
    },
  };
  const readUnit = async (id: string) => (await refetch()).data?.units.find((unit) => unit.id === id);
  const forms = { ...ways, units, areaPath, readUnit };
  return (
    <AdminFrame
      part="units"
      why={t.unitsWhy}
      actions={
        <Button tone="primary" icon="plus" onClick={() => setDoing({ act: 'add' })}>
          {t.add}
        </Button>
      }
    >
      <search className="gl-admin-choices">
        <TextField type="search" label={t.find} maxLength={50} value={words} onChange={setWords} />
        <AreaChoice />
      </search>
      <Told waiting={told} />
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={6} /> : null}
      {data && top.length === 0 ? (
        <Empty icon="search" title={t.none}>
          {t.noneWhy}
        </Empty>
      ) : null}
      <section className="gl-admin-tree" aria-label={t.tree}>
        <Branch units={top} all={all} empty={new Set(gaps?.units.map((unit) => unit.id))} onDo={setDoing} />
      </section>
      {doing?.act === 'add' ? <UnitForm {...forms} /> : null}
      {doing?.act === 'edit' ? <UnitForm {...forms} unit={doing.unit} /> : null}
      {doing?.act === 'close' ? <CloseUnit {...ways} units={units} unit={doing.unit} /> : null}
    </AdminFrame>
  );
}
