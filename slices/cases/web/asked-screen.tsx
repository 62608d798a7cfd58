// What waits for my word: each request with who asks, for how long, why and what it would come to, and the
// form that answers it. The two reviewers of an appeal find it here one after the other. What others have
// answered goes by itself.
import { useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { Empty } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { askWords } from '../core/case-words.ts';
import type { AskedItem } from '../core/contract-asked.ts';
import { AbilityDialog } from './ability-dialog.tsx';
import { capital } from './action-form.tsx';
import { termsOf } from './ask-words.ts';
import { askedTexts } from './asked-texts.ts';
import { itemName } from './case-facts.tsx';
import { nameIn } from './case-timeline.tsx';
import { LampFor } from './lamp-for.tsx';
import { useAsked } from './use-asked.ts';
import { WaitingPage } from './waiting-page.tsx';
import './asked.css';
import './triage-desk.css';

export interface AskedScreenProps {
  readonly caseHref: (caseId: string) => string;
}

interface RequestProps extends AskedScreenProps {
  readonly item: AskedItem;
  readonly now: Instant;
  readonly onAnswer: () => void;
}

function Request({ item, now, caseHref, onAnswer }: RequestProps) {
  const t = useText(askedTexts);
  const language = useSpoken();
  const { of, ask } = item;
  const asker = [ask.byUnit && nameIn(ask.byUnit, language), ask.byPersonName].filter(Boolean).join(' · ');
  const name = itemName(of, language) ?? of.description;
  const at = fromIso(ask.at);
  return (
    <li className="gl-asked">
      <Card>
        <p className="gl-asked-head">
          <Badge tone="accent">{capital(askWords(ask.kind, language))}</Badge>
          <a href={caseHref(of.id)}>{name}</a>
          {of.lamp === null ? null : (
            <span className="gl-muted">
              {t.dueNow} <LampFor of={of} now={now} />
            </span>
          )}
        </p>
        <p className="gl-muted">
          {asker} {at === undefined ? null : <When at={at} now={now} />} · {of.address ?? of.number}
        </p>
        {of.description === name ? null : <p>{of.description}</p>}
        {ask.words === '' ? null : <p>“{ask.words}”</p>}
        {termsOf(ask, now, language).map((term) => (
          <p key={term}>
            <strong>{term}</strong>
          </p>
        ))}
        <div className="gl-asked-acts">
          <Button onClick={onAnswer} label={t.answerTo(name)}>
            {t.answer}
          </Button>
        </div>
      </Card>
    </li>
  );
}

const keyOf = ({ of, ask }: AskedItem): string => `${of.id} ${ask.seq}`;

function Requests({ items, caseHref }: AskedScreenProps & { readonly items: readonly AskedItem[] }) {
  const now = useNow(MINUTE / 2);
  const [open, setOpen] = useState<AskedItem>();
  return (
    <>
      <ul className="gl-asked-list">
        {items.map((item) => (
          <Request
            key={keyOf(item)}
            item={item}
            now={now}
            caseHref={caseHref}
            onAnswer={() => setOpen(item)}
          />
        ))}
      </ul>
      {open ? (
        <AbilityDialog
          caseId={open.of.id}
          action={open.action}
          onClose={() => setOpen(undefined)}
          onDone={() => setOpen(undefined)}
        />
      ) : null}
    </>
  );
}

function Kinds({ items, kind }: { readonly items: readonly AskedItem[]; readonly kind: string }) {
  const t = useText(askedTexts);
  const language = useSpoken();
  const kinds = [...new Set(items.map(({ ask }) => ask.kind))];
  if (kinds.length < 2) return null;
  const totalOf = (of: string): number => items.filter(({ ask }) => ask.kind === of).length;
  return (
    <Chips
      label={t.kinds}
      isLabelHidden
      choices={[
        { id: 'all', label: t.all, total: items.length },
        ...kinds.map((one) => ({ id: one, label: askWords(one, language), total: totalOf(one) })),
      ]}
      chosen={kind}
      onChoose={(one) => setQuery({ kind: one === 'all' ? undefined : one })}
    />
  );
}

export function AskedScreen({ caseHref }: AskedScreenProps) {
  const t = useText(askedTexts);
  const kind = useRoute().query.get('kind') ?? 'all';
  const asked = useAsked();
  const all = asked.data?.items ?? [];
  const items = all.filter(({ ask }) => kind === 'all' || ask.kind === kind);
  return (
    <WaitingPage words={t} asked={asked}>
      <Kinds items={all} kind={kind} />
      {asked.data && items.length === 0 ? (
        <Empty title={all.length === 0 ? t.none : t.noneOfKind}>{t.noneWhy}</Empty>
      ) : null}
      <Requests items={items} caseHref={caseHref} />
    </WaitingPage>
  );
}
