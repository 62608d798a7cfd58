// A city's own words: per step, which reasons its form offers under which names, and the phrases of each
// text.
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { standardFlow } from '../../cases/core/flows/standard.ts';
import type { Field } from '../../cases/core/flow.ts';
import { type StandardText, useWording } from '../../wording/web/public.ts';
import { AdminFrame } from './admin-frame.tsx';
import { type PartProps, Reasons, refreshOf } from './reasons-form.tsx';
import { useAdminArea } from './use-admin.ts';
import { wordsTexts } from './words-texts.ts';

/** Fields whose options say what the case is, and not why something was done. */
const NOT_REASONS: ReadonlySet<string> = new Set([
  'channel',
  'severity',
  'kind',
  'purpose',
  'finding',
  'endState',
]);
const isReason = (field: Field): boolean =>
  field.type === 'code' && field.options !== undefined && !NOT_REASONS.has(field.name);
const isText = (field: Field): boolean => field.type === 'text';

/** Each action once, with the fields that a city has words for. */
const STEPS = [...new Map(standardFlow.edges.map((edge) => [edge.action, edge])).values()].filter((edge) =>
  edge.carries.some((field) => isReason(field) || isText(field)),
);

function Phrases({ districtId, action, field, wording, onSaved }: PartProps) {
  const t = useText(wordsTexts);
  const language = useSpoken();
  const [words, setWords] = useState('');
  const [spoken, setSpoken] = useState<'zh' | 'en'>(language);
  const url = `/api/wording/${districtId}/texts`;
  const hooks = { refresh: refreshOf(districtId), onDone: onSaved };
  const adding = useSend((body: unknown, intent) => api.post(url, body, { intent }), hooks);
  const removing = useSend(
    (id: string, intent) => api.post(`${url}/${id}/remove`, undefined, { intent }),
    hooks,
  );
  const phrases = wording.texts.filter((text) => text.action === action && text.field === field.name);
  const error = adding.error ?? removing.error;
  const add = async () => {
    if (await adding.send({ action, field: field.name, language: spoken, words: words.trim() })) setWords('');
  };
  return (
    <Card title={t.phrases(field[language])}>
      {phrases.length === 0 ? <p>{t.noPhrases}</p> : null}
      <ul className="gl-admin-posts">
        {phrases.map((phrase: StandardText) => (
          <li key={phrase.id}>
            <span>{phrase.words}</span>
            <span className="gl-admin-facts">{t[phrase.language]}</span>
            <Button
              size="small"
              tone="quiet"
              icon="close"
              label={t.remove(phrase.words)}
              onClick={() => void removing.send(phrase.id)}
            />
          </li>
        ))}
      </ul>
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
      <div className="gl-admin-choices">
        <TextField label={t.phrase} maxLength={500} value={words} onChange={setWords} />
        <NativeSelect
          label={t.language}
          value={spoken}
          onChange={(next) => setSpoken(next === 'en' ? 'en' : 'zh')}
          choices={(['zh', 'en'] as const).map((value) => ({ value, label: t[value] }))}
        />
        <Button isBusy={adding.isSending} disabled={words.trim() === ''} onClick={() => void add()}>
          {t.addPhrase}
        </Button>
      </div>
    </Card>
  );
}

export default function WordsScreen() {
  const t = useText(wordsTexts);
  const language = useSpoken();
  const areaPath = useAdminArea();
  const districtId = areaPath.slice(0, 6);
  const { query } = useRoute();
  const [isSaved, setSaved] = useState(false);
  const { data, error, refetch } = useWording(districtId);
  const action = query.get('action') ?? 'reject';
  const step = STEPS.find((edge) => edge.action === action) ?? STEPS[0];
  const parts = (step?.carries ?? []).filter((field) => isReason(field) || isText(field));
  return (
    <AdminFrame part="words" why={t.why}>
      {areaPath.includes('.') ? <Notice tone="warn">{t.districtOnly}</Notice> : null}
      <div className="gl-admin-choices">
        <NativeSelect
          label={t.action}
          value={step?.action ?? ''}
          onChange={(next) => setQuery({ action: next })}
          choices={STEPS.map((edge) => ({ value: edge.action, label: edge[language] }))}
        />
      </div>
      {isSaved ? <Notice tone="ok">{t.save}</Notice> : null}
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={5} /> : null}
      <div className="gl-admin-list">
        {data && step
          ? parts.map((field) => {
              const Part = isReason(field) ? Reasons : Phrases;
              return (
                <Part
                  key={`${step.action} ${field.name}`}
                  districtId={districtId}
                  action={step.action}
                  field={field}
                  wording={data}
                  onSaved={() => setSaved(true)}
                  readAgain={async () => (await refetch()).data}
                />
              );
            })
          : null}
      </div>
    </AdminFrame>
  );
}
