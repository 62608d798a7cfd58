// One period of a series: all that was ever told of it, and for whoever tells values a form that enters the
// first or corrects what stands. The number of tellings that was seen is sent along.
import { type FormEvent, useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox, TextField } from '../../../ui/text-field/text-field.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Point, Series } from '../core/contract.ts';
import { Scrolling, useWords } from './peace-parts.tsx';
import { peaceTexts } from './peace-texts.ts';
import { type Told, useEntries, useTell } from './use-peace.ts';

interface OfPoint {
  readonly series: Series;
  readonly point: Point;
}

const toldOf = ({ series, point }: OfPoint): Told => ({
  areaPath: series.areaPath,
  indicator: series.indicator.id,
  span: point.span.kind,
  day: point.span.from,
});

function TellForm({ series, point }: OfPoint) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const [value, setValue] = useState('');
  const [source, setSource] = useState('');
  const [why, setWhy] = useState('');
  const [isTakenBack, setTakenBack] = useState(false);
  const tell = useTell();
  const isCorrection = point.revision > 0;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const said = isTakenBack ? null : value.trim();
    void tell.send({ ...toldOf({ series, point }), value: said, source, why, revision: point.revision });
  };
  return (
    <Form className="gl-peace-fields" onSubmit={send}>
      <TextField
        label={t.value}
        inputMode="decimal"
        value={isTakenBack ? '' : value}
        onChange={setValue}
        disabled={isTakenBack}
        required={!isTakenBack}
        maxLength={30}
      />
      <TextField label={t.source} value={source} onChange={setSource} required maxLength={200} />
      {isCorrection ? (
        <>
          <TextField label={t.reason} value={why} onChange={setWhy} required maxLength={200} />
          <Checkbox isChecked={isTakenBack} onChange={setTakenBack}>
            {t.takeBack}
          </Checkbox>
        </>
      ) : null}
      <Button type="submit" isBusy={tell.isSending}>
        {isCorrection ? t.correct : t.tell}
      </Button>
      {tell.error ? <Notice tone="danger">{tellError(tell.error, language)}</Notice> : null}
    </Form>
  );
}

function EntryList({ of, label }: { of: Told; label: string }) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const now = useNow(60_000);
  const { data, error, refetch } = useEntries(of);
  if (error) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!data) return <Loading lines={2} />;
  if (data.entries.length === 0) return null;
  return (
    <Scrolling label={label}>
      <thead>
        <tr>
          {[t.value, t.source, t.reason, t.who, t.when].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.entries.map((entry) => (
          <tr key={entry.revision}>
            <td className="gl-figures">{entry.value ?? t.withdrawn}</td>
            <td>{entry.isImported ? `${entry.source} · ${t.imported}` : entry.source}</td>
            <td>{entry.why === '' ? '–' : entry.why}</td>
            <td>{entry.byName}</td>
            <td>
              <When at={fromIso(entry.at) ?? 0} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </Scrolling>
  );
}

interface CardProps extends OfPoint {
  readonly mayTell: boolean;
  readonly onClose: () => void;
}

export function ValueCard({ series, point, mayTell, onClose }: CardProps) {
  const t = useText(peaceTexts);
  const wordsOf = useWords();
  const period = wordsOf(point.span);
  const isCorrection = point.revision > 0;
  const isForm = mayTell && (point.isOver || series.indicator.shape === 'level');
  const title = isCorrection ? t.correctOf(period) : t.tellOf(period);
  return (
    <Card
      title={isForm ? title : t.entriesOf(period)}
      aside={
        <Button size="small" onClick={onClose}>
          {t.close}
        </Button>
      }
    >
      {isForm ? <TellForm series={series} point={point} /> : null}
      <EntryList of={toldOf({ series, point })} label={t.entriesOf(period)} />
    </Card>
  );
}
