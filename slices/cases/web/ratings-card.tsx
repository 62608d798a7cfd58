// Single ratings of a case, for a supervisor: nothing is shown before it was said what for, and saying it
// puts the look into the history, where whoever rated sees it.
import { type FormEvent, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card, Facts } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { SeenRatings } from '../core/contract-ratings.ts';
import { nameIn } from './case-timeline.tsx';
import { toRateTexts } from './to-rate-texts.ts';
import { type CaseView, staleAfterAct } from './use-cases.ts';

function Seen({ ratings }: SeenRatings) {
  const t = useText(toRateTexts);
  const language = useSpoken();
  if (ratings.length === 0) return <p role="status">{t.noRatings}</p>;
  return (
    <Facts
      rows={ratings.map(({ asZh, asEn, name, unit, score, headScore, isSatisfied, words }) => ({
        name: [language === 'zh' ? asZh : asEn, unit && nameIn(unit, language), name]
          .filter(Boolean)
          .join(' · '),
        value: [
          t.points(score),
          headScore === null ? null : t.head(headScore),
          isSatisfied ? t.satisfied : t.notSatisfied,
          words,
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
    />
  );
}

function Look({ of }: { readonly of: CaseView }) {
  const t = useText(toRateTexts);
  const language = useSpoken();
  const [purpose, setPurpose] = useState('');
  const look = useSend(
    (body: { purpose: string }, intent) =>
      api.post<SeenRatings>(`/api/cases/${of.id}/see_ratings`, body, { intent }),
    { refresh: staleAfterAct(of.id) },
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void look.send({ purpose });
  };
  return (
    <Card title={t.ratings}>
      <p className="gl-muted">{t.ratingsWhy}</p>
      <Form onSubmit={onSubmit}>
        <TextField label={t.purpose} value={purpose} onChange={setPurpose} />
        <Button type="submit" isBusy={look.isSending}>
          {t.see}
        </Button>
      </Form>
      {look.error ? <Notice tone="danger">{tellError(look.error, language)}</Notice> : null}
      {look.reply ? <Seen ratings={look.reply.ratings} /> : null}
    </Card>
  );
}

/** Only where the case has ended once, for those whose posts may look. */
export function RatingsCard({ of }: { readonly of: CaseView }) {
  const { can } = useSession();
  const hasEnded = of.steps.some(({ toState }) => toState === 'closed');
  return hasEnded && can('case.see_ratings') ? <Look of={of} /> : null;
}
