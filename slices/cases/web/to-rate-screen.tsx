// What waits for my rating, at a desk and on a phone: each case with as whom I rate it and until when, and
// the form, which goes on to the next one. By keys: a button, the arrows for the points, Enter.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ToRateItem, ToRateList } from '../core/contract-ratings.ts';
import { ActionDialog } from './action-dialog.tsx';
import { itemName } from './case-facts.tsx';
import { nameIn } from './case-timeline.tsx';
import { doneWords } from './done-words.ts';
import { toRateTexts } from './to-rate-texts.ts';
import { CASES_KEY, useCase } from './use-cases.ts';
import './asked.css';
import './triage-desk.css';

const ACTION = 'rate';

const useToRate = () =>
  useQuery({
    queryKey: [...CASES_KEY, 'to-rate'],
    queryFn: ({ signal }) => api.get<ToRateList>('/api/cases/to-rate', { signal }),
  });

export interface ToRateScreenProps {
  readonly caseHref: (caseId: string) => string;
}

interface RowProps extends ToRateScreenProps {
  readonly item: ToRateItem;
  readonly now: Instant;
  readonly onRate: () => void;
}

function Row({ item, now, caseHref, onRate }: RowProps) {
  const t = useText(toRateTexts);
  const language = useSpoken();
  const { of, until, asZh, asEn } = item;
  const name = itemName(of, language) ?? of.description;
  const at = fromIso(until);
  return (
    <li className="gl-asked">
      <Card>
        <p className="gl-asked-head">
          <strong>{name}</strong>
          {of.unit ? <span>{nameIn(of.unit, language)}</span> : null}
        </p>
        <p className="gl-muted">{of.address ?? of.number}</p>
        {of.description === name ? null : <p>{of.description}</p>}
        <p className="gl-muted">
          {t.as(language === 'zh' ? asZh : asEn)} · {t.until}{' '}
          {at === undefined ? null : <When at={at} now={now} />}
        </p>
        <div className="gl-asked-acts">
          <Button tone="primary" onClick={onRate} label={t.rateOf(name)}>
            {t.rate}
          </Button>
          <LinkButton href={caseHref(of.id)}>{t.openOf(name)}</LinkButton>
        </div>
      </Card>
    </li>
  );
}

interface RatingProps {
  readonly item: ToRateItem;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The case as it stands when the form opens. */
function Rating({ item, onClose, onDone }: RatingProps) {
  const language = useSpoken();
  const { data, error } = useCase(item.of.id);
  if (error) return <Notice tone="danger">{tellError(error, language)}</Notice>;
  const ability = data?.abilities.find(({ action }) => action === ACTION);
  if (!data || !ability) return null;
  return (
    <ActionDialog
      of={data}
      ability={ability}
      onClose={onClose}
      onDone={(_, body) => {
        toasts.show({ text: doneWords({ action: ACTION, body, to: undefined }, language) });
        onDone();
      }}
    />
  );
}

function Rows({ items, caseHref }: ToRateScreenProps & { readonly items: readonly ToRateItem[] }) {
  const now = useNow(MINUTE / 2);
  const [open, setOpen] = useState<ToRateItem>();
  const next = open && items[items.findIndex(({ of }) => of.id === open.of.id) + 1];
  return (
    <>
      <ul className="gl-asked-list">
        {items.map((item) => (
          <Row key={item.of.id} {...{ item, now, caseHref }} onRate={() => setOpen(item)} />
        ))}
      </ul>
      {open ? (
        <Rating
          key={open.of.id}
          item={open}
          onClose={() => setOpen(undefined)}
          onDone={() => setOpen(next)}
        />
      ) : null}
    </>
  );
}

export function ToRateScreen({ caseHref }: ToRateScreenProps) {
  const t = useText(toRateTexts);
  const language = useSpoken();
  const { data, error, isPending, refetch } = useToRate();
  const items = data?.items ?? [];
  return (
    <Page>
      <PageHead title={t.title} />
      <p className="gl-muted">{t.why}</p>
      {isPending ? <Loading lines={6} /> : null}
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {data && items.length === 0 ? (
        <Empty title={t.none} action={<Button onClick={() => void refetch()}>{t.again}</Button>}>
          {t.noneWhy}
        </Empty>
      ) : null}
      <Rows items={items} caseHref={caseHref} />
      {data?.isMore ? <Notice>{t.more}</Notice> : null}
    </Page>
  );
}
