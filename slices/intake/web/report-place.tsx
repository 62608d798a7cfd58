// The second step: where it is. From the picture, from the device, on the map or from lists; none is
// required to have a map, a drag or a position, and a place outside the district is refused at once.
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useLanguage, useText } from '../../../platform/web/i18n/public.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { reportDraft } from './draft-store.ts';
import { PlaceList } from './place-list.tsx';
import { PlaceMap } from './place-map.tsx';
import { type District, listDistricts } from './report-api.ts';
import { type Draft, type DraftPlace, placeOfPhotos } from './report-draft.ts';
import { reportTexts } from './report-texts.ts';
import type { PlaceState } from './use-place.ts';

const ROUGH_FROM_METRES = 80;

function Chosen({ place, isLocating }: { place: DraftPlace; isLocating: boolean }) {
  const t = useText(reportTexts);
  const via = { photo: t.viaPhoto, position: t.viaPosition, map: t.viaMap, list: t.viaList }[place.way];
  const { located, accuracyMetres } = place;
  return (
    <div className="gl-chosen-place" role="status">
      <Icon name="pin" />
      <div>
        <strong>
          {located ? located.names.slice(1).join(' › ') : isLocating ? t.locating : t.unlocated}
        </strong>
        <p>
          {via}
          {accuracyMetres === undefined ? null : ` · ${t.accuracy(accuracyMetres)}`}
        </p>
        {accuracyMetres !== undefined && accuracyMetres > ROUGH_FROM_METRES ? <p>{t.rough}</p> : null}
      </div>
    </div>
  );
}

type Opened = 'map' | 'list' | undefined;

interface WaysProps {
  readonly draft: Draft;
  readonly state: PlaceState;
  readonly opened: Opened;
  readonly open: (next: Opened) => void;
  readonly panelId: string;
}

function Ways({ draft, state, opened, open, panelId }: WaysProps) {
  const t = useText(reportTexts);
  const point = placeOfPhotos(draft);
  const toggle = (which: 'map' | 'list') => () => open(opened === which ? undefined : which);
  const isTaken = draft.place !== null;
  return (
    <div className="gl-ways">
      {point ? (
        <Button
          tone={isTaken ? 'plain' : 'primary'}
          icon="camera"
          onClick={() => state.choose({ way: 'photo', point })}
        >
          {t.fromPhoto}
        </Button>
      ) : null}
      <Button
        tone={isTaken || point ? 'plain' : 'primary'}
        icon="pin"
        isBusy={state.finding === 'finding'}
        onClick={state.findPosition}
      >
        {t.fromPosition}
      </Button>
      <Button icon="map" aria-expanded={opened === 'map'} aria-controls={panelId} onClick={toggle('map')}>
        {opened === 'map' ? t.closeMap : t.fromMap}
      </Button>
      <Button icon="cases" aria-expanded={opened === 'list'} aria-controls={panelId} onClick={toggle('list')}>
        {t.fromList}
      </Button>
    </div>
  );
}

function useDistrict(draft: Draft): {
  districts: readonly District[];
  districtId: string | undefined;
  pick: (id: string) => void;
} {
  const [picked, pick] = useState<string>();
  const { data = [] } = useQuery({
    queryKey: ['districts'],
    queryFn: listDistricts,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    districts: data,
    districtId: picked ?? draft.place?.located?.districtId ?? data[0]?.districtId,
    pick,
  };
}

export function ReportPlace({ draft, state }: { draft: Draft; state: PlaceState }) {
  const t = useText(reportTexts);
  const { language } = useLanguage();
  const panelId = useId();
  const [opened, open] = useState<Opened>();
  const { districts, districtId, pick } = useDistrict(draft);
  const trouble =
    state.finding === 'denied' ? t.denied : state.finding === 'not_found' ? t.notFound : undefined;
  return (
    <>
      <p className="gl-report-help">{t.placeHelp}</p>
      {draft.place ? <Chosen place={draft.place} isLocating={state.isLocating} /> : null}
      {state.refusal === undefined ? null : <Notice tone="danger">{state.refusal}</Notice>}
      {trouble === undefined ? null : <Notice tone="warn">{trouble}</Notice>}
      {state.finding === 'finding' ? <p role="status">{t.finding}</p> : null}
      <Ways draft={draft} state={state} opened={opened} open={open} panelId={panelId} />
      <div id={panelId}>
        {opened !== undefined && districts.length > 1 ? (
          <NativeSelect
            label={t.district}
            value={districtId ?? ''}
            onChange={pick}
            choices={districts.map((one) => ({
              value: one.districtId,
              label: language === 'en' ? (one.nameEn ?? one.name) : one.name,
            }))}
          />
        ) : null}
        {opened === 'map' && districtId ? (
          <PlaceMap key={districtId} districtId={districtId} place={draft.place} onChoose={state.choose} />
        ) : null}
        {opened === 'list' && districtId ? (
          <PlaceList key={districtId} districtId={districtId} onChoose={state.choose} />
        ) : null}
      </div>
      <TextField
        label={t.address}
        help={t.addressHelp}
        optional={t.optional}
        value={draft.address}
        maxLength={200}
        autoComplete="street-address"
        onChange={(value) => reportDraft.tell({ kind: 'wrote', field: 'address', value })}
      />
    </>
  );
}
