// A district follows one more series: its words, its unit, and how it adds up.
import { type FormEvent, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { Checkbox, NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Shape, SHAPES } from '../core/indicator.ts';
import { peaceTexts } from './peace-texts.ts';
import { useAddIndicator } from './use-peace.ts';

const EMPTY = { zh: '', en: '', unitZh: '', unitEn: '', source: '' };
type Field = keyof typeof EMPTY;

export function OwnSeriesCard({ districtId }: { districtId: string }) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const [said, setSaid] = useState(EMPTY);
  const [shape, setShape] = useState<Shape>('sum');
  const [isHigherBetter, setHigher] = useState(false);
  const add = useAddIndicator({
    onDone: ({ id }) => {
      setSaid(EMPTY);
      setQuery({ indicator: id });
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    void add.send({ districtId, ...said, shape, isHigherBetter });
  };
  const field = (name: Field, label: string, maxLength: number) => (
    <TextField
      label={label}
      value={said[name]}
      onChange={(text) => setSaid({ ...said, [name]: text })}
      maxLength={maxLength}
      required
    />
  );
  const shapes = { sum: t.shapeSum, level: t.shapeLevel, rate: t.shapeRate };
  return (
    <Card title={t.ownSeries}>
      <Form className="gl-peace-fields" onSubmit={send}>
        {field('zh', t.zhName, 40)}
        {field('en', t.enName, 60)}
        {field('unitZh', t.unitZh, 10)}
        {field('unitEn', t.unitEn, 20)}
        {field('source', t.source, 200)}
        <NativeSelect
          label={t.shape}
          value={shape}
          choices={SHAPES.map((value) => ({ value, label: shapes[value] }))}
          onChange={(value) => setShape(value as Shape)}
        />
        <Checkbox isChecked={isHigherBetter} onChange={setHigher}>
          {t.higherBetter}
        </Checkbox>
        <Button type="submit" isBusy={add.isSending}>
          {t.add}
        </Button>
        {add.error ? <Notice tone="danger">{tellError(add.error, language)}</Notice> : null}
      </Form>
    </Card>
  );
}
