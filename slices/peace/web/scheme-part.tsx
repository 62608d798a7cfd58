// By what a district is judged: the scheme in force and those before it; a draft that begins with one of
// them or with a published template, is tried on past periods beside what was said, and is proposed to a
// second person.
import { type FormEvent, useState } from 'react';
import { localDate } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { SchemeHead, Schemes } from '../core/contract-index.ts';
import { monthStart } from '../core/span.ts';
import { useWords } from './peace-parts.tsx';
import { peaceTexts } from './peace-texts.ts';
import { SchemeFields } from './scheme-fields.tsx';
import { SimulationTable } from './simulation-table.tsx';
import { useIndicators, usePropose, useSchemes, useSimulate } from './use-peace.ts';

type Body = SchemeHead['body'];
const TRIED = 12;

function ProposeForm({ districtId, body }: { districtId: string; body: Body }) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const next = monthStart(localDate(useNow(60_000)), 1);
  const [validFrom, setFrom] = useState(next);
  const [why, setWhy] = useState('');
  const propose = usePropose();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void propose.send({ districtId, body, validFrom, why });
  };
  if (propose.reply) return <Notice>{t.proposed}</Notice>;
  return (
    <Form className="gl-peace-fields" onSubmit={send}>
      <TextField label={t.validFrom} type="date" value={validFrom} onChange={setFrom} required />
      <TextField label={t.whyPropose} value={why} onChange={setWhy} required maxLength={200} />
      <Button type="submit" isBusy={propose.isSending}>
        {t.propose}
      </Button>
      {propose.error ? <Notice tone="danger">{tellError(propose.error, language)}</Notice> : null}
    </Form>
  );
}

interface EditorProps {
  readonly districtId: string;
  readonly day: string;
  readonly from: Body;
}

function Editor({ districtId, day, from }: EditorProps) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const { can } = useSession();
  const [body, setBody] = useState(from);
  const [tried, setTried] = useState<Body>();
  const { data } = useIndicators(districtId);
  const simulate = useSimulate();
  const run = (event: FormEvent) => {
    event.preventDefault();
    setTried(body);
    void simulate.send({ districtId, body, day, spans: TRIED });
  };
  const isTried = tried === body && simulate.reply !== undefined;
  return (
    <>
      <Form className="gl-peace-form" onSubmit={run}>
        <SchemeFields body={body} indicators={data?.indicators ?? []} onChange={setBody} />
        <Button type="submit" isBusy={simulate.isSending}>
          {t.try}
        </Button>
      </Form>
      {simulate.error ? <Notice tone="danger">{tellError(simulate.error, language)}</Notice> : null}
      {isTried && simulate.reply ? <SimulationTable simulation={simulate.reply} /> : null}
      {can('peace.put_in_force') && isTried ? <ProposeForm districtId={districtId} body={body} /> : null}
      {can('peace.put_in_force') && !isTried ? <p className="gl-quiet">{t.tryFirst}</p> : null}
    </>
  );
}

function Editions({ schemes }: { schemes: Schemes }) {
  const t = useText(peaceTexts);
  const wordsOf = useWords();
  return (
    <Card title={t.editions}>
      {schemes.editions.length === 0 ? <p>{t.noEditions}</p> : null}
      <ul className="gl-peace-list">
        {schemes.editions.map(({ edition, validFrom, body, why, byName, secondName }) => (
          <li key={edition}>
            <strong>{wordsOf(body)}</strong> <span>{t.edition(edition, validFrom)}</span>{' '}
            <span>{t.byTwo(byName, secondName ?? '–')}</span> <span className="gl-quiet">{why}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function SchemePart({ districtId, day }: { districtId: string; day: string }) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const wordsOf = useWords();
  const [start, setStart] = useState('in_force');
  const { data: schemes, error, refetch } = useSchemes(districtId);
  if (error && !schemes)
    return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!schemes) return <Loading lines={8} />;
  const template = schemes.templates.find(({ span }) => span === start);
  const from = template ?? schemes.inForce.body;
  return (
    <>
      <Card title={t.draft}>
        <NativeSelect
          label={t.startFrom}
          value={start}
          choices={[
            { value: 'in_force', label: `${t.inForce} · ${wordsOf(schemes.inForce.body)}` },
            ...schemes.templates.map((one) => ({ value: one.span, label: wordsOf(one) })),
          ]}
          onChange={setStart}
        />
        <p className="gl-quiet">{from.source}</p>
        <Editor key={start} districtId={districtId} day={day} from={from} />
      </Card>
      <Editions schemes={schemes} />
    </>
  );
}
