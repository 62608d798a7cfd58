// Base maps of others: which servers the operator allows, what is in use, a tile of it to look at, and taking
// one away. Addresses may hold a key and are shown to nobody but administrators.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask, headersOf, readReply } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { boxOf } from '../../../platform/web/map/map-data.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useBoundaries } from '../../areas/web/public.ts';
import type { AllTileSources } from '../../basemap/core/contract-sources.ts';
import { tileAt } from '../../../kernel/tile-address.ts';
import { AddBasemap } from './add-basemap.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { adminTexts } from './admin-texts.ts';
import { basemapTexts } from './basemap-texts.ts';
import { SourceFacts } from './source-facts.tsx';
import { useAdminArea } from './use-admin.ts';

type Source = AllTileSources['sources'][number];

/** A street is seen, and nearly every service has it. */
const TESTED_ZOOM = 15;

const urlOfAll = (districtId: string) => `/api/basemap/${districtId}/tile-sources`;

type Tested =
  | { readonly kind: 'asking' | 'none' }
  | { readonly kind: 'picture'; readonly url: string }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One tile over the middle of the district, by the same door as every map. */
async function askTile(url: string): Promise<Tested> {
  try {
    const reply = await ask(url, { method: 'GET', headers: headersOf(false) });
    if (!reply.ok) await readReply(reply);
    return reply.status === 204 ? { kind: 'none' } : { kind: 'picture', url };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

function TestedTile({ tested, name, zoom }: { tested: Tested; name: string; zoom: number }) {
  const t = useText(basemapTexts);
  const language = useSpoken();
  switch (tested.kind) {
    case 'asking':
      return <p role="status">{t.testing}</p>;
    case 'none':
      return <Notice tone="warn">{t.empty(zoom)}</Notice>;
    case 'failed':
      return <Notice tone="danger">{tellError(tested.error, language)}</Notice>;
    case 'picture':
      return (
        <figure className="gl-admin-tile">
          <img src={tested.url} alt="" width={256} height={256} />
          <figcaption role="status">{t.tested(name, zoom)}</figcaption>
        </figure>
      );
  }
}

const nameOf = (source: Source, language: 'zh' | 'en') => (language === 'zh' ? source.name : source.nameEn);

interface OneProps {
  readonly source: Source;
  readonly middle: { readonly lon: number; readonly lat: number } | undefined;
  readonly onRemove: (source: Source) => void;
}

function InUse({ source, middle, onRemove }: OneProps) {
  const t = useText(basemapTexts);
  const name = nameOf(source, useSpoken());
  const [tested, setTested] = useState<Tested>();
  const zoom = Math.max(source.minZoom, Math.min(source.maxZoom, TESTED_ZOOM));
  const test = async () => {
    if (!middle) return;
    const { x, y } = tileAt(middle.lon, middle.lat, zoom);
    setTested({ kind: 'asking' });
    setTested(await askTile(`/api/basemap/outer/${source.id}/${zoom}/${x}/${y}`));
  };
  return (
    <li>
      <strong>{name}</strong>
      <SourceFacts source={source} />
      <code className="gl-admin-address">{source.address}</code>
      <div className="gl-admin-acts">
        <Button
          size="small"
          isBusy={tested?.kind === 'asking'}
          disabled={!middle}
          onClick={() => void test()}
        >
          {t.test(name)}
        </Button>
        <Button size="small" tone="quiet" onClick={() => onRemove(source)}>
          {t.remove(name)}
        </Button>
      </div>
      {tested ? <TestedTile tested={tested} name={name} zoom={zoom} /> : null}
    </li>
  );
}

interface RemoveProps {
  readonly districtId: string;
  readonly source: Source;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Remove({ districtId, source, onClose, onDone }: RemoveProps) {
  const [t, a, language] = [useText(basemapTexts), useText(adminTexts), useSpoken()];
  const title = t.remove(nameOf(source, language));
  const sending = useSend(
    (id: string, intent) => api.delete(`${urlOfAll(districtId)}/${id}`, { intent }),
    { refresh: [['base maps']], onDone },
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>
            {a.cancel}
          </Button>
          <Button tone="danger" isBusy={sending.isSending} onClick={() => void sending.send(source.id)}>
            {title}
          </Button>
        </>
      }
    >
      <p>{t.removeWhy}</p>
      {sending.error ? <Notice tone="danger">{tellError(sending.error, language)}</Notice> : null}
    </Dialog>
  );
}

function Hosts({ hosts }: { hosts: readonly string[] }) {
  const t = useText(basemapTexts);
  if (hosts.length === 0) return <Notice tone="warn">{t.noHosts}</Notice>;
  return (
    <Card title={t.hosts}>
      <ul className="gl-admin-hosts">
        {hosts.map((host) => (
          <li key={host}>
            <code>{host}</code>
          </li>
        ))}
      </ul>
      <p className="gl-field-help">{t.hostsWhy}</p>
    </Card>
  );
}

function Lists({ all, middle, onRemove }: { all: AllTileSources } & Pick<OneProps, 'middle' | 'onRemove'>) {
  const t = useText(basemapTexts);
  const language = useSpoken();
  const used = all.sources.filter((source) => source.endedAt === null);
  const ended = all.sources.filter((source) => source.endedAt !== null);
  return (
    <>
      <Card title={t.inUse}>
        {used.length === 0 ? <p>{t.none}</p> : null}
        <ul className="gl-admin-sources">
          {used.map((source) => (
            <InUse key={source.id} source={source} middle={middle} onRemove={onRemove} />
          ))}
        </ul>
      </Card>
      {ended.length === 0 ? null : (
        <Card title={t.ended}>
          <ul className="gl-admin-sources">
            {ended.map((source) => (
              <li key={source.id}>
                <strong>{nameOf(source, language)}</strong>
                <SourceFacts source={source} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

/** Undefined while the district's boundary is not here. */
function useMiddle(districtId: string) {
  const { data } = useBoundaries(districtId, 'district', districtId !== '');
  const box = data && boxOf(data, []);
  if (!box) return undefined;
  const [west, south, east, north] = box;
  return { lon: (west + east) / 2, lat: (south + north) / 2 };
}

export default function BasemapScreen() {
  const [t, language] = [useText(basemapTexts), useSpoken()];
  const districtId = useAdminArea().slice(0, 6);
  const middle = useMiddle(districtId);
  const [told, setTold] = useState<'added' | 'taken'>();
  const [going, setGoing] = useState<Source>();
  const { data, error, refetch } = useQuery({
    queryKey: ['base maps', districtId, 'all'],
    enabled: districtId !== '',
    queryFn: ({ signal }) => api.get<AllTileSources>(`${urlOfAll(districtId)}/all`, { signal }),
  });
  return (
    <AdminFrame part="basemap" why={t.why}>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={6} /> : null}
      {told ? <Notice tone="ok">{t[told]}</Notice> : null}
      {data ? (
        <div className="gl-admin-list">
          <Hosts hosts={data.hosts} />
          <Lists all={data} middle={middle} onRemove={setGoing} />
          {data.hosts.length === 0 ? null : (
            <AddBasemap districtId={districtId} onAdded={() => setTold('added')} />
          )}
        </div>
      ) : null}
      {going ? (
        <Remove
          districtId={districtId}
          source={going}
          onClose={() => setGoing(undefined)}
          onDone={() => {
            setGoing(undefined);
            setTold('taken');
          }}
        />
      ) : null}
    </AdminFrame>
  );
}
