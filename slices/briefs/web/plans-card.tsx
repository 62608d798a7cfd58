// When the briefs of an area are written by themselves: seen by every reader, set by whoever may.
import { type FormEvent, useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { exactTime } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Plans } from '../core/contract.ts';
import { briefsTexts } from './briefs-texts.ts';
import { usePlan, usePlans } from './use-briefs.ts';

type Plan = Plans['plans'][number];

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Undefined for what is no time of day. */
function minuteOf(text: string): number | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined || minute === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

const SUGGESTED = '07:30';

function PlanForm({ areaPath, plan }: { areaPath: string; plan: Plan }) {
  const t = useText(briefsTexts);
  const language = useSpoken();
  const [time, setTime] = useState(plan.minute === null ? SUGGESTED : clock(plan.minute));
  const change = usePlan();
  const set = (minute?: number) =>
    void change.send({ areaPath, kind: plan.kind, ...(minute === undefined ? {} : { minute }) });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const minute = minuteOf(time);
    if (minute !== undefined) set(minute);
  };
  return (
    <Form className="gl-briefs-acts" onSubmit={save}>
      <TextField label={t.time(t[plan.kind])} type="time" value={time} onChange={setTime} required />
      <Button type="submit" isBusy={change.isSending}>
        {t.set}
      </Button>
      {plan.minute === null ? null : (
        <Button tone="quiet" isBusy={change.isSending} onClick={() => set()}>
          {t.off}
        </Button>
      )}
      {change.error ? <Notice tone="danger">{tellError(change.error, language)}</Notice> : null}
    </Form>
  );
}

export function PlansCard({ areaPath }: { areaPath: string }) {
  const t = useText(briefsTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { data, error, refetch } = usePlans(areaPath);
  return (
    <Card title={t.planned}>
      <p className="gl-quiet">{t.plannedWhy}</p>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={3} /> : null}
      <ul className="gl-briefs-list">
        {data?.plans.map((plan) => (
          <li key={`${areaPath} ${plan.kind} ${plan.minute ?? ''}`}>
            <strong>{t[plan.kind]}</strong>
            <span>{plan.nextAt === null ? t.never : t.next(exactTime(fromIso(plan.nextAt) ?? 0))}</span>
            {can('brief.plan') ? <PlanForm areaPath={areaPath} plan={plan} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
