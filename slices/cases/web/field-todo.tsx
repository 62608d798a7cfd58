// 待办: what waits for me, the most urgent on top, each with the one thing to do. The cases lie on the phone
// and the core says what may be done, so it opens at once and is the same without a network.
import { memo, useMemo, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { NoPost } from '../../../platform/web/session/no-post.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { useOnline } from '../../../platform/web/start/use-online.ts';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useText } from '../../../ui/words/texts.ts';
import { conflictCard } from './conflict-slot.tsx';
import { CaseCard, caseHref } from './field-parts.tsx';
import { fieldCaseTexts } from './field-texts.ts';
import { type Group, groupOf, orderTodo } from './todo-order.ts';
import { useScreenful } from './use-screenful.ts';
import { type PhoneCase, type Shift, useShift, useShiftState } from './use-shift.ts';
import './field-cases.css';

const AT_ONCE = 30;
const SCREENFUL = 5;
const Card = memo(CaseCard);
const GROUPS: readonly Group[] = ['push', 'check', 'claim', 'handle', 'verify', 'other'];

interface Mine {
  readonly of: PhoneCase;
  readonly group: Group;
}

/** What I have just done stays in sight until the server has it, though it is no duty any more. */
function mineOf(cases: readonly PhoneCase[], now: number): readonly Mine[] {
  const mine = cases.flatMap((of): Mine[] => {
    const group = groupOf(of.view) ?? (of.work.length > 0 ? 'other' : undefined);
    return group ? [{ of, group }] : [];
  });
  const byId = new Map(mine.map((one) => [one.of.view.id, one]));
  return orderTodo(
    mine.map(({ of }) => of.view),
    now,
  ).flatMap(({ id }) => byId.get(id) ?? []);
}

function Filter({
  mine,
  chosen,
  onChoose,
}: {
  mine: readonly Mine[];
  chosen: Group | 'all';
  onChoose: (group: Group | 'all') => void;
}) {
  const t = useText(fieldCaseTexts);
  const there = GROUPS.map((id) => ({
    id,
    label: t[id],
    total: mine.filter(({ group }) => group === id).length,
  })).filter(({ total }) => total > 0);
  if (there.length < 2) return null;
  const all = { id: 'all' as const, label: t.all, total: mine.length };
  return (
    <Chips label={t.filter} isLabelHidden choices={[all, ...there]} chosen={chosen} onChoose={onChoose} />
  );
}

/** How old it is, where that matters: without a network. */
function AsOf({ shift }: { shift: Shift }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const isOnline = useOnline();
  const at = useNow(30_000);
  return (
    <>
      {isOnline || shift.asOf === undefined ? null : (
        <p className="gl-quiet" role="status">
          {t.asOf(whenWords(shift.asOf, at, language))}
        </p>
      )}
      {shift.isWhole ? null : <Notice tone="info">{t.notWhole}</Notice>}
    </>
  );
}

function Nothing({ shift }: { shift: Shift }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const { can, session } = useSession();
  const sync = useShiftState();
  if (sync.error && shift.asOf === undefined) {
    return <Failed message={tellError(sync.error, language)} onAgain={sync.again} />;
  }
  if (!shift.isRead || (shift.asOf === undefined && sync.isPending)) return <Loading lines={8} />;
  if (session?.posts.length === 0) return <NoPost />;
  const way = can('case.report')
    ? {
        action: (
          <LinkButton href="/field/report" icon="camera">
            {t.report}
          </LinkButton>
        ),
      }
    : {};
  return (
    <Empty icon="check" title={t.empty} {...way}>
      {t.emptyWhy}
    </Empty>
  );
}

function Cards({ mine, most }: { mine: readonly Mine[]; most: number }) {
  const wanted = useMemo(() => mine.slice(0, most), [mine, most]);
  return (
    <ul className="gl-case-cards">
      {useScreenful(wanted, SCREENFUL).map(({ of }) => (
        <li key={of.view.id}>
          <Card of={of} />
        </li>
      ))}
    </ul>
  );
}

export default function FieldTodo() {
  const t = useText(fieldCaseTexts);
  const at = useNow(30_000);
  const shift = useShift();
  const [most, setMost] = useState(AT_ONCE);
  const [chosen, setChosen] = useState<Group | 'all'>('all');
  const mine = useMemo(() => mineOf(shift.cases, at), [shift.cases, at]);
  const isGone = chosen !== 'all' && !mine.some(({ group }) => group === chosen);
  const shown = useMemo(
    () => mine.filter(({ group }) => isGone || chosen === 'all' || group === chosen),
    [mine, isGone, chosen],
  );
  const left = shown.length - most;
  return (
    <div className="gl-field-page">
      <PageHead title={t.todo} />
      <AsOf shift={shift} />
      <OutboxList caseHref={caseHref} conflict={conflictCard} />
      <Filter mine={mine} chosen={isGone ? 'all' : chosen} onChoose={setChosen} />
      {shown.length === 0 ? <Nothing shift={shift} /> : <Cards mine={shown} most={most} />}
      {left <= 0 ? null : (
        <Button isWide onClick={() => setMost(most + AT_ONCE)}>
          {t.more(Math.min(left, AT_ONCE))}
        </Button>
      )}
    </div>
  );
}
