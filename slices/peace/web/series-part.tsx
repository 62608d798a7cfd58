// One series of an area over time: a chart, and under it every value with what it differs by; whoever tells
// values enters, corrects and imports here, and everybody sees what was ever told.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Point, Series } from '../core/contract.ts';
import { SPAN_KINDS } from '../core/span.ts';
import { ImportCard } from './import-card.tsx';
import { LineChart } from './line-chart.tsx';
import { OwnSeriesCard } from './own-series-card.tsx';
import { Scrolling, SpanSteps, useChangeWords, useWords } from './peace-parts.tsx';
import { peaceTexts } from './peace-texts.ts';
import { type Choice, useIndicators, useSeries } from './use-peace.ts';
import { ValueCard } from './value-card.tsx';

function Values({ series, onOpen }: { series: Series; onOpen: (point: Point) => void }) {
  const t = useText(peaceTexts);
  const wordsOf = useWords();
  const changeWords = useChangeWords();
  const language = useSpoken();
  const unit = language === 'zh' ? series.indicator.unitZh : series.indicator.unitEn;
  return (
    <Scrolling label={t.values}>
      <thead>
        <tr>
          {[t.period, `${t.value} (${unit})`, t.onBefore, t.yearOnYear, t.way, t.records].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...series.points].reverse().map((point) => (
          <tr key={point.span.from}>
            <th scope="row">{wordsOf(point.span)}</th>
            <td className="gl-figures">{point.value ?? '–'}</td>
            <td className="gl-figures">{changeWords(point.before)}</td>
            <td className="gl-figures">{changeWords(point.yearAgo)}</td>
            <td>{point.way === null ? t.unknown : t[point.way]}</td>
            <td>
              {series.indicator.counted === null ? (
                <Button
                  size="small"
                  tone="quiet"
                  label={t.entriesOf(wordsOf(point.span))}
                  onClick={() => onOpen(point)}
                >
                  {String(point.revision)}
                </Button>
              ) : (
                '–'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Scrolling>
  );
}

function Shown({ series, choice }: { series: Series; choice: Choice }) {
  const wordsOf = useWords();
  const [opened, setOpened] = useState<string>();
  const last = series.points.at(-1);
  const point = series.points.find(({ span }) => span.from === opened);
  const points = series.points.map(({ span, value }) => ({
    key: span.from,
    label: wordsOf(span),
    value: value === null ? null : Number(value),
  }));
  return (
    <>
      {last ? <SpanSteps span={last.span} /> : null}
      <Card title={wordsOf(series.indicator)} aside={series.indicator.source}>
        <LineChart name={wordsOf(series.indicator)} points={points} />
        <Values series={series} onOpen={({ span }) => setOpened(span.from)} />
      </Card>
      {point ? (
        <ValueCard
          key={`${series.indicator.id} ${point.span.from} ${point.revision}`}
          series={series}
          point={point}
          mayTell={choice.mayTell}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </>
  );
}

export function SeriesPart({ choice }: { choice: Choice }) {
  const t = useText(peaceTexts);
  const language = useSpoken();
  const wordsOf = useWords();
  const { can } = useSession();
  const { areaPath = '' } = choice;
  const indicators = useIndicators(choice.areaPath);
  const { data: series, error, refetch } = useSeries(choice);
  return (
    <>
      <div className="gl-peace-choices">
        <NativeSelect
          label={t.indicator}
          value={choice.indicator}
          choices={(indicators.data?.indicators ?? []).map((one) => ({ value: one.id, label: wordsOf(one) }))}
          onChange={(indicator) => setQuery({ indicator })}
        />
        <Segments
          label={t.span}
          isLabelHidden
          chosen={choice.span}
          onChoose={(span) => setQuery({ span })}
          choices={SPAN_KINDS.map((id) => ({ id, label: t[id] }))}
        />
      </div>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!series && !error ? <Loading lines={8} /> : null}
      {series ? <Shown key={`${areaPath} ${series.indicator.id}`} series={series} choice={choice} /> : null}
      {choice.mayTell ? <ImportCard key={areaPath} areaPath={areaPath} /> : null}
      {can('peace.define') && areaPath.length === 6 ? <OwnSeriesCard districtId={areaPath} /> : null}
    </>
  );
}
