// The right pane of the desk: item, place, the proposed unit with why, limits, likely same matters, and
// the acts that the case allows. It shows and hands on; the desk acts.
import { tellLimit, type Limit } from '../../calendar/core/limit.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Facts } from '../../../ui/card/card.tsx';
import { KeyHint } from '../../../ui/key-hint/key-hint.tsx';
import { Menu } from '../../../ui/menu/menu.tsx';
import { Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { capital } from './action-form.tsx';
import { stageWords } from '../core/case-words.ts';
import { nameIn } from './case-timeline.tsx';
import { deskTexts } from './desk-texts.ts';
import { ItemChoice } from './item-choice.tsx';
import { hasAbility, isLastWord, stepsFrom } from './quick-acts.ts';
import { Precedents } from './triage-precedents.tsx';
import { SamePanel, type SameCase } from './same-panel.tsx';
import { useCap } from './key-caps.tsx';
import { lastResortsLast } from './todo-order.ts';
import { SimilarPanel } from './triage-similar.tsx';
import { MAIN_ACTIONS, OWN_WAY, SHOWN_ACTIONS } from './triage-keys.ts';
import type { Ability, CaseView, Proposal } from './use-cases.ts';
import { type DecisionDraft, NO_OTHER_PLACE } from './decision-draft.ts';

export interface TriageDecisionProps {
  readonly of: CaseView;
  readonly proposal: Proposal | undefined;
  readonly draft: DecisionDraft;
  readonly onDraft: (change: Partial<DecisionDraft>) => void;
  readonly same: readonly SameCase[];
  readonly isBusy: boolean;
  readonly trouble: string | undefined;
  readonly caseHref: (caseId: string) => string;
  readonly onAccept: () => void;
  readonly onDispatchTo: () => void;
  readonly onPlace: () => void;
  /** The picker of items is open. */
  readonly isChoosingItem: boolean;
  readonly onChooseItem: (isOpen: boolean) => void;
  readonly onAct: (ability: Ability, sameId?: string) => void;
}

const SHOWN_STAGES = ['claim', 'handle', 'verify', 'total'];

interface ProposedProps extends Pick<TriageDecisionProps, 'caseHref'> {
  readonly proposal: Proposal;
}

function Proposed({ proposal, caseHref }: ProposedProps) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const { unit, why, limits, itemCode } = proposal;
  if (!unit) {
    return (
      <>
        <Notice tone="warn">
          <strong>{itemCode === null ? t.needItem : t.noUnit}</strong> {itemCode === null ? '' : t.noUnitWhy}
        </Notice>
        <Precedents {...{ proposal, caseHref }} />
      </>
    );
  }
  const shown = limits.filter((limit) => SHOWN_STAGES.includes(limit.stage));
  return (
    <section className="gl-proposed" aria-label={t.proposed}>
      <p className="gl-proposed-name">
        {t.proposed}{' '}
        <Badge tone={proposal.isCertain ? 'ok' : 'warn'}>{proposal.isCertain ? t.sure : t.unsure}</Badge>
      </p>
      <p className="gl-proposed-unit">{nameIn(unit, language)}</p>
      {proposal.coUnits.length === 0 ? null : (
        <p>+ {proposal.coUnits.map((one) => nameIn(one, language)).join('、')}</p>
      )}
      <details open>
        <summary>{t.why}</summary>
        <ol>
          {why.map((one) => (
            <li key={one.zh}>{one[language]}</li>
          ))}
        </ol>
      </details>
      <p className="gl-limits">
        {shown.map((limit) => (
          <span key={limit.stage}>
            {stageWords(limit.stage, language)} <strong>{tellLimit(limit as Limit, language)}</strong>
          </span>
        ))}
      </p>
      {proposal.legalBasis ? <Facts rows={[{ name: t.basis, value: proposal.legalBasis }]} /> : null}
      <Precedents {...{ proposal, caseHref }} />
    </section>
  );
}

function MainButton({ of, proposal, isBusy, onAccept, onDispatchTo, onAct }: TriageDecisionProps) {
  const t = useText(deskTexts);
  const capOf = useCap();
  const [a, d] = [capOf('accept') ?? '', capOf('dispatch') ?? ''];
  const language = useSpoken();
  const steps = stepsFrom(of);
  const main = MAIN_ACTIONS.flatMap((action) => of.abilities.find((one) => one.action === action) ?? []);
  if (steps.length > 0) {
    return (
      <>
        <Button
          tone="primary"
          size="large"
          shortcut={a}
          isBusy={isBusy}
          disabled={!proposal?.unit}
          onClick={onAccept}
          isWide
        >
          {steps.length === 2 ? t.acceptDispatch : t.dispatchProposed} <KeyHint keys={[a]} />
        </Button>
        <Button shortcut={d} onClick={onDispatchTo}>
          {t.dispatchTo} <KeyHint keys={[d]} />
        </Button>
      </>
    );
  }
  return (
    <>
      {main.map((ability, index) => {
        const key = capOf(ability.action);
        return (
          <Button
            key={ability.action}
            tone={index === 0 ? 'primary' : 'plain'}
            size={index === 0 ? 'large' : 'normal'}
            isWide={index === 0}
            {...(key ? { shortcut: key } : {})}
            onClick={() => onAct(ability)}
          >
            {language === 'zh' ? ability.zh : capital(ability.en)} {key ? <KeyHint keys={[key]} /> : null}
          </Button>
        );
      })}
    </>
  );
}

