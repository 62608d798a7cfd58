// What waits for my rating, at a desk and on a phone: each case with as whom I rate it and until when, and
// the form, which goes on to the next one. By keys: a button, the arrows for the points, Enter.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ToRateItem, ToRateList } from '../core/contract-ratings.ts';
import { AbilityDialog } from './ability-dialog.tsx';
import { itemName } from './case-facts.tsx';
import { nameIn } from './case-timeline.tsx';
import { toRateTexts } from './to-rate-texts.ts';
import { CASES_KEY } from './use-cases.ts';
import { WaitingPage } from './waiting-page.tsx';
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
        <AbilityDialog
          key={open.of.id}
          caseId={open.of.id}
          action={ACTION}
          onClose={() => setOpen(undefined)}
          onDone={() => setOpen(next)}
        />
      ) : null}
    </>
  );
}

/** Whose window has ended without a word of this place. */
function Missed({ items, isMore, caseHref }: ToRateScreenProps & Pick<ToRateList, 'items' | 'isMore'>) {
  const t = useText(toRateTexts);
  const language = useSpoken();
  const now = useNow(MINUTE / 2);
  if (items.length === 0) return null;
  return (
    <Card title={t.missed(isMore ? `${items.length}+` : String(items.length))}>
      <p className="gl-muted">{t.missedWhy}</p>
      <ul className="gl-asked-list">
        {items.map(({ of, until, asZh, asEn }) => {
          const at = fromIso(until);
          return (
            <li key={of.id}>
              <a href={caseHref(of.id)}>{itemName(of, language) ?? of.description}</a>{' '}
              {of.unit ? nameIn(of.unit, language) : null}{' '}
              <span className="gl-muted">
                {t.as(language === 'zh' ? asZh : asEn)} · {t.endedOn}{' '}
                {at === undefined ? null : <When at={at} now={now} />}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

export function ToRateScreen({ caseHref }: ToRateScreenProps) {
  const t = useText(toRateTexts);
  const asked = useToRate();
  const { data, refetch } = asked;
  const items = data?.items ?? [];
  return (
    <WaitingPage words={t} asked={asked}>
      {data && items.length === 0 ? (
        <Empty title={t.none} action={<Button onClick={() => void refetch()}>{t.again}</Button>}>
          {t.noneWhy}
        </Empty>
      ) : null}
      <Rows items={items} caseHref={caseHref} />
      {data ? <Missed {...data.missed} caseHref={caseHref} /> : null}
    </WaitingPage>
  );
}
