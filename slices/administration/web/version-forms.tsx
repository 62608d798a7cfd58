// The questions before something happens to a version: what a draft is for, why and when it comes into force,
// why it is recalled, given up, or brought back. Each says what follows before it is sent.
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Notice } from '../../../ui/states/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { VersionRow } from '../../areas/core/contract.ts';
import type { OpenedDraft } from '../../areas/core/contract-workshop.ts';
import { adminTexts } from './admin-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { gridTexts } from './grid-texts.ts';
import type { Waiting } from './use-admin.ts';
import { ALL_VERSIONS, draftUrl } from './use-grids.ts';

const MOST_SHOWN = 20;
const FIRST_WHY = 2;
const LEAST_JOINED = 1;
const MOST_JOINED = 10_000;

/** A refusal with its places, each in words. */
function Refusal({ error }: { error: Error | null }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  if (!error) return null;
  const findings = isRefused(error, 'areas.not_tiled') ? error.data['findings'] : undefined;
  const told = (Array.isArray(findings) ? findings : []) as { readonly words: string }[];
  return (
    <Notice tone="danger">
      <p>{tellError(error, language)}</p>
      {told.length === 0 ? null : (
        <>
          <p>{t.faults}</p>
          <ul>
            {told.slice(0, MOST_SHOWN).map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

interface BeginProps {
  readonly districtId: string;
  /** Left out, the version in force. */
  readonly from?: VersionRow | undefined;
  readonly onClose: () => void;
  readonly onDone: (opened: OpenedDraft) => void;
}

export function BeginDraft({ districtId, from, onClose, onDone }: BeginProps) {
  const t = useText(gridTexts);
  const [source, setSource] = useState('');
  const [join, setJoin] = useState('');
  const sending = useSend(
    (body: object, intent) => api.post<OpenedDraft>('/api/areas/drafts', body, { intent }),
    { refresh: ALL_VERSIONS, onDone },
  );
  const metres = Number(join);
  const isWrong = join !== '' && !(metres >= LEAST_JOINED && metres <= MOST_JOINED);
  const submit = () =>
    void sending.send({
      districtId,
      source: source.trim(),
      ...(from ? { fromVersionId: from.versionId } : {}),
      ...(join === '' ? {} : { joinUpToSquareMetres: metres }),
    });
  const isOff = source.trim() === '' || isWrong;
  return (
    <FormDialog
      title={from ? `${t.beginFrom} · ${t.number(from.number)}` : t.begin}
      onClose={onClose}
      onSubmit={submit}
      send={{ label: t.begin, isBusy: sending.isSending, isOff, hint: isWrong ? t.joinWrong : t.needsWhat }}
    >
      <TextField label={t.what} help={t.whatHelp} maxLength={200} value={source} onChange={setSource} />
      <TextField
        label={t.join}
        help={t.joinHelp}
        inputMode="decimal"
        value={join}
        onChange={setJoin}
        error={isWrong ? t.joinWrong : undefined}
      />
      <Refusal error={sending.error} />
    </FormDialog>
  );
}

/** What is done to a version with a reason. */
export type VersionAct = 'publish' | 'rollBack' | 'recall' | 'giveUp';

const WHY = {
  publish: 'publishWhy',
  rollBack: 'rollBackWhy',
  recall: 'recallWhy',
  giveUp: 'giveUpWhy',
} as const;

const urlOf = ({ versionId }: VersionRow, act: VersionAct): string => {
  if (act === 'giveUp') return `${draftUrl(versionId)}/discard`;
  const name = act === 'rollBack' ? 'roll-back' : act;
  return `/api/areas/versions/${versionId}/${name}`;
};

export interface ActOnVersion {
  readonly act: VersionAct;
  readonly version: VersionRow;
}

interface ActProps extends ActOnVersion {
  readonly onClose: () => void;
  readonly onDone: (act: VersionAct, waiting: Waiting) => void;
}

export function VersionForm({ act, version, onClose, onDone }: ActProps) {
  const t = useText(gridTexts);
  const a = useText(adminTexts);
  const [why, setWhy] = useState('');
  const [day, setDay] = useState('');
  const hasDay = act === 'publish' || act === 'rollBack';
  const needsRevision = act === 'publish' || act === 'giveUp';
  const sending = useSend(
    (body: object, intent) => api.post<Waiting>(urlOf(version, act), body, { intent }),
    { refresh: ALL_VERSIONS, onDone: (waiting) => onDone(act, waiting) },
  );
  const submit = () =>
    void sending.send({
      why: why.trim(),
      ...(hasDay && day !== '' ? { effectiveOn: day } : {}),
      ...(needsRevision ? { revision: version.revision } : {}),
    });
  const send = {
    label: t[act],
    isDanger: act === 'giveUp' || act === 'recall',
    isBusy: sending.isSending,
    isOff: why.trim().length < FIRST_WHY,
    hint: t.needsWhy,
  };
  const title = `${t[act]} · ${t.number(version.number)}`;
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={submit} send={send}>
      <p>{t[WHY[act]]}</p>
      {act === 'publish' ? <p>{t.publishRead(version.revision)}</p> : null}
      <TextArea label={a.why} help={a.whyHelp} rows={2} maxLength={500} value={why} onChange={setWhy} />
      {hasDay ? (
        <TextField type="date" label={t.day} help={t.dayHelp} value={day} onChange={setDay} />
      ) : null}
      <Refusal error={sending.error} />
    </FormDialog>
  );
}