function OtherButtons({ of, onAct }: TriageDecisionProps) {
  const t = useText(deskTexts);
  const capOf = useCap();
  const language = useSpoken();
  const others = of.abilities.filter(({ action }) => !OWN_WAY.has(action) && !MAIN_ACTIONS.includes(action));
  const shown = SHOWN_ACTIONS.flatMap((action) => others.find((one) => one.action === action) ?? []);
  const hidden = lastResortsLast(others.filter((one) => !SHOWN_ACTIONS.includes(one.action)));
  const named = (ability: Ability) => (language === 'zh' ? ability.zh : capital(ability.en));
  return (
    <>
      {shown.map((ability) => {
        const key = capOf(ability.action);
        return (
          <Button key={ability.action} {...(key ? { shortcut: key } : {})} onClick={() => onAct(ability)}>
            {named(ability)} {key ? <KeyHint keys={[key]} /> : null}
          </Button>
        );
      })}
      {hidden.length === 0 ? null : (
        <Menu
          label={t.more2}
          actions={hidden.map((ability) => {
            const key = capOf(ability.action);
            return {
              id: ability.action,
              label: named(ability),
              onPress: () => onAct(ability),
              ...(key ? { keys: [key] } : {}),
            };
          })}
        >
          {t.moreActs}
        </Menu>
      )}
    </>
  );
}

type PlaceLineProps = Pick<TriageDecisionProps, 'of' | 'draft' | 'onDraft' | 'onPlace' | 'proposal'>;

/** Where it is, and the way to correct it by keys; once corrected, what it will be. */
function PlaceLine({ of, draft, onDraft, onPlace, proposal }: PlaceLineProps) {
  const t = useText(deskTexts);
  const cap = useCap()('place') ?? '';
  if (draft.point || draft.grid) {
    const words = draft.grid ? t.placeGridMoved(draft.grid.name) : t.placeMoved;
    return (
      <Notice tone="ok">
        {words} {draft.address ?? ''}{' '}
        <Button size="small" tone="quiet" onClick={() => onDraft(NO_OTHER_PLACE)}>
          {t.keepPlace}
        </Button>
      </Notice>
    );
  }
  return (
    <p className="gl-item-name">
      <span>{t.place}</span> {of.address ?? proposal?.placeNames.at(-1) ?? ''}{' '}
      <Button size="small" tone="quiet" shortcut={cap} onClick={onPlace}>
        {t.change} <KeyHint keys={[cap]} />
      </Button>
    </p>
  );
}

export function TriageDecision(props: TriageDecisionProps) {
  const { of, proposal, draft, onDraft, same, trouble, caseHref, onAct, onPlace } = props;
  const t = useText(deskTexts);
  const language = useSpoken();
  const isOpenToChange = hasAbility(of, 'accept');
  const isBefore = stepsFrom(of).length > 0;
  const merge = of.abilities.find((one) => one.action === 'merge');
  return (
    <div className="gl-decision">
      <h2 className="gl-unseen">{t.decision}</h2>
      {isBefore ? (
        <ItemChoice
          of={of}
          draft={draft}
          onDraft={onDraft}
          isFixed={!isOpenToChange}
          isOpen={props.isChoosingItem}
          onOpen={props.onChooseItem}
        />
      ) : null}
      {isBefore && isLastWord(of) ? (
        <Notice tone="warn">{t.lastWord(of.counts['returns'] ?? 0)}</Notice>
      ) : null}
      {isBefore ? (
        proposal ? (
          <Proposed proposal={proposal} caseHref={caseHref} />
        ) : (
          <Loading lines={5} />
        )
      ) : null}
      {isOpenToChange ? <PlaceLine {...{ of, draft, onDraft, onPlace, proposal }} /> : null}
      {!isBefore && of.holder && of.endedAt === null ? (
        <p className="gl-muted">{t.awaitingOther(nameIn(of.holder, language))}</p>
      ) : null}
      {of.abilities.length === 0 ? <p className="gl-muted">{t.noAct}</p> : null}
      {merge ? (
        <SamePanel same={same} caseHref={caseHref} onMerge={(sameId) => onAct(merge, sameId)} />
      ) : null}
      {isBefore ? <SimilarPanel caseId={of.id} areaPath={of.areaPath} caseHref={caseHref} /> : null}
      <div className="gl-decision-acts">
        {trouble === undefined ? null : <Notice tone="danger">{trouble}</Notice>}
        <MainButton {...props} />
        <OtherButtons {...props} />
      </div>
    </div>
  );
}
