// The cases that one count is made of: each leads to the case, and says by which day it counts and, where
// that is what is counted, how long it took.
import type { ReactNode } from 'react';
import { Badge } from '../../../ui/badge/badge.tsx';
import { durationWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { CountedCases } from '../core/contract.ts';
import { CaseTable } from './case-table.tsx';
import { evaluationTexts } from './evaluation-texts.ts';
import { type Opened, useOpened } from './use-evaluation.ts';
import './evaluation.css';

interface OpenedProps {
  readonly opened: Opened;
  readonly what: string;
  readonly caseHref: (caseId: string) => string;
  readonly onClose: () => void;
  /** What may be done about one of them, in its last column. */
  readonly beside?: ((caseId: string, number: string) => ReactNode) | undefined;
}

type Item = CountedCases['items'][number];

export function OpenedCases({ opened, what, caseHref, onClose, beside }: OpenedProps) {
  const [t, language] = [useText(evaluationTexts), useSpoken()];
  const paged = useOpened(opened);
  const isTimed = paged.data?.pages.some(({ items }) => items.some(({ usedMs }) => usedMs > 0)) ?? false;
  const rowOf = (one: Item) => (
    <tr key={one.caseId}>
      <th scope="row">
        <a href={caseHref(one.caseId)}>{one.number}</a>
      </th>
      <td>{(language === 'zh' ? one.itemName : (one.itemNameEn ?? one.itemName)) ?? '–'}</td>
      <td className="gl-figures">{one.day}</td>
      {isTimed ? <td className="gl-figures">{durationWords(one.usedMs, language)}</td> : null}
      <td>
        {one.times > 1 ? t.times(one.times) : null}{' '}
        {one.isExempt ? <Badge>{t.exempt}</Badge> : beside?.(one.caseId, one.number)}
      </td>
    </tr>
  );
  return (
    <CaseTable
      title={t.cases(what)}
      columns={[t.number, t.item, t.dayOf, ...(isTimed ? [t.took] : []), t.note]}
      paged={paged}
      rowOf={rowOf}
      onClose={onClose}
    />
  );
}
