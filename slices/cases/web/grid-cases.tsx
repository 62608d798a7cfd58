// Cases of an area as short rows: lamp, what, where; the row opens the case. Its pictures are on the case's
// own screen.
import { memo, useMemo, useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';
import { caseHref } from './field-parts.tsx';
import { useEndedCases, useOpenCases } from './grid-data.ts';
import { gridTexts } from './grid-texts.ts';
import { LampFor } from './lamp-for.tsx';
import { orderTodo } from './todo-order.ts';
import type { CaseListItem } from './use-cases.ts';
import { useScreenful } from './use-screenful.ts';

export function CaseRow({ item, at }: { item: CaseListItem; at: Instant }) {
  const t = useText(gridTexts);
  const language = useSpoken();
  const name = itemName(item, language) ?? item.description;
  return (
    <a
      className="gl-grid-row"
      href={caseHref(item.id)}
      aria-label={`${t.openCase} ${name} ${item.address ?? item.description}`}
    >
      <span className="gl-grid-row-top">
        <strong>{name}</strong>
        <LampFor of={item} now={at} />
      </span>
      <span className="gl-quiet">
        {language === 'zh' ? item.stateZh : capital(item.stateEn)} · {item.address ?? item.description}
      </span>
    </a>
  );
}

const SCREENFUL = 12;
/** Nobody reads two hundred rows unasked, and to lay them out holds a slow phone for half a second. */
const AT_ONCE = 20;
const Row = memo(CaseRow);

interface AskedCases {
  readonly items: readonly CaseListItem[];
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly refetch: () => unknown;
  readonly isAll: boolean;
}

function Rows({ items, at }: { items: readonly CaseListItem[]; at: Instant }) {
  const t = useText(gridTexts);
  const [isWhole, setWhole] = useState(false);
  const shown = useMemo(() => (isWhole ? items : items.slice(0, AT_ONCE)), [isWhole, items]);
  const drawn = useScreenful(shown, SCREENFUL);
  const left = items.length - shown.length;
  return (
    <>
      <ul className="gl-grid-rows">
        {drawn.map((item) => (
          <li key={item.id}>
            <Row item={item} at={at} />
          </li>
        ))}
      </ul>
      {left === 0 ? null : (
        <Button isWide onClick={() => setWhole(true)}>
          {t.rest(left)}
        </Button>
      )}
    </>
  );
}

function CaseCard(props: { title: string; none: string; asked: AskedCases; items: readonly CaseListItem[] }) {
  const { title, none, asked, items } = props;
  const t = useText(gridTexts);
  const language = useSpoken();
  const at = useNow(30_000);
  const isEmpty = items.length === 0;
  return (
    <Card
      title={title}
      aside={
        asked.isPending || (asked.error && isEmpty) ? null : (
          <span className="gl-figures">{asked.isAll ? t.total(items.length) : t.atLeast(items.length)}</span>
        )
      }
    >
      {asked.isPending ? <Loading lines={4} /> : null}
      {asked.error && isEmpty ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {!asked.isPending && !asked.error && isEmpty ? <Empty icon="check" title={none} /> : null}
      {isEmpty ? null : <Rows items={items} at={at} />}
    </Card>
  );
}

export function GridCases({ areaPath }: { areaPath: string }) {
  const t = useText(gridTexts);
  const at = useNow(30_000);
  const open = useOpenCases(areaPath);
  const ended = useEndedCases(areaPath, at);
  const ordered = useMemo(() => orderTodo(open.items, at), [open.items, at]);
  return (
    <>
      <CaseCard title={t.openCases} none={t.noOpen} asked={open} items={ordered} />
      {open.isPending ? null : (
        // After the first: a list that grows above it would push it away from under the thumb.
        <CaseCard title={t.ended} none={t.noEnded} asked={ended} items={ended.items} />
      )}
    </>
  );
}
