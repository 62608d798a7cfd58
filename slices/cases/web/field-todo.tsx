// 待办: what waits for me, the most urgent on top, each with the one thing to do. Which cases these are and
// what may be done comes from the server; only the order and the grouping are made here.
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CaseCard, caseHref } from './field-parts.tsx';
import { fieldCaseTexts } from './field-texts.ts';
import { type Group, groupOf, orderTodo, viewsFor } from './todo-order.ts';
import { CASES_KEY, type CaseListItem, type CaseView, type View } from './use-cases.ts';
import type { CaseList } from '../core/contract.ts';
import './field-cases.css';

const AT_ONCE = 30;

/** Several views as one list; those that came stay when one fails. */
export function useLists(views: readonly View[]) {
  const asked = useQueries({
    queries: views.map((view) => ({
      queryKey: [...CASES_KEY, 'field', view],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get<CaseList>('/api/cases', { signal, query: { ...view } }),
    })),
  });
  return {
    items: asked.flatMap((one) => one.data?.items ?? []),
    isPending: asked.some((one) => one.isPending),
    error: asked.find((one) => one.error)?.error ?? undefined,
    again: () => void Promise.all(asked.map((one) => one.refetch())),
  };
}

/** The cases themselves, for pictures, clocks and buttons; under the same key as the case's own screen. */
export function useDetails(
  items: readonly CaseListItem[],
): readonly { item: CaseListItem; detail: CaseView | undefined }[] {
  const asked = useQueries({
    queries: items.map(({ id }) => ({
      queryKey: ['case', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<CaseView>(`/api/cases/${id}`, { signal }),
    })),
  });
  return items.map((item, index) => ({ item, detail: asked[index]?.data }));
}

const GROUPS: readonly Group[] = ['check', 'claim', 'handle', 'verify', 'push', 'other'];

function useTodo(most: number) {
  const { can, session } = useSession();
  const at = useNow(30_000);
  const lists = useLists(viewsFor(can, session?.posts.map((post) => post.areaPath)));
  const ordered = orderTodo(lists.items, at);
  const shown = useDetails(ordered.slice(0, most));
  const mine = shown.flatMap(({ item, detail }) => {
    const group = detail && groupOf(detail);
    return detail && group ? [{ item, detail, group }] : [];
  });
  const isDetailed = shown.every(({ detail }) => detail !== undefined);
  return { ...lists, mine, isDetailed, left: Math.max(0, ordered.length - most) };
}

function Filter({
  mine,
  chosen,
  onChoose,
}: {
  mine: readonly { readonly group: Group }[];
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

function List({
  chosen,
  todo,
  onMore,
}: {
  chosen: Group | 'all';
  todo: ReturnType<typeof useTodo>;
  onMore: () => void;
}) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const { can } = useSession();
  const shown = todo.mine.filter(({ group }) => chosen === 'all' || group === chosen);
  if (shown.length === 0 && (todo.isPending || !todo.isDetailed)) return <Loading lines={8} />;
  if (shown.length === 0 && todo.error) {
    return <Failed message={tellError(todo.error, language)} onAgain={todo.again} />;
  }
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
    <>
      {shown.length === 0 ? (
        <Empty icon="check" title={t.empty} {...way}>
          {t.emptyWhy}
        </Empty>
      ) : null}
      <ul className="gl-case-cards">
        {shown.map(({ item, detail }) => (
          <li key={item.id}>
            <CaseCard item={item} detail={detail} />
          </li>
        ))}
      </ul>
      {todo.left === 0 ? null : (
        <Button isWide onClick={onMore}>
          {t.more(Math.min(todo.left, AT_ONCE))}
        </Button>
      )}
    </>
  );
}

export default function FieldTodo() {
  const t = useText(fieldCaseTexts);
  const [most, setMost] = useState(AT_ONCE);
  const [chosen, setChosen] = useState<Group | 'all'>('all');
  const todo = useTodo(most);
  const isGone = chosen !== 'all' && !todo.mine.some(({ group }) => group === chosen);
  const shown = isGone ? 'all' : chosen;
  return (
    <div className="gl-field-page">
      <PageHead title={t.todo} />
      <OutboxList caseHref={caseHref} />
      <Filter mine={todo.mine} chosen={shown} onChoose={setChosen} />
      <List chosen={shown} todo={todo} onMore={() => setMost(most + AT_ONCE)} />
    </div>
  );
}
