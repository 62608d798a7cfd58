// A case on the phone: pictures, words, the way there, what happened; and at the thumb what this person may
// do, as the core says on this phone, online or not. `?act=` opens the form of one action.
import { Suspense, useDeferredValue, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { lazyPart } from '../../../platform/web/start/lazy-screen.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { PhotoCompare } from '../../../ui/photo/photo-compare.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';
import { CaseBeforeAfter } from './case-photos.tsx';
import { conflictCard } from './conflict-slot.tsx';
import { fieldActTexts } from './field-act-texts.ts';
import type { BelowProps } from './field-case-below.tsx';
import { LostCase } from './field-lost.tsx';
import { caseHref, isStuck, nameOfAbility, useAct, useTitle, useWhere, WorkBadge } from './field-parts.tsx';
import { fieldCaseTexts } from './field-texts.ts';
import { LampFor } from './lamp-for.tsx';
import { usePhotoSource } from './photo-source.tsx';
import { SeverityBadge } from './severity-badge.tsx';
import { beforeAfter } from './step-words.ts';
import { buttonsOf } from './todo-order.ts';
import type { Ability, CaseView } from './use-cases.ts';
import { type PhoneCase, useCaseHere } from './use-shift.ts';
import './field-cases.css';

/** They come when they are needed: a case opens without them. */
const ActForm = lazyPart(async () => ({ default: (await import('./field-act-form.tsx')).FieldActForm }));
const Below = lazyPart(async () => ({ default: (await import('./field-case-below.tsx')).FieldCaseBelow }));
const Opened = lazyPart(async () => ({ default: (await import('./opened-push.tsx')).OpenedPush }));

const closeForm = () => setQuery({ act: undefined });
const afterAct = () => setQuery({ act: undefined, push: undefined });

/** Who hands it over to me, and why. */
function AskedMe({ of }: { of: CaseView }) {
  const t = useText(fieldCaseTexts);
  const { session } = useSession();
  const ask = of.asks.find(
    ({ kind, toPersonId }) => kind === 'hand_over' && toPersonId === session?.personId,
  );
  if (!ask) return null;
  const asked = of.steps.find(({ seq }) => seq === ask.seq);
  return (
    <Notice tone="info">
      {t.askedYou(asked?.actor.name ?? of.holderPersonName ?? '')} {ask.words}
    </Notice>
  );
}

function Head({ of, now }: { of: PhoneCase; now: number }) {
  const language = useSpoken();
  const { view } = of;
  const name = itemName(view, language);
  return (
    <header className="gl-case-head">
      <p className="gl-case-card-lamp">
        {view.clock ? <LampFor of={view.clock} now={now} /> : null}
        <span>{language === 'zh' ? view.stateZh : capital(view.stateEn)}</span>
      </p>
      <p className="gl-case-card-marks">
        <SeverityBadge of={view} />
        <WorkBadge of={of} />
      </p>
      <h1>{name ?? view.description}</h1>
      {name === null || name === view.description ? null : <p className="gl-case-said">{view.description}</p>}
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

function ThumbBar({ of, onAct }: { of: PhoneCase; onAct: (ability: Ability) => void }) {
  const t = useText(fieldActTexts);
  const language = useSpoken();
  const { main, second } = buttonsOf(of.view);
  if (isStuck(of))
    return (
      <div className="gl-thumb-bar">
        <p role="status">{t.before1}</p>
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

type Comparing = 'pair' | 'slider';

/** Before and after beside each other, or one over the other: for verifying and for sending back. */
function Compare({ of }: { of: CaseView }) {
  const t = useText(fieldCaseTexts);
  const [how, setHow] = useState<Comparing>('pair');
  const usePhoto = usePhotoSource();
  const { before, after } = beforeAfter(of.steps);
  const beforeUrl = usePhoto(before[0], 'full');
  const afterUrl = usePhoto(after[0], 'full');
  const hasBoth = before[0] !== undefined && after[0] !== undefined;
  return (
    <>
      {hasBoth ? (
        <Segments
          label={t.compare}
          isLabelHidden
          chosen={how}
          choices={[
            { id: 'pair', label: t.sideBySide },
            { id: 'slider', label: t.slider },
          ]}
          onChoose={setHow}
        />
      ) : null}
      {hasBoth && how === 'slider' ? (
        <PhotoCompare before={beforeUrl} after={afterUrl} />
      ) : (
        <CaseBeforeAfter of={of} />
      )}
    </>
  );
}

/** Verifying and sending back are two ends of the same look at before and after. */
function OpenForm({ of, ability }: { of: PhoneCase; ability: Ability }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const { session } = useSession();
  const { view } = of;
  const needsCompare = ability.action === 'verify' || ability.action === 'rework';
  const canSendBack = ability.action === 'verify' && view.abilities.some(({ action }) => action === 'rework');
  if (!session) return null;
  return (
    <>
      <header className="gl-case-head">
        <h1>{nameOfAbility(ability, language)}</h1>
        <p>{itemName(view, language) ?? view.description}</p>
      </header>
      <AskedMe of={view} />
      {needsCompare ? <Compare of={view} /> : null}
      {canSendBack ? (
        <Button icon="undo" onClick={() => setQuery({ act: 'rework' })}>
          {t.notDone}
        </Button>
      ) : null}
      <Suspense fallback={<Loading lines={4} />}>
        <ActForm
          key={ability.action}
          of={of}
          ability={ability}
          owner={session.personId}
          onDone={afterAct}
          onCancel={closeForm}
        />
      </Suspense>
    </>
  );
}

interface SheetProps {
  readonly of: PhoneCase;
  readonly isJudged: boolean;
  readonly more: BelowProps['more'];
}

function Sheet({ of, isJudged, more }: SheetProps) {
  const language = useSpoken();
  const at = useNow(30_000);
  const { query } = useRoute();
  const { view } = of;
  const start = useAct(of);
  const below = useDeferredValue<PhoneCase | undefined>(of, undefined);
  const open = view.abilities.find((ability) => ability.action === query.get('act'));
  useTitle(itemName(view, language) ?? view.description);
  if (open) return <OpenForm of={of} ability={open} />;
  return (
    <>
      <Head of={of} now={at} />
      <Suspense>
        {query.has('push') ? <Opened of={view} now={at} onOpen={start} isJudged={isJudged} /> : null}
      </Suspense>
      <AskedMe of={view} />
      <OutboxList caseHref={caseHref} about={view.id} mostReceipts={0} conflict={conflictCard} />
      <CaseBeforeAfter of={view} />
      <Where of={view} />
      <Suspense>{below ? <Below of={below} at={at} more={more} /> : null}</Suspense>
      <ThumbBar of={of} onAct={start} />
    </>
  );
}

const nothingMore = () => null;

/** `more`: what other parts of the product have to say of the case. */
export default function FieldCase({ more = nothingMore }: { more?: BelowProps['more'] }) {
  const language = useSpoken();
  const { params, query } = useRoute();
  const here = useCaseHere(params['id']);
  if (here.mode === 'here' && !here.isJudged && query.has('act')) return <Loading lines={8} />;
  if (here.mode === 'here')
    return (
      <div className="gl-field-page">
        <Sheet of={here.case} isJudged={here.isJudged} more={more} />
      </div>
    );
  if (here.mode === 'lost') return <LostCase caseId={params['id']} />;
  return here.mode === 'weather' ? (
    <Failed message={tellError(here.error, language)} onAgain={here.again} />
  ) : (
    <Loading lines={8} />
  );
}
