// What the district gives to the world: which collections are open, what each holds, the address for programs
// such as QGIS; opening and closing ask for a reason, which stands on record.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Settings } from '../../geodata/core/contract-features.ts';
import { AdminFrame } from './admin-frame.tsx';
import { adminTexts } from './admin-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { openDataTexts } from './open-data-texts.ts';
import { useAdminArea } from './use-admin.ts';

type Collection = Settings['collections'][number];

const rootOf = (districtId: string) => `/api/geodata/${districtId}`;
const LEAST_WORDS = 2;

interface ChangeProps {
  readonly districtId: string;
  readonly of: Collection;
  readonly onClose: () => void;
}

function Change({ districtId, of, onClose }: ChangeProps) {
  const [t, a, language] = [useText(openDataTexts), useText(adminTexts), useSpoken()];
  const [why, setWhy] = useState('');
  const label = of.isOpen ? t.close(of.title) : t.open(of.title);
  const url = `${rootOf(districtId)}/settings/${of.collection}`;
  const sending = useSend((body: unknown, intent) => api.put(url, body, { intent }), {
    refresh: [['open data'], ['changes']],
    onDone: onClose,
  });
  const isOff = why.trim().length < LEAST_WORDS;
  return (
    <FormDialog
      title={label}
      onClose={onClose}
      onSubmit={() => void sending.send({ isOpen: !of.isOpen, why: why.trim() })}
      send={{ label, isDanger: of.isOpen, isBusy: sending.isSending, isOff }}
    >
      <p>{of.isOpen ? t.closeWhy : t.openWhy}</p>
      <TextArea label={a.why} help={t.whyHelp} rows={2} maxLength={500} value={why} onChange={setWhy} />
      {sending.error ? <Notice tone="danger">{tellError(sending.error, language)}</Notice> : null}
    </FormDialog>
  );
}

function Address({ districtId }: { readonly districtId: string }) {
  const t = useText(openDataTexts);
  return (
    <Card title={t.address}>
      <p>
        <code className="gl-admin-address">{`${location.origin}${rootOf(districtId)}`}</code>
      </p>
      <p className="gl-field-help">{t.addressHelp}</p>
    </Card>
  );
}

export default function OpenDataScreen() {
  const [t, language] = [useText(openDataTexts), useSpoken()];
  const districtId = useAdminArea().slice(0, 6);
  const [changing, setChanging] = useState<Collection>();
  const { data, error, refetch } = useQuery({
    queryKey: ['open data', districtId, language],
    enabled: districtId !== '',
    queryFn: ({ signal }) => api.get<Settings>(`${rootOf(districtId)}/settings`, { signal }),
  });
  return (
    <AdminFrame part="opendata" why={t.why}>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={6} /> : null}
      {data ? (
        <div className="gl-admin-list">
          <Card title={t.collections}>
            <ul className="gl-admin-sources">
              {data.collections.map((one) => (
                <li key={one.collection}>
                  <strong>{one.title}</strong>{' '}
                  <Badge tone={one.isOpen ? 'ok' : 'plain'}>{one.isOpen ? t.isOpen : t.isClosed}</Badge>
                  <p>{one.description}</p>
                  <div className="gl-admin-acts">
                    <Button size="small" onClick={() => setChanging(one)}>
                      {one.isOpen ? t.close(one.title) : t.open(one.title)}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          </Card>
          <Address districtId={districtId} />
        </div>
      ) : null}
      {changing ? (
        <Change districtId={districtId} of={changing} onClose={() => setChanging(undefined)} />
      ) : null}
    </AdminFrame>
  );
}
