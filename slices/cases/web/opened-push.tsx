// The push through which a case was opened: a notice names it in the address (`?push=7`). It is shown above
// the case, and the form that answers or lifts a push has it chosen already.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { dueWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { capital } from './action-form.tsx';
import { caseTexts } from './case-texts.ts';
import { nameIn } from './case-timeline.tsx';
import { pushMeant } from './open-pushes.ts';
import { type Push, pushesToName, pushLine, saidBy } from './push-line.ts';
import type { Ability, Body, CaseView } from './use-cases.ts';
import './opened-push.css';

const useNamedSeq = (): number => Number(useRoute().query.get('push') ?? Number.NaN);

/** What a form begins with: the push that was opened, or the only one. */
export function useMeantPush({ pushes }: Pick<CaseView, 'pushes'>, { action, fields }: Ability): Body {
  const opened = useNamedSeq();
  if (!fields.some(({ name }) => name === 'pushSeq')) return {};
  const pushSeq = pushMeant(pushesToName(pushes, action), undefined, opened);
  return pushSeq === undefined ? {} : { pushSeq };
}

/** Of an address that was mistyped. */
const MOST_NAMED = 20;

function StateBadge({ push }: { push: Push }) {
  const t = useText(caseTexts);
  if (push.isLifted) return <Badge>{t.lifted}</Badge>;
  return push.isAnswered ? <Badge tone="ok">{t.answered}</Badge> : null;
}

/** The unit that was pushed, and the person in it who has the case now. */
function useWhoAnswers(push: Push, of: CaseView): string {
  const t = useText(caseTexts);
  const language = useSpoken();
  // A phone may yet hold what a server from before told.
  const unit = push.toUnit ?? null;
  const name = unit === null ? t.holdingUnit : nameIn(unit, language);
  const isWithThem = push.toUnitId !== null && push.toUnitId === of.holder?.id;
  return isWithThem && of.holderPersonName !== null ? t.holdingPerson(name, of.holderPersonName) : name;
}

/** What whoever may not answer can do about it. */
const INSTEAD: readonly string[] = ['push', 'lift_push', 'note'];

type InsteadProps = OpenedPushProps & { readonly push: Push };

/** For whoever was told of a push that another unit must answer: who, by when, and what is theirs to do. */
function Instead({ push, of, now, onOpen }: InsteadProps) {
  const t = useText(caseTexts);
  const language = useSpoken();
  const who = useWhoAnswers(push, of);
  const by = push.answerBy === null ? undefined : fromIso(push.answerBy);
  const offered = INSTEAD.flatMap((action) => of.abilities.find((one) => one.action === action) ?? []);
  return (
    <>
      <p>{t.answeredByOther(who, by === undefined ? undefined : dueWords(by, now, language))}</p>
      {offered.length === 0 ? null : (
        <p className="gl-action-choices">
          <span>{t.youMay}</span>
          {offered.map((ability) => (
            <Button key={ability.action} size="small" onClick={() => onOpen(ability)}>
              {language === 'zh' ? ability.zh : capital(ability.en)}
            </Button>
          ))}
        </p>
      )}
    </>
  );
}

export interface OpenedPushProps {
  readonly of: CaseView;
  readonly now: Instant;
  readonly onOpen: (ability: Ability) => void;
  /** False while a phone has not worked out yet what this person may do. */
  readonly isJudged?: boolean;
}

export function OpenedPush({ of, now, onOpen, isJudged = true }: OpenedPushProps) {
  const language = useSpoken();
  const seq = useNamedSeq();
  const named = useRoute().query.get('push');
  const t = useText(caseTexts);
  const push = of.pushes.find((one) => one.seq === seq);
  if (!push && named !== null) return <Notice tone="warn">{t.noSuchPush(named.slice(0, MOST_NAMED))}</Notice>;
  if (!push) return null;
  const answer = of.abilities.find(({ action }) => action === 'answer_push');
  const said = saidBy(push, of);
  const isOpen = !push.isAnswered && !push.isLifted;
  return (
    <Notice tone={isOpen ? 'warn' : 'info'}>
      <div className="gl-opened-push">
        <p>
          <strong>{pushLine(push, of, now, language)}</strong> <StateBadge push={push} />
        </p>
        {said === undefined ? null : <p>{said}</p>}
        {isOpen && answer ? (
          <Button size="small" onClick={() => onOpen(answer)}>
            {language === 'zh' ? answer.zh : capital(answer.en)}
          </Button>
        ) : null}
        {isOpen && !answer && isJudged ? <Instead {...{ push, of, now, onOpen }} /> : null}
      </div>
    </Notice>
  );
}
