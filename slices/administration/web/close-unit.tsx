// A unit is closed: alone, where nothing hangs on it, or with another that takes over its open cases and the
// rules that name it. Who stands in the way, what would pass and that there is no way back is told before it
// is sent; a merger then waits for a second person.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { Loading, Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import type { Closing, Succession } from '../../people/core/contract-staff.ts';
import type { Unit } from '../../people/core/unit.ts';
import { ADMIN_BASE } from './admin-frame.tsx';
import { adminTexts } from './admin-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { placeTexts } from './place-texts.ts';
import { UnitRefusal } from './unit-refusal.tsx';
import { useWrite, type Waiting } from './use-admin.ts';
import { unitNameIn } from './use-unit-form.ts';

const useClosing = (unitId: string) =>
  useQuery({
    queryKey: ['units', 'closing', unitId],
    staleTime: 0,
    queryFn: ({ signal }) => api.get<Closing>(`/api/units/${unitId}/closing`, { signal }),
  });

const useSuccession = (unitId: string, successorId: string) =>
  useQuery({
    queryKey: ['units', 'succession', unitId, successorId],
    enabled: successorId !== '',
    staleTime: 0,
    queryFn: ({ signal }) =>
      api.get<Succession>(`/api/units/${unitId}/succession`, { signal, query: { successorId } }),
  });

function Passing({ data, districtId }: { data: Succession | undefined; districtId: string }) {
  const t = useText(placeTexts);
  const language = useSpoken();
  const { data: tree } = useAreaTree(districtId);
  if (!data) return <Loading lines={2} />;
  const named = data.areas.map(({ areaPath, name }) => areaNames(tree, areaPath, language, 1) ?? name);
  const areas = named.join(language === 'zh' ? '、' : ', ');
  return (
    <Notice tone="warn">
      <p>{t.passes(data.cases, data.rules)}</p>
      {areas === '' ? null : <p>{t.gains(areas)}</p>}
      <p>{t.passesWhy}</p>
    </Notice>
  );
}

/** Whoever holds a post in it, each with the way to them; the server moves and ends no post by itself. */
function InTheWay({ unitId, closing }: { unitId: string; closing: Closing }) {
  const t = useText(placeTexts);
  const { people, named, units } = closing;
  if (people + units === 0) return null;
  return (
    <Notice tone="warn">
      {people === 0 ? null : (
        <>
          <p>{t.holders(people)}</p>
          <ul className="gl-admin-hosts">
            {named.map(({ personId, name }) => (
              <li key={personId}>
                <a href={`${ADMIN_BASE}?person=${personId}`}>{name}</a>
              </li>
            ))}
            <li>
              <a href={`${ADMIN_BASE}?unit=${unitId}`}>{t.allHolders(people)}</a>
            </li>
          </ul>
          <p>{t.holdersWhy}</p>
        </>
      )}
      {units === 0 ? null : <p>{t.below(units)}</p>}
    </Notice>
  );
}

interface CloseProps {
  readonly unit: Unit;
  readonly units: readonly Unit[];
  readonly onClose: () => void;
  readonly onDone: (waiting: Waiting) => void;
}

export function CloseUnit({ unit, units, onClose, onDone }: CloseProps) {
  const [t, a, language] = [useText(placeTexts), useText(adminTexts), useSpoken()];
  const [why, setWhy] = useState('');
  const [successorId, setSuccessorId] = useState('');
  const { data: closing, error: notTold, refetch } = useClosing(unit.id);
  const isInTheWay = closing !== undefined && closing.people + closing.units > 0;
  const passing = useSuccession(unit.id, isInTheWay ? '' : successorId);
  const sending = useWrite({ onDone, onError: () => void refetch() });
  const hasHeir = successorId !== '';
  const isLooking = (!closing && !notTold) || (hasHeir && !passing.data);
  const isReady = why.trim().length > 1 && !isLooking && !isInTheWay;
  const submit = () => {
    const [act, heir] = hasHeir ? ['succession', { successorId }] : ['close', {}];
    const body = { ...heir, why: why.trim() };
    void sending.send({ method: 'post', url: `/api/units/${unit.id}/${act}`, body });
  };
  const heirs = units
    .filter((one) => one.id !== unit.id && one.kind !== 'centre')
    .map((one) => ({ value: one.id, label: unitNameIn(one, language) }));
  const send = {
    label: hasHeir ? t.succeed : t.close,
    isDanger: true,
    isBusy: sending.isSending,
    isOff: !isReady,
    hint: isInTheWay ? t.inTheWay : isLooking ? '' : t.needsWhy,
  };
  const title = `${t.close} · ${unitNameIn(unit, language)}`;
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={submit} send={send}>
      <p>{t.closeWhy}</p>
      {closing ? <InTheWay unitId={unit.id} closing={closing} /> : null}
      <NativeSelect
        label={t.successor}
        help={t.successorHelp}
        value={successorId}
        placeholder={t.noSuccessor}
        choices={heirs}
        onChange={setSuccessorId}
      />
      {hasHeir && !isInTheWay && !passing.error ? (
        <Passing data={passing.data} districtId={unit.districtId} />
      ) : null}
      <p>{hasHeir ? t.noReturnOnceAgreed : t.noReturn}</p>
      <TextArea label={a.why} help={a.whyHelp} rows={2} maxLength={500} value={why} onChange={setWhy} />
      <UnitRefusal error={sending.error ?? passing.error ?? notTold} unitId={unit.id} />
    </FormDialog>
  );
}
