// Parts that the phone's screens of cases share: where a case is, what a tap does, the card of a case with
// the one thing to do, by button or by a swipe.
import { useEffect, useSyncExternalStore } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { PocketFull } from '../../../platform/web/outbox/device-db.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { navigate, useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Swipe } from '../../../ui/swipe/swipe.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';
import { basisOf, entryOfAct, isByMyself, newActDraft } from './field-act.ts';
import { fieldActTexts } from './field-act-texts.ts';
import { fieldCaseTexts } from './field-texts.ts';
import { LampFor } from './lamp-for.tsx';
import { usePhotoSource } from './photo-source.tsx';
import { SeverityBadge } from './severity-badge.tsx';
import { beforeAfter } from './step-words.ts';
import { mainAbility } from './todo-order.ts';
import type { Ability, CaseListItem } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

/** `push`: the step of the push that is meant, where one led here. */
export function caseHref(caseId: string, action?: string, push?: number | string | null): string {
  const query = new URLSearchParams();
  if (action !== undefined) query.set('act', action);
  if (push != null) query.set('push', String(push));
  const asked = query.toString();
  return `/field/cases/${caseId}${asked === '' ? '' : `?${asked}`}`;
}

/** Address and grid, whichever is known. */
export function useWhere(of: Pick<CaseListItem, 'address' | 'areaPath'>): string {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const { data } = useAreaTree(of.areaPath.slice(0, 6));
  const names = areaNames(data, of.areaPath, language, 2);
  return [of.address, names].filter(Boolean).join(' · ') || t.placeUnknown;
}

/** True while something done to this case waits to be acknowledged. */
export const useIsUnderWay = (caseId: string): boolean =>
  useSyncExternalStore(outbox.subscribe, () =>
    outbox.get().entries.some((entry) => entry.about === caseId && entry.state === 'waiting'),
  );

/** True while something about this case needs the person: what came later on it waits behind. */
export const isStuck = ({ work }: PhoneCase): boolean =>
  work.some(({ entry }) => entry.state === 'needs_you');

export const nameOfAbility = (ability: Ability, language: Language): string =>
  language === 'zh' ? ability.zh : capital(ability.en);

/** Done at once where nothing has to be filled in (claiming); otherwise the form opens. */
export function useAct(of: PhoneCase): (ability: Ability) => void {
  const t = useText(fieldActTexts);
  const { session } = useSession();
  const language = useSpoken();
  const { query } = useRoute();
  const keep = async (ability: Ability, owner: string) => {
    const { view } = of;
    const name = nameOfAbility(ability, language);
    const label = `${name} ${itemName(view, language) ?? view.description}`.slice(0, 40);
    const basis = basisOf(of);
    const draft = { ...newActDraft(), intent: newIntent() };
    try {
      await outbox.add(entryOfAct(view.id, ability, draft, { owner, label, basis }));
    } catch (error) {
      if (!(error instanceof PocketFull)) throw error;
      toasts.show({ text: t.full });
    }
  };
  return (ability) => {
    if (!session) return;
    if (isByMyself(ability)) void keep(ability, session.personId);
    else navigate(caseHref(of.view.id, ability.action, query.get('push')));
  };
}

/** The tab is named after the case once it is here. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);
}

/** Whether it is only on this phone yet, or waits for the person. */
export function WorkBadge({ of }: { of: PhoneCase }) {
  const t = useText(fieldCaseTexts);
  if (isStuck(of)) return <Badge tone="danger">{t.needsYou}</Badge>;
  return of.work.length === 0 ? null : <Badge tone="warn">{t.unsent}</Badge>;
}

function Thumb({ id }: { id: string | undefined }) {
  const usePhoto = usePhotoSource();
  const url = usePhoto(id, 'thumb');
  return url === undefined ? null : <img src={url} alt="" loading="lazy" />;
}

/** Picture, lamp, what, where, and the one thing to do. The whole card opens the case. */
export function CaseCard({ of }: { of: PhoneCase }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const { view } = of;
  const where = useWhere(view);
  const act = useAct(of);
  const ability = isStuck(of) ? undefined : mainAbility(view);
  const name = itemName(view, language);
  const words = ability && (ability.action === 'verify' ? t.goVerify : nameOfAbility(ability, language));
  const card = (
    <article className="gl-case-card">
      <a href={caseHref(view.id)} aria-label={`${t.open} ${name ?? ''} ${view.description}`}>
        <Thumb id={beforeAfter(view.steps).before[0]} />
        <span className="gl-case-card-words">
          <span className="gl-case-card-lamp">
            <LampFor of={view.clock ?? view} now={at} />
            <span>{language === 'zh' ? view.stateZh : capital(view.stateEn)}</span>
          </span>
          <span className="gl-case-card-marks">
            <SeverityBadge of={view} />
            <WorkBadge of={of} />
          </span>
          <strong>{name ?? view.description}</strong>
          {name === null || view.description === name ? null : <span>{view.description}</span>}
          <span className="gl-case-card-where">{where}</span>
        </span>
      </a>
      {ability ? (
        <Button tone="primary" isWide onClick={() => act(ability)}>
          {words}
        </Button>
      ) : null}
    </article>
  );
  return ability && words ? (
    <Swipe words={words} onSwiped={() => act(ability)}>
      {card}
    </Swipe>
  ) : (
    card
  );
}
