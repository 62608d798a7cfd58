// What a run found, as tables and on the map. Every figure is a button that opens the cases that it counts.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Dimension, DIMENSIONS, FIGURES, type Figure } from '../core/contract.ts';
import { MovesMap } from './moves-map.tsx';
import { OpenedCases } from './opened-cases.tsx';
import { type Opened, type Run, type Sum, useSums, weightOf } from './use-whatif.ts';
import { whatifTexts } from './whatif-texts.ts';

type Texts = ReturnType<typeof useText<typeof whatifTexts.zh>>;

function nameOf(dimension: Dimension, sum: Sum, t: Texts, language: 'zh' | 'en'): string {
  if (dimension === 'whole') return t.whole;
  if (dimension === 'why' && sum.key !== '') return t.whyOf(sum.key);
  if (sum.key !== '') return language === 'zh' ? sum.name : sum.nameEn;
  if (dimension === 'unit') return t.nobody;
  return dimension === 'why' ? t.told : t.nowhere;
}

interface TableProps {
  readonly dimension: Dimension;
  readonly sums: readonly Sum[];
  readonly onOpen: (opened: Opened) => void;
}

function Figures({ dimension, sums, onOpen }: TableProps) {
  const [t, language] = [useText(whatifTexts), useSpoken()];
  const label = `${t.table} · ${dimension === 'why' ? t.whySum : t[dimension]}`;
  const sorted = [...sums].sort((a, b) => weightOf(b) - weightOf(a) || b.before - a.before);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-whatif-scroll" aria-label={label} tabIndex={0}>
      <table className="gl-whatif-table">
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col">
                {t[figure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((sum) => {
            const name = nameOf(dimension, sum, t, language);
            return (
              <tr key={sum.key}>
                <th scope="row">{name}</th>
                {FIGURES.map((figure) => (
                  <td key={figure} className="gl-figures">
                    <FigureCell
                      {...{ figure, name }}
                      total={sum[figure]}
                      onOpen={() => onOpen({ dimension, key: sum.key, figure, name })}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly figure: Figure;
  readonly name: string;
  readonly total: number;
  readonly onOpen: () => void;
}

function FigureCell({ figure, name, total, onOpen }: CellProps) {
  const t = useText(whatifTexts);
  if (total === 0) return <>0</>;
  return (
    <Button size="small" tone="quiet" label={t.open(t[figure], name, total)} onClick={onOpen}>
      {String(total)}
    </Button>
  );
}

export function ResultPart({ run }: { run: Run }) {
  const [t, language] = [useText(whatifTexts), useSpoken()];
  const [dimension, setDimension] = useState<Dimension>('unit');
  const [opened, setOpened] = useState<Opened>();
  const whole = useSums(run.runId, 'whole');
  const { data, error, refetch } = useSums(run.runId, dimension);
  const labels = { ...t, why: t.whySum };
  return (
    <Card title={`${t.result} · ${run.title}`} aside={t.took((run.walkedMs / 1_000).toFixed(1))}>
      <div className="gl-whatif">
        {whole.data ? (
          <Figures dimension="whole" sums={whole.data.sums} onOpen={setOpened} />
        ) : (
          <Loading lines={2} />
        )}
        <Segments
          label={t.table}
          isLabelHidden
          choices={DIMENSIONS.filter((id) => id !== 'whole').map((id) => ({ id, label: labels[id] }))}
          chosen={dimension}
          onChoose={setDimension}
        />
        {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
        {data ? (
          <Figures dimension={dimension} sums={data.sums} onOpen={setOpened} />
        ) : (
          <Loading lines={6} />
        )}
        {opened ? (
          <OpenedCases
            key={`${opened.dimension} ${opened.key} ${opened.figure}`}
            runId={run.runId}
            opened={opened}
            onClose={() => setOpened(undefined)}
          />
        ) : null}
        {dimension === 'grid' || dimension === 'street' ? <MovesMap run={run} onOpen={setOpened} /> : null}
      </div>
    </Card>
  );
}
