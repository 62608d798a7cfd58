// What is looked at: the area, the period and its neighbours, by what it is broken down. All of it stands in
// the address; another question closes the figure that was open.
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useAreaChoices } from '../../cases/web/public.ts';
import { BREAKDOWNS } from '../core/breakdown.ts';
import { PERIOD_KINDS, periodAfter, periodBefore, periodOf, periodWords } from '../core/period.ts';
import { evaluationTexts } from './evaluation-texts.ts';
import type { Asked, Choice } from './use-evaluation.ts';

export const NOTHING_OPENED = { row: undefined, count: undefined } as const;

export function PeriodChoice({ period: kind, day }: Asked) {
  const t = useText(evaluationTexts);
  const language = useSpoken();
  const period = periodOf(kind, day);
  return (
    <div className="gl-evaluation-period">
      <Segments
        label={t.period}
        isLabelHidden
        chosen={kind}
        onChoose={(id) => setQuery({ period: id, day, ...NOTHING_OPENED })}
        choices={PERIOD_KINDS.map((id) => ({ id, label: t[id] }))}
      />
      <div className="gl-evaluation-steps">
        <Button
          icon="back"
          label={t.before}
          onClick={() => setQuery({ period: kind, day: periodBefore(period).from, ...NOTHING_OPENED })}
        />
        <strong className="gl-figures" aria-live="polite">
          {periodWords(period, language)}
        </strong>
        <Button
          icon="next"
          label={t.after}
          onClick={() => setQuery({ period: kind, day: periodAfter(period).from, ...NOTHING_OPENED })}
        />
      </div>
    </div>
  );
}

/** The area, and the way up where that is the reader's too. */
export function AreaChoice({ choice }: { choice: Choice }) {
  const t = useText(evaluationTexts);
  const { areaPath = '', own } = choice;
  const isMine = (value: string) => own.some((path) => value === path || value.startsWith(`${path}.`));
  const areas = useAreaChoices(areaPath.slice(0, 6), 'community').filter(({ value }) => isMine(value));
  const above = areaPath.slice(0, Math.max(0, areaPath.lastIndexOf('.')));
  return (
    <div className="gl-evaluation-choices">
      <NativeSelect
        label={t.area}
        value={areaPath}
        choices={areas}
        onChange={(path) => setQuery({ areaPath: path, ...NOTHING_OPENED })}
      />
      {isMine(above) ? (
        <Button icon="back" onClick={() => setQuery({ areaPath: above, ...NOTHING_OPENED })}>
          {t.up}
        </Button>
      ) : null}
    </div>
  );
}

export function Choices({ choice }: { choice: Choice }) {
  const t = useText(evaluationTexts);
  const names = {
    whole: t.byWhole,
    area: t.byArea,
    grid: t.byGrid,
    unit: t.byUnit,
    item: t.byItem,
  } as const;
  return (
    <div className="gl-evaluation-choices">
      <AreaChoice choice={choice} />
      <PeriodChoice period={choice.period} day={choice.day} />
      <Segments
        label={t.by}
        isLabelHidden
        chosen={choice.by}
        onChoose={(by) => setQuery({ by, ...NOTHING_OPENED })}
        choices={BREAKDOWNS.map((id) => ({ id, label: names[id] }))}
      />
    </div>
  );
}
