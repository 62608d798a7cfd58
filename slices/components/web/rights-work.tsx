// What waits for a decision about rights: a unit confirms or disputes what it was asked, the centre rules on
// disputes. One, some or all that fits a filter, in portions that can be watched and stopped.
import { useState } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Checkbox, NativeSelect, TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { BulkResult } from './bulk-result.tsx';
import { useUnitName, useUnits } from './register-data.ts';
import { rightsTexts } from './rights-texts.ts';
import { Waiting } from './rights-waiting.tsx';
import { type Bulk, useBulk } from './use-bulk.ts';

interface ActProps {
  readonly bulk: Bulk;
  readonly ids: readonly string[];
  readonly keep: (ids: readonly string[]) => void;
}

function Answer({ unitId, bulk, ids, keep }: ActProps & { unitId: string }) {
  const t = useText(rightsTexts);
  const [words, setWords] = useState('');
  const isBusy = bulk.last?.isBusy === true;
  const send = async (isOurs: boolean) => {
    const said = words.trim() === '' ? {} : { words: words.trim() };
    const left = await bulk.run('/api/components/rights/answer', ids, { unitId, isOurs, ...said });
    keep(left);
    if (left.length === 0) setWords('');
  };
  const hasReason = words.trim().length > 1;
  return (
    <div className="gl-register-form">
      <TextArea label={t.reason} rows={2} maxLength={500} value={words} onChange={setWords} />
      <div className="gl-register-acts">
        <Button
          tone="primary"
          isBusy={isBusy}
          disabled={ids.length === 0}
          onClick={() => void send(true)}
        >
          {t.confirm(ids.length)}
        </Button>
        <Button
          isBusy={isBusy}
          disabled={ids.length === 0 || !hasReason}
          onClick={() => void send(false)}
        >
          {t.dispute(ids.length)}
        </Button>
      </div>
    </div>
  );
}

interface PartProps {
  readonly areaPath: string;
  readonly classNameOf: (classCode: string) => string;
}

/** What the reader's own unit was asked. */
export function MyUnit({
  areaPath,
  classNameOf,
  unitId,
  name,
}: PartProps & { unitId: string; name: string }) {
  const t = useText(rightsTexts);
  const bulk = useBulk();
  return (
    <Waiting
      title={`${t.mine} · ${name}`}
      none={t.mineNone}
      filter={{ areaPath: areaPath.slice(0, 6), unitId, right: 'asked' }}
      classNameOf={classNameOf}
      acts={(ids, keep) => <Answer unitId={unitId} bulk={bulk} ids={ids} keep={keep} />}
      result={<BulkResult bulk={bulk} />}
    />
  );
}

const UNRULED = { unitId: '', words: '', isFinal: true };

function Rule({ areaPath, bulk, ids, keep }: ActProps & { areaPath: string }) {
  const t = useText(rightsTexts);
  const language = useSpoken();
  const { data } = useUnits(areaPath);
  const [typed, setTyped] = useState(UNRULED);
  const isWhole = ids.length > 0 && typed.unitId !== '' && typed.words.trim().length > 1;
  const choices = (data?.units ?? []).map(({ id, name, nameEn }) => ({
    value: id,
    label: language === 'zh' ? name : nameEn || name,
  }));
  const send = async () => {
    const body = { ...typed, words: typed.words.trim() };
    const left = await bulk.run('/api/components/rights/rule', ids, body);
    keep(left);
    if (left.length === 0) setTyped(UNRULED);
  };
  return (
    <div className="gl-register-form">
      <NativeSelect
        label={t.ruleTo}
        placeholder={t.chooseUnit}
        value={typed.unitId}
        choices={choices}
        onChange={(unitId) => setTyped({ ...typed, unitId })}
      />
      <TextArea
        label={t.rulingWords}
        rows={2}
        maxLength={500}
        value={typed.words}
        onChange={(words) => setTyped({ ...typed, words })}
      />
      <Checkbox isChecked={typed.isFinal} onChange={(isFinal) => setTyped({ ...typed, isFinal })}>
        {t.isFinal}
      </Checkbox>
      <div className="gl-register-acts">
        <Button
          tone="primary"
          isBusy={bulk.last?.isBusy === true}
          disabled={!isWhole}
          onClick={() => void send()}
        >
          {t.rule(ids.length)}
        </Button>
        {isWhole ? null : <p className="gl-muted">{t.whole}</p>}
      </div>
    </div>
  );
}

export function Disputes({ areaPath, classNameOf }: PartProps) {
  const t = useText(rightsTexts);
  const unitName = useUnitName(areaPath);
  const bulk = useBulk();
  return (
    <Waiting
      title={t.disputed}
      none={t.disputedNone}
      filter={{ areaPath, right: 'disputed' }}
      classNameOf={classNameOf}
      aside={(one) => `${unitName(one.rightUnitId) ?? ''} ${t.because}：${one.rightWords ?? ''}`}
      acts={(ids, keep) => <Rule areaPath={areaPath} bulk={bulk} ids={ids} keep={keep} />}
      result={<BulkResult bulk={bulk} />}
    />
  );
}
