// Parts that the phone's screens of cases share: the card of a case, where it is, what is under way for
// it.
import { useEffect } from 'react';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { photoUrl } from '../../../platform/web/api/photos.ts';
import { outbox, useOutbox } from '../../../platform/web/outbox/outbox.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { areaNames, useAreaTree } from '../../areas/web/public.ts';
import { capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';
import { isByMyself, newActDraft, entryOfAct } from './field-act.ts';
import { fieldCaseTexts } from './field-texts.ts';
import { LampFor } from './lamp-for.tsx';
import { SeverityBadge } from './severity-badge.tsx';
import { beforeAfter } from './step-words.ts';
import { mainAbility } from './todo-order.ts';
import type { Ability, CaseListItem, CaseView } from './use-cases.ts';

export const caseHref = (caseId: string, action?: string): string =>
  `/field/cases/${caseId}${action === undefined ? '' : `?act=${action}`}`;

/** Address and grid, whichever is known. */
export function useWhere(of: Pick<CaseListItem, 'address' | 'areaPath'>): string {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const { data } = useAreaTree(of.areaPath.slice(0, 6));
  const names = areaNames(data, of.areaPath, language, 2);
  return [of.address, names].filter(Boolean).join(' · ') || t.placeUnknown;
}

/** True while something done to this case waits to be acknowledged. */
export const useIsUnderWay = (caseId: string): boolean => {
  const { entries } = useOutbox();
  return entries.some((entry) => entry.about === caseId && entry.state === 'waiting');
};

export const nameOfAbility = (ability: Ability, language: Language): string =>
  language === 'zh' ? ability.zh : capital(ability.en);

/** Done at once where nothing has to be filled in (claiming); otherwise the form opens. */
export function useAct(of: CaseView | undefined): (ability: Ability) => void {
  const { session } = useSession();
  const language = useSpoken();
  return (ability) => {
    if (!of || !session) return;
    if (!isByMyself(ability)) {
      navigate(caseHref(of.id, ability.action));
      return;
    }
    const label = `${nameOfAbility(ability, language)} ${itemName(of, language) ?? of.description}`.slice(
      0,
      40,
    );
    const made = { owner: session.personId, label };
    void outbox.add(entryOfAct(of.id, ability, { ...newActDraft(), intent: newIntent() }, made));
  };
}

/** The tab is named after the case once it is here. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);
}

export interface CaseCardProps {
  readonly item: CaseListItem;
  readonly detail: CaseView | undefined;
  /** The action offered on the card; by default what waits for this person. */
  readonly offered?: (of: CaseView) => Ability | undefined;
}

/** Picture, lamp, what, where, and the one thing to do. The whole card opens the case. */
export function CaseCard({ item, detail, offered = mainAbility }: CaseCardProps) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const where = useWhere(item);
  const act = useAct(detail);
  const isUnderWay = useIsUnderWay(item.id);
  const ability = detail && offered(detail);
  const [thumb] = detail ? beforeAfter(detail.steps).before : [];
  const name = itemName(item, language);
  return (
    <article className="gl-case-card">
      <a href={caseHref(item.id)} aria-label={`${t.open} ${name ?? ''} ${item.description}`}>
        {thumb === undefined ? null : <img src={photoUrl(thumb)} alt="" loading="lazy" />}
        <span className="gl-case-card-words">
          <span className="gl-case-card-lamp">
            <LampFor of={detail?.clock ?? item} now={at} />
            <span>{language === 'zh' ? item.stateZh : capital(item.stateEn)}</span>
            <SeverityBadge of={item} />
          </span>
          <strong>{name ?? item.description}</strong>
          {name === null || item.description === name ? null : <span>{item.description}</span>}
          <span className="gl-case-card-where">{where}</span>
        </span>
      </a>
      {isUnderWay ? (
        <p className="gl-quiet" role="status">
          {t.sentWaiting}
        </p>
      ) : null}
      {ability && !isUnderWay ? (
        <Button tone="primary" isWide onClick={() => act(ability)}>
          {ability.action === 'verify' ? t.goVerify : nameOfAbility(ability, language)}
        </Button>
      ) : null}
    </article>
  );
}
