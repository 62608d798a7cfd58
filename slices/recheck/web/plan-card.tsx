// The sampling plan of an area: the one in force, those before it, and the form of the next.
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
import type { PlanView } from '../core/contract.ts';
import { DRAWN_BY, type DrawnBy } from '../core/plan.ts';
import { recheckTexts } from './recheck-texts.ts';
import { useKeepPlan, usePlans } from './use-rechecks.ts';

type Typed = Readonly<Record<'sharePercent' | 'reworkPercent' | 'morePercent' | 'validFrom', string>>;

const numbersOf = ({ sharePercent, reworkPercent, morePercent }: Typed) => ({
  sharePercent: Number(sharePercent),
  reworkPercent: Number(reworkPercent),
  morePercent: Number(morePercent),
});

const first = (last: PlanView | undefined, today: string): Typed => ({
  sharePercent: String(last?.sharePercent ?? 5),
  reworkPercent: String(last?.reworkPercent ?? 10),
  morePercent: String(last?.morePercent ?? 10),
  validFrom: today,
});

function PlanForm({ areaPath, last }: { areaPath: string; last: PlanView | undefined }) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const today = localDate(useNow(60_000));
  const [period, setPeriod] = useState<DrawnBy>(last?.period ?? 'month');
  const [typed, setTyped] = useState<Typed>(() => first(last, today));
  const keeping = useKeepPlan();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void keeping.send({ areaPath, period, ...numbersOf(typed), validFrom: typed.validFrom });
  };
  const percent = (name: Exclude<keyof Typed, 'validFrom'>, label: string, min: number) => (
    <TextField
      type="number"
      min={min}
      max={100}
      step={1}
      required
      inputMode="numeric"
      label={label}
      value={typed[name]}
      onChange={(text) => setTyped({ ...typed, [name]: text })}
    />
  );
  return (
    <Form className="gl-recheck-row" onSubmit={send} aria-label={t.newPlan}>
      <NativeSelect
        label={t.period}
        value={period}
        choices={DRAWN_BY.map((value) => ({ value, label: t[value] }))}
        onChange={(value) => setPeriod(value === 'week' ? 'week' : 'month')}
      />
      {percent('sharePercent', t.share, 1)}
      {percent('reworkPercent', t.rework, 1)}
      {percent('morePercent', t.more, 0)}
      <TextField
        type="date"
        min={today}
        required
        label={t.validFrom}
        value={typed.validFrom}
        onChange={(validFrom) => setTyped({ ...typed, validFrom })}
      />
      <Button type="submit" isBusy={keeping.isSending}>
        {t.keep}
      </Button>
      <div role="alert">
        {keeping.error ? <Notice tone="danger">{tellError(keeping.error, language)}</Notice> : null}
      </div>
    </Form>
  );
}

function PlanLine({ plan }: { plan: PlanView }) {
  const t = useText(recheckTexts);
  const { sharePercent, reworkPercent, morePercent, validFrom, validTo, madeByName } = plan;
  return (
    <li className="gl-recheck-row">
      <strong>{validTo === null ? t.from(validFrom) : t.until(validFrom, validTo)}</strong>
      <span>{t[plan.period]}</span>
      <span>{t.plan(sharePercent, reworkPercent, morePercent)}</span>
      <span className="gl-quiet">{madeByName}</span>
    </li>
  );
}

export function PlanCard({ areaPath }: { areaPath: string }) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { data, error, refetch } = usePlans(areaPath);
  return (
    <Card title={t.plans}>
      {error && !data ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={2} /> : null}
      {data?.plans.length === 0 ? <p className="gl-quiet">{t.noPlan}</p> : null}
      <ul className="gl-recheck-list">
        {(data?.plans ?? []).map((plan) => (
          <PlanLine key={plan.id} plan={plan} />
        ))}
      </ul>
      {data && can('recheck.plan') ? (
        <PlanForm key={data.plans[0]?.id ?? 'none'} areaPath={areaPath} last={data.plans[0]} />
      ) : null}
    </Card>
  );
}
