// 红灯: what is late where I lead, who holds it, and a push as one tap. Each figure is the list under it.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { NativeSelect } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { nameIn } from './case-timeline.tsx';
import { CaseCard, caseHref } from './field-parts.tsx';
import { fieldCaseTexts } from './field-texts.ts';
import { useDetails, useLists } from './field-todo.tsx';
import { orderTodo, PAGE } from './todo-order.ts';
import type { CaseListItem, CaseView, View } from './use-cases.ts';
import './field-cases.css';

const VIEWS: readonly View[] = [
  { due: 'overdue', limit: PAGE },
  { isOnLeadersList: true, due: 'overdue', limit: PAGE },
];

const AT_ONCE = 20;

const pushOf = (of: CaseView) => of.abilities.find(({ action }) => action === 'push');

/** Units by how much of it they hold. */
export function byHolder(cases: readonly CaseListItem[]) {
  const units = new Map<string, { id: string; name: string; nameEn: string; total: number }>();
  for (const { holder } of cases) {
    if (!holder) continue;
    const known = units.get(holder.id);
    units.set(holder.id, { ...holder, total: (known?.total ?? 0) + 1 });
  }
  return [...units.values()].sort((a, b) => b.total - a.total);
}

export default function FieldRed() {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const [most, setMost] = useState(AT_ONCE);
  const [unitId, setUnitId] = useState<string>();
  const lists = useLists(VIEWS);
  const late = orderTodo(lists.items, at);
  const chosen =
    unitId !== undefined && late.some(({ holder }) => holder?.id === unitId) ? unitId : undefined;
  const inView = late.filter(({ holder }) => chosen === undefined || holder?.id === chosen);
  const shown = useDetails(inView.slice(0, most));
  const left = Math.max(0, inView.length - most);
  const choices = byHolder(late).map((unit) => ({
    value: unit.id,
    label: `${nameIn(unit, language)} · ${t.cases(unit.total)}`,
  }));
  const hasMore = lists.items.length > 0 && late.length >= PAGE;
  return (
    <div className="gl-field-page">
      <PageHead title={t.redTitle}>{hasMore ? t.atLeast(late.length) : t.cases(late.length)}</PageHead>
      <OutboxList caseHref={caseHref} />
      {choices.length < 2 ? null : (
        <NativeSelect
          label={t.byUnit}
          value={chosen ?? ''}
          placeholder={`${t.all} · ${t.cases(late.length)}`}
          choices={choices}
          onChange={(id) => setUnitId(id === '' ? undefined : id)}
        />
      )}
      {late.length === 0 && lists.isPending ? <Loading lines={8} /> : null}
      {late.length === 0 && lists.error ? (
        <Failed message={tellError(lists.error, language)} onAgain={lists.again} />
      ) : null}
      {late.length === 0 && !lists.isPending && !lists.error ? (
        <Empty icon="check" title={t.redEmpty}>
          {t.redEmptyWhy}
        </Empty>
      ) : null}
      <ul className="gl-case-cards">
        {shown.map(({ item, detail }) => (
          <li key={item.id}>
            <CaseCard item={item} detail={detail} offered={pushOf} />
          </li>
        ))}
      </ul>
      {left === 0 ? null : (
        <Button isWide onClick={() => setMost(most + AT_ONCE)}>
          {t.more(Math.min(left, AT_ONCE))}
        </Button>
      )}
    </div>
  );
}
