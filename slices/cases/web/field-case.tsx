// A case on the phone: pictures, words, the way there, what happened; and at the thumb what this person
// may do, as the server says. `?act=` opens the form of one action.
import type { ReactNode } from 'react';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { capital } from './action-form.tsx';
import { CaseFacts, itemName } from './case-facts.tsx';
import { CaseBeforeAfter } from './case-photos.tsx';
import { CaseTenures } from './case-tenures.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { FieldActForm } from './field-act-form.tsx';
import { caseHref, nameOfAbility, useAct, useIsUnderWay, useTitle, useWhere } from './field-parts.tsx';
import { fieldCaseTexts } from './field-texts.ts';
import { LampFor } from './lamp-for.tsx';
import { leaderTexts } from './leader-texts.ts';
import { buttonsOf } from './todo-order.ts';
import { type Ability, type CaseView, useCase } from './use-cases.ts';
import './field-cases.css';

const closeForm = () => setQuery({ act: undefined });

function Head({ of, now }: { of: CaseView; now: number }) {
  const language = useSpoken();
  const name = itemName(of, language);
  return (
    <header className="gl-case-head">
      <p className="gl-case-card-lamp">
        {of.clock ? <LampFor of={of.clock} now={now} /> : null}
        <span>{language === 'zh' ? of.stateZh : capital(of.stateEn)}</span>
      </p>
      <h1>{name ?? of.description}</h1>
      {name === null || name === of.description ? null : <p className="gl-case-said">{of.description}</p>}
    </header>
  );
}

/** `geo:` opens whatever map the phone has; it says the same point to all of them. */
function Where({ of }: { of: CaseView }) {
  const t = useText(fieldCaseTexts);
  const where = useWhere(of);
  return (
    <div className="gl-case-where">
      <Icon name="pin" />
      <p>{where}</p>
      {of.lat === null || of.lon === null ? null : (
        <a className="gl-button is-plain" href={`geo:${of.lat},${of.lon}?q=${of.lat},${of.lon}`}>
          <Icon name="route" />
          <span>{t.navigate}</span>
        </a>
      )}
    </div>
  );
}

function Rest({ abilities, onAct }: { abilities: readonly Ability[]; onAct: (ability: Ability) => void }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  if (abilities.length === 0) return null;
  return (
    <Card title={t.moreActions}>
      <div className="gl-case-rest">
        {abilities.map((ability) => (
          <Button key={ability.action} onClick={() => onAct(ability)}>
            {nameOfAbility(ability, language)}
          </Button>
        ))}
      </div>
    </Card>
  );
}

function ThumbBar({ of, onAct }: { of: CaseView; onAct: (ability: Ability) => void }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const isUnderWay = useIsUnderWay(of.id);
  const { main, second } = buttonsOf(of);
  if (isUnderWay)
    return (
      <div className="gl-thumb-bar">
        <p role="status">{t.sentWaiting}</p>
      </div>
    );
  if (!main && !second) return null;
  return (
    <div className="gl-thumb-bar">
      {second ? (
        <Button size="large" onClick={() => onAct(second)}>
          {nameOfAbility(second, language)}
        </Button>
      ) : null}
      {main ? (
        <Button size="large" tone="primary" onClick={() => onAct(main)}>
          {nameOfAbility(main, language)}
        </Button>
      ) : null}
    </div>
  );
}

/** Verifying and sending back are two ends of the same look at before and after. */
function OpenForm({ of, ability }: { of: CaseView; ability: Ability }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const { session } = useSession();
  const needsCompare = ability.action === 'verify' || ability.action === 'rework';
  const canSendBack = ability.action === 'verify' && of.abilities.some(({ action }) => action === 'rework');
  if (!session) return null;
  return (
    <>
      <header className="gl-case-head">
        <h1>{nameOfAbility(ability, language)}</h1>
        <p>{itemName(of, language) ?? of.description}</p>
      </header>
      {needsCompare ? <CaseBeforeAfter of={of} /> : null}
      {canSendBack ? (
        <Button icon="undo" onClick={() => setQuery({ act: 'rework' })}>
          {t.notDone}
        </Button>
      ) : null}
      <FieldActForm
        key={ability.action}
        of={of}
        ability={ability}
        owner={session.personId}
        onDone={closeForm}
        onCancel={closeForm}
      />
    </>
  );
}

function Sheet({ of, more }: { of: CaseView; more: ReactNode }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const { query } = useRoute();
  const start = useAct(of);
  const leading = useText(leaderTexts);
  const { can } = useSession();
  const open = of.abilities.find((ability) => ability.action === query.get('act'));
  useTitle(itemName(of, language) ?? of.description);
  if (open) return <OpenForm of={of} ability={open} />;
  return (
    <>
      <Head of={of} now={at} />
      <OutboxList caseHref={caseHref} about={of.id} mostReceipts={0} />
      <CaseBeforeAfter of={of} />
      <Where of={of} />
      <Card title={t.facts}>
        <CaseFacts of={of} now={at} isShort />
      </Card>
      {can('case.push') ? (
        <Card title={leading.tenure}>
          <CaseTenures of={of} now={at} />
        </Card>
      ) : null}
      <Card title={t.timeline}>
        <CaseTimeline of={of} now={at} />
      </Card>
      {more}
      <Rest abilities={buttonsOf(of).rest} onAct={start} />
      <ThumbBar of={of} onAct={start} />
    </>
  );
}

/** `more`: what other parts of the product have to say of the case. */
export default function FieldCase({ more }: { more?: (caseId: string) => ReactNode }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const { params } = useRoute();
  const { data, error, refetch } = useCase(params['id']);
  if (data)
    return (
      <div className="gl-field-page">
        <Sheet of={data} more={more?.(data.id)} />
      </div>
    );
  if (isRefused(error))
    return (
      <Empty icon="search" title={<h1>{t.lost}</h1>}>
        {tellError(error, language)}
      </Empty>
    );
  return error ? (
    <Failed message={tellError(error, language)} onAgain={() => void refetch()} />
  ) : (
    <Loading lines={8} />
  );
}
