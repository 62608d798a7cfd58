// How far rights are confirmed, by class, unit or grid: each figure is a link to the list that it counts.
import { tellError } from '../../../platform/web/api/errors.ts';
import { Card } from '../../../ui/card/card.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { count, shareWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ComponentFilter, Rate } from '../core/contract-register.ts';
import { RIGHT_STATES, RIGHT_WORDS } from '../core/rights-work.ts';
import { type Axis, listHref, useRates } from './register-data.ts';
import { rightsTexts } from './rights-texts.ts';

const MOST_SHOWN = 100;

const shareOf = ({ confirmed, total }: Rate): number => (total === 0 ? 1 : confirmed / total);

function filterOf(areaPath: string, axis: Axis, key: string): ComponentFilter {
  if (axis === 'class') return { areaPath, classCode: key };
  if (axis === 'unit') return { areaPath, unitId: key === '' ? 'none' : key };
  return key === '' ? { areaPath, isOutside: true } : { areaPath: key };
}

function Line({ rate, name, filter }: { rate: Rate; name: string; filter: ComponentFilter }) {
  const language = useSpoken();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="is-number gl-figures">
        <a href={listHref(filter)}>{count(rate.total)}</a>
      </td>
      {RIGHT_STATES.map((state) => (
        <td key={state} className="is-number gl-figures">
          {rate[state] === 0 ? (
            '0'
          ) : (
            <a href={listHref({ ...filter, right: state })}>{count(rate[state])}</a>
          )}
        </td>
      ))}
      <td className="is-number gl-figures">{shareWords(rate.confirmed, rate.total, language)}</td>
    </tr>
  );
}

export interface RatesProps {
  readonly areaPath: string;
  readonly axis: Axis;
  readonly onAxis: (axis: Axis) => void;
  readonly nameOf: (axis: Axis, key: string) => string;
}

export function Rates({ areaPath, axis, onAxis, nameOf }: RatesProps) {
  const t = useText(rightsTexts);
  const language = useSpoken();
  const { data, error, refetch } = useRates(areaPath, axis);
  const rates = [...(data?.rates ?? [])].sort((a, b) => shareOf(a) - shareOf(b) || b.total - a.total);
  return (
    <Card title={t.rates}>
      <Segments
        label={t.axis}
        isLabelHidden
        chosen={axis}
        onChoose={onAxis}
        choices={[
          { id: 'class', label: t.byClass },
          { id: 'unit', label: t.byUnit },
          { id: 'area', label: t.byArea },
        ]}
      />
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={5} /> : null}
      {rates.length > MOST_SHOWN ? <p className="gl-muted">{t.ratesMany(rates.length)}</p> : null}
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section className="gl-register-scroll" aria-label={t.rates} tabIndex={0}>
          <table className="gl-register-table">
            <thead>
              <tr>
                <th scope="col">{t.key}</th>
                <th scope="col" className="is-number">
                  {t.total}
                </th>
                {RIGHT_STATES.map((state) => (
                  <th key={state} scope="col" className="is-number">
                    {RIGHT_WORDS[state][language]}
                  </th>
                ))}
                <th scope="col" className="is-number">
                  {t.rate}
                </th>
              </tr>
            </thead>
            <tbody>
              <Line rate={data.sum} name={t.sum} filter={{ areaPath }} />
              {rates.slice(0, MOST_SHOWN).map((rate) => (
                <Line
                  key={rate.key}
                  rate={rate}
                  name={nameOf(axis, rate.key)}
                  filter={filterOf(areaPath, axis, rate.key)}
                />
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </Card>
  );
}
